"""What came in, where each person's talk stands, and what goes out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedJSON
from storage.tables.base import Base, Code, Key


class Dialogue(Base):
    """Where a person's talk stands, on whatever channel: forms as JSON, never a step number.

    `forms` names those under way, so that a query can ask for them.
    `last_seq` numbers the lines of the person's chat, both sides; `seen_seq` is the last one shown.
    `held` marks words of one who has not consented yet: they are forgotten after a day.
    `case_id`: the request for whose sake a member of staff has taken the talk over.
    """

    __tablename__ = "dialogue"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    state: Mapped[dict[str, Any]] = mapped_column(SealedJSON("dialogue.state"))
    forms: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    last_seq: Mapped[int] = mapped_column(default=0)
    seen_seq: Mapped[int] = mapped_column(default=0)
    held: Mapped[bool] = mapped_column(default=False, index=True)
    case_id: Mapped[int | None]
    updated_at: Mapped[datetime]


class Inbox(Base):
    """An inbound message that was handled. `error_id` names the log entry if it went wrong.

    `move` says what was done with it (`handlers.engine.moves`), `intent` and `sure` what it was read to want, where that
    was asked: what is kept to make the reading better. `message_id` is the vendor's own id of the message, `written_at`
    when it was written, as the vendor says.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "external_id"),
        Index("ix_inbox_account_id_seq", "account_id", "seq"),
    )

    id: Mapped[Key]
    channel: Mapped[Code]
    external_id: Mapped[str] = mapped_column(String(128))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    seq: Mapped[int]
    body: Mapped[dict[str, Any]] = mapped_column(SealedJSON("inbox.body"))
    error_id: Mapped[str | None] = mapped_column(String(12))
    move: Mapped[Code | None]
    intent: Mapped[Code | None]
    sure: Mapped[bool | None]
    message_id: Mapped[str | None] = mapped_column(String(128))
    written_at: Mapped[datetime | None]
    received_at: Mapped[datetime]


class Outbox(Base):
    """Everything that goes out, written in the transaction that caused it.

    An answer (`inbox_id`) has its `shown` text from the start. A notice has a `kind` and `facts`; it is
    put into words only when delivered, from what is true then. `key` makes a notice unique for ever.
    `seq` is its place in the person's web chat.

    States: queued → sending → sent, or retry → sending …; in the end dropped (pointless), superseded
    (a later answer stands for it), dead (no way was left)
    or unknown (it may have arrived, and twice would do harm): the last two are for staff. `due_at` is when the
    row is to be looked at again: for one that is sending, the end of the sender's lease. `tries` counts those on
    the way in hand; `closed` are accounts that this message cannot go to. A reminder that is said within another
    message is `carried`: `lead_id` is that message, whose fate it shares. `message_id` is what the vendor calls the
    message under which its choices stand, so that a reply to it is known. `caused_by` is the person whose deed queued it.
    `written_by`: «sms» or «email», where it went to the telephone or address of a person and to no account.
    `trace` is the id in the log of the inbound message that it comes of, if it comes of one.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_state_due_at", "state", "due_at"),
        Index("ix_outbox_person_id_seq", "person_id", "seq"),
        Index("ix_outbox_person_id_state", "person_id", "state"),
        Index("ix_outbox_lead_id", "lead_id"),
        Index("ix_outbox_account_id_message_id", "account_id", "message_id"),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    inbox_id: Mapped[int | None] = mapped_column(ForeignKey("inbox.id"), index=True)
    key: Mapped[str | None] = mapped_column(String(100), unique=True)
    kind: Mapped[Code]
    facts: Mapped[dict[str, Any]] = mapped_column(SealedJSON("outbox.facts"))
    shown: Mapped[dict[str, Any] | None] = mapped_column(SealedJSON("outbox.shown"))
    state: Mapped[Code]
    seq: Mapped[int | None]
    urgent: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(server_default="0")
    closed: Mapped[list[Any] | None]
    lead_id: Mapped[int | None]
    caused_by: Mapped[int | None] = mapped_column(index=True)
    message_id: Mapped[str | None] = mapped_column(String(128))
    reason: Mapped[str | None] = mapped_column(String(100))
    written_by: Mapped[Code | None]
    trace: Mapped[str | None] = mapped_column(String(12))
