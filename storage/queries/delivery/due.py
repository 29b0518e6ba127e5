"""Messages of the outbox whose time has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork

MISSED = "missed"
"""The reason of a row that reached nobody and is tried once more, since its person has written."""
ROSTER_LETTER = "roster_letter"
"""The kind that goes to an address which its facts name and to none of its person's: it keeps nothing of theirs back."""
WAITING = ("queued", "retry", "sending")
"""States of a row that something is still to be done with; one that is `sending` only once its lease is over."""


@dataclass(frozen=True, slots=True)
class Due:
    """A message that waits. `closed` are the accounts that it cannot go to.

    `behind`: until when an earlier message to the person, which failed, keeps this one back. `missed`: it reached
    nobody, and its person has written since (`storage.queries.delivery.missed`). `trace`: by which the log follows it.
    """

    id: int
    person_id: int
    kind: str
    facts: dict[str, Any]
    urgent: bool
    state: str
    tries: int
    account_id: int | None
    shown: dict[str, Any] | None
    closed: list[int] | None
    due_at: datetime
    behind: datetime | None
    missed: bool = False
    trace: str | None = None

    @property
    def is_answer(self) -> bool:
        return self.kind == "answer"


def due_messages(work: UnitOfWork, now: datetime, limit: int, person_id: int | None = None) -> list[Due]:
    """Messages whose time has come, of one person or of all, oldest first, locked against another process.

    Those to whom something is being sent right now are left out.
    """
    values = {"now": now, "most": limit} | ({} if person_id is None else {"person": person_id})
    return [Due(*row) for row in work.connection.execute(waiting(person_id is not None), values)]


def next_due(work: UnitOfWork) -> datetime | None:
    """When something in the outbox is to be looked at next."""
    due = select(func.min(Outbox.due_at)).where(Outbox.state.in_(WAITING))
    return work.connection.execute(due).scalar()


@cache
def waiting(of_one: bool) -> Select[*tuple[Any, ...]]:
    """The statement behind `due_messages`, of one person or of all; its parameters are `now`, `most` and `person`."""
    other = aliased(Outbox)
    now: BindParameter[datetime] = bindparam("now")
    of_person = other.person_id == Outbox.person_id
    sending = select(other.id).where(of_person, other.state == "sending", other.due_at > now)
    failed = select(func.max(other.due_at)).where(
        of_person,
        other.state == "retry",
        other.due_at > now,
        other.id < Outbox.id,
        other.kind != ROSTER_LETTER,
        Outbox.kind != ROSTER_LETTER,
        or_(other.urgent, Outbox.urgent.is_(False)),
    )
    due = select(
        Outbox.id,
        Outbox.person_id,
        Outbox.kind,
        Outbox.facts,
        Outbox.urgent,
        Outbox.state,
        Outbox.tries,
        Outbox.account_id,
        Outbox.shown,
        Outbox.closed,
        Outbox.due_at,
        failed.scalar_subquery(),
        func.coalesce(Outbox.reason, "") == MISSED,
        Outbox.trace,
    ).where(Outbox.state.in_(WAITING), Outbox.due_at <= now, ~sending.exists())
    if of_one:
        due = due.where(Outbox.person_id == bindparam("person"))
    return due.order_by(Outbox.id).limit(bindparam("most")).with_for_update(skip_locked=True, of=Outbox)
