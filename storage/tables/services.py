"""What happens between taking a need on and its end: when and where both sides meet, and what the firm confirms."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, String, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedText
from storage.tables.base import Base, Code, Key


class Appointment(Base):
    """When and where an expert and a firm meet about a need. States: proposed → agreed / declined; moved, cancelled, missed.

    `by_expert`: who proposed it, `person_id` in person. `words` as they were said; `place` and `link` as far as they were read.
    It counts while its expert has the need in hand, and was made since they took it (`storage.queries.offers.meetings`).
    """

    __tablename__ = "appointment"
    __table_args__ = (Index("ix_appointment_state_starts_at", "state", "starts_at"),)

    id: Mapped[Key]
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_expert: Mapped[bool]
    words: Mapped[str] = mapped_column(SealedText("appointment.words"))
    place: Mapped[str] = mapped_column(SealedText("appointment.place"), default="")
    link: Mapped[str] = mapped_column(SealedText("appointment.link"), default="")
    online: Mapped[bool]
    starts_at: Mapped[datetime]
    state: Mapped[Code] = mapped_column(default="proposed")
    created_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class Confirmation(Base):
    """A firm is asked whether a diary tells of a service it had. States: asked → confirmed / hours (it says other ones) / denied;
    hours → confirmed (by its writer) / disputed (the writer stands by their own, and staff hear both).

    What stands at `asked` for `Waiting.confirm_days` is «未确认». `stars` where the diary is of no need.
    """

    __tablename__ = "confirmation"

    id: Mapped[Key]
    diary_id: Mapped[int] = mapped_column(ForeignKey("diary.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[Code] = mapped_column(default="asked")
    stars: Mapped[int | None]
    hours: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class ContactLink(Base):
    """A one-time link for the contact of a diary of no need who is not here. Only the code's hash is kept; `used_at` ends it.

    Whoever has it answers, and proves nobody by it. `answer`: confirmed (with `stars`, if any), hours (it took other ones) or denied.
    """

    __tablename__ = "contact_link"

    id: Mapped[Key]
    diary_id: Mapped[int] = mapped_column(ForeignKey("diary.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    issued_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    answer: Mapped[Code | None]
    stars: Mapped[int | None]
    hours: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))


class Referral(Base):
    """A need that ended with another body or product (S10.8), named by staff. `helped`: how far, in per cent, as its firm says."""

    __tablename__ = "referral"

    id: Mapped[Key]
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    body: Mapped[str] = mapped_column(SealedText("referral.body"))
    helped: Mapped[int | None]
    referred_at: Mapped[datetime] = mapped_column(index=True)
    answered_at: Mapped[datetime | None]


class ServiceChat(Base):
    """The two sides of a service write to each other through Yiqi. It counts while its expert has the need in hand, and only if
    it was opened since they took it (`storage.queries.offers.chats`).

    `person_id`: who writes on the firm's side. `expert_at`, `firm_at`: when each side last wrote or came in; empty where it
    has not. `last_at`: when the last line could reach the other side, or when somebody came in; `last_by_expert`: whose line it
    was, and of who only came in the other side, so that nobody counts as written to by that.
    `ended_by`: the person who ended it; `closed`: for the office, so that these two do not begin another about the need.
    """

    __tablename__ = "service_chat"
    __table_args__ = (
        Index("ix_service_chat_expert_id_last_at", "expert_id", "last_at"),
        Index("ix_service_chat_person_id_last_at", "person_id", "last_at"),
    )

    id: Mapped[Key]
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)
    expert_at: Mapped[datetime | None]
    firm_at: Mapped[datetime | None]
    last_by_expert: Mapped[bool]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None]
    closed: Mapped[bool] = mapped_column(default=False, server_default=false())


class ChatLine(Base):
    """A line of such a chat, or a file of its writer's with what was written to it. One that was taken back before the other side
    saw it has neither any more."""

    __tablename__ = "chat_line"

    id: Mapped[Key]
    chat_id: Mapped[int] = mapped_column(ForeignKey("service_chat.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    by_expert: Mapped[bool]
    text: Mapped[str] = mapped_column(SealedText("chat_line.text"))
    file_key: Mapped[str | None] = mapped_column(String(43), index=True)
    taken_back: Mapped[bool] = mapped_column(default=False, server_default=false())
    said_at: Mapped[datetime]
