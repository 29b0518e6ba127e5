"""The outbox as queries: what was shown, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.prepared import Prepared
from storage.tables import Account, Outbox
from storage.work import Work

RECENT = 5
MAILBOXES = ("web", "terminal")
"""Channels whose people read from the database: there, an answer kept is an answer sent."""


def recent_choices(work: Work, person_id: int) -> list[tuple[str, str]]:
    """Captions and tokens of the choices that a person was shown last, newest message first."""
    rows = work.connection.execute(_recent(), {"person": person_id}).scalars()
    return [(label, token) for shown in rows for label, token in shown.get("choices", ())]


@cache
def _recent() -> Select[*tuple[Any, ...]]:
    shown = select(Outbox.shown).where(Outbox.person_id == bindparam("person"), Outbox.seq.is_not(None))
    return shown.order_by(Outbox.seq.desc()).limit(RECENT)


@dataclass(frozen=True, slots=True)
class Due:
    """A notice that waits."""

    id: int
    person_id: int
    kind: str
    facts: dict[str, Any]
    urgent: bool


def due_notices(work: Work, now: datetime, limit: int) -> list[Due]:
    """Notices whose time has come, oldest first, locked against another process."""
    rows = work.connection.execute(_due(), {"now": now, "most": limit})
    return [Due(*row) for row in rows]


@cache
def queue_once(on_sqlite: bool) -> Any:
    """The statement that queues a notice unless its key is there already."""
    dialect = sqlite if on_sqlite else postgresql
    return dialect.insert(Outbox).on_conflict_do_nothing()


def mark(work: Work, outbox_id: int, state: str, **values: Any) -> None:
    """What became of a row."""
    work.connection.execute(update(Outbox).where(Outbox.id == outbox_id).values(state=state, **values))


def postpone(work: Work, outbox_id: int, until: datetime) -> None:
    """Not now: try again at `until`."""
    work.connection.execute(update(Outbox).where(Outbox.id == outbox_id).values(due_at=until))


def sent(work: Work, outbox_id: int, account_id: int, seq: int, shown: dict[str, Any], now: datetime) -> None:
    """A notice is in words and in the person's chat."""
    values = {"state": "sent", "account_id": account_id, "seq": seq, "shown": shown, "sent_at": now}
    _SENT.run(work.connection, values | {"row": outbox_id})


def mailbox_of(work: Work, person_id: int) -> int | None:
    """The account that the person bound last on a channel that is read from the database."""
    found = _MAILBOX.run(work.connection, {"person": person_id})
    return found[0][0] if found else None


def _mailbox() -> Select[*tuple[Any, ...]]:
    read_here = or_(*(Account.channel == channel for channel in MAILBOXES))
    found = select(Account.id).where(Account.person_id == bindparam("person"), read_here)
    return found.order_by(Account.id.desc()).limit(1)


_MAILBOX = Prepared(lambda dialect: _mailbox())
_SENT = Prepared(lambda dialect: update(Outbox).where(Outbox.id == bindparam("row")))


@cache
def _due() -> Select[*tuple[Any, ...]]:
    due = select(Outbox.id, Outbox.person_id, Outbox.kind, Outbox.facts, Outbox.urgent).where(
        Outbox.state == "queued", Outbox.due_at <= bindparam("now"), Outbox.inbox_id.is_(None)
    )
    return due.order_by(Outbox.id).limit(bindparam("most")).with_for_update(skip_locked=True)
