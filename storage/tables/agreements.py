"""Agreements as they were signed; and lists that are to go to a named address."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedBytes, SealedText
from storage.tables.base import Base, Code, Key, Region


class Agreement(Base):
    """A 服务协议 that a holder signed. `form`: online, offline or both; `times` as the holder said it; `content`: the PDF, empty
    where its fonts lack a sign of the name."""

    __tablename__ = "agreement"

    id: Mapped[Key]
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id"), index=True)
    form: Mapped[Code]
    times: Mapped[str] = mapped_column(String(100))
    offered_on: Mapped[date]
    signed_on: Mapped[date]
    content: Mapped[bytes | None] = mapped_column(SealedBytes("agreement.content"))
    file_name: Mapped[str] = mapped_column(String(120))


class Mailing(Base):
    """A list that staff want sent to an address that they name (S8.3). `what`: experts or stations; `file_key`: the file, a key
    of `file`. States: waiting, sent, failed, unknown (it may have arrived)."""

    __tablename__ = "mailing"

    id: Mapped[Key]
    what: Mapped[Code]
    region: Mapped[Region]
    address: Mapped[str] = mapped_column(SealedText("mailing.address"))
    file_key: Mapped[str] = mapped_column(ForeignKey("file.key"))
    file_name: Mapped[str] = mapped_column(String(120))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[Code] = mapped_column(default="waiting", index=True)
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
