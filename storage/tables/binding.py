"""One-time codes: a person is bound to an entry of the register, or becomes a colleague in a firm."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import BlindIndex, SealedText
from storage.tables.base import Base, Code, Key, Region


class BindCode(Base):
    """A code for the person of a register entry. Only its hash is kept; `used_at` ends it."""

    __tablename__ = "bind_code"

    id: Mapped[Key]
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    issued_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PhoneCode(Base):
    """A code that was sent to a telephone for whoever writes from this account. Its hash is kept, and the blind index of the telephone.

    `tries` counts wrong digits; `used_at` ends it. The rows are also the ledger of how many were sent.
    `message_id` is the vendor's number of the short message; `arrived` what it reported of it, None as long as it has not.
    """

    __tablename__ = "phone_code"

    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    phone_index: Mapped[Any] = mapped_column(BlindIndex("phone"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    message_id: Mapped[str | None] = mapped_column(String(100))
    arrived: Mapped[bool | None]


class Invitation(Base):
    """A code with which somebody becomes a colleague in a firm. Only its hash is kept; `used_at` ends it."""

    __tablename__ = "invitation"

    id: Mapped[Key]
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    issued_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class EntryLink(Base):
    """A link into the web chat for somebody who is known elsewhere. Only its hash is kept; `used_at` ends it."""

    __tablename__ = "entry_link"

    id: Mapped[Key]
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ApplicantInvitation(Base):
    """Staff invite somebody by name to apply (S10.2). Only the code's hash is kept; `used_at` ends it, `person_id` is who used it.

    Of one that nobody used `name`, `unit` and `phone` are emptied within a day of its end.
    """

    __tablename__ = "applicant_invitation"

    id: Mapped[Key]
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[Code]
    name: Mapped[str] = mapped_column(String(100))
    unit: Mapped[str] = mapped_column(String(100), default="")
    phone: Mapped[str | None] = mapped_column(SealedText("applicant_invitation.phone"))
    region: Mapped[Region]
    issued_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
