"""Reminders that wait for a person, and those that are said within another message."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select, update

from storage.prepared import Prepared
from storage.queries.delivery.due import WAITING, Due, waiting
from storage.tables import Expert, Outbox, Person, Staff
from storage.unit_of_work import UnitOfWork

REACHED = ("sent", "told", "unknown")
"""States of a row whose person has seen it, or may have."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """Who is to be told: what they wish of reminders (`Person.reminded`), as an expert when not, and whether they are staff."""

    wish: str
    quiet: str
    away_from: date | None
    away_until: date | None
    is_staff: bool


def who_is_reminded(work: UnitOfWork, person_id: int) -> Reminded:
    """The person, as far as reminders go."""
    wish, quiet, away_from, away_until, staff = _WHO.run(work.connection, {"person": person_id})[0]
    return Reminded(wish, quiet or "", away_from, away_until, staff is not None)


def reminded_since(
    work: UnitOfWork, person_id: int, kinds: Collection[str], since: datetime
) -> list[tuple[datetime, str]]:
    """The reminders of these kinds that a person had, or may have had, since then: when, and what they said.

    One that was said within another message is there with no words: they stand in the other.
    """
    values = {"person": person_id, "kinds": list(kinds), "since": since}
    rows = work.connection.execute(_reminded(), values)
    return [(at, (shown or {}).get("text", "")) for at, shown in rows]


def reminders_waiting(
    work: UnitOfWork, person_id: int, kinds: Collection[str], now: datetime, most: int
) -> list[Due]:
    """The `most` oldest reminders of these kinds that may go to a person now and are not under way, oldest first."""
    values = {"now": now, "most": most, "person": person_id, "kinds": list(kinds)}
    return [Due(*row) for row in work.connection.execute(_reminders(), values)]


def last_reminder(work: UnitOfWork, person_id: int, kinds: Collection[str]) -> datetime | None:
    """When a person last had, or may have had, a reminder of these kinds."""
    return work.connection.execute(_last_reminder(), {"person": person_id, "kinds": list(kinds)}).scalar()


def carry(work: UnitOfWork, ids: Collection[int], lead_id: int) -> None:
    """Mark these messages as said within another one, the lead."""
    together = update(Outbox).where(Outbox.id.in_(ids))
    work.connection.execute(together.values(state="carried", lead_id=lead_id))


def settle_carried(work: UnitOfWork, lead_id: int, state: str, **values: Any) -> None:
    """Give the messages within another one its state; those of one that is tried again are queued by themselves."""
    together = update(Outbox).where(Outbox.lead_id == lead_id, Outbox.state == "carried")
    new = {"state": "queued", "lead_id": None} if state in WAITING else {"state": state, **values}
    work.connection.execute(together.values(new))


@cache
def _reminders() -> Select[*tuple[Any, ...]]:
    return waiting(of_one=True).where(
        Outbox.kind.in_(bindparam("kinds", expanding=True)), Outbox.state == "queued"
    )


@cache
def _reminded() -> Select[*tuple[Any, ...]]:
    went = func.coalesce(Outbox.sent_at, Outbox.due_at)
    return select(went, Outbox.shown).where(
        Outbox.person_id == bindparam("person"),
        Outbox.state.in_(REACHED),
        Outbox.kind.in_(bindparam("kinds", expanding=True)),
        went >= bindparam("since"),
    )


def _who() -> Select[*tuple[Any, ...]]:
    return (
        select(Person.reminded, Expert.quiet, Expert.away_from, Expert.away_until, Staff.id)
        .select_from(Person)
        .outerjoin(Expert, Expert.person_id == Person.id)
        .outerjoin(Staff, Staff.person_id == Person.id)
        .where(Person.id == bindparam("person"))
    )


_WHO = Prepared(lambda dialect: _who())


@cache
def _last_reminder() -> Select[*tuple[Any, ...]]:
    """What is `unknown` arrived by the end of its lease, if it did."""
    return select(func.max(func.coalesce(Outbox.sent_at, Outbox.due_at))).where(
        Outbox.person_id == bindparam("person"),
        Outbox.state.in_(REACHED),
        Outbox.kind.in_(bindparam("kinds", expanding=True)),
    )
