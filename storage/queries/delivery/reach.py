"""Who can be reached at all, and how what was sent to somebody stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select

from storage.tables import Account, Inbox, Outbox, Person, Staff
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Sent:
    """A notice and how it stands: `state`, `due_at` and `sent_at` as in `storage.tables.Outbox`.

    `written_by`: it went by short message («sms») or letter. `reachable`: a chat of its person's is open. `to_staff`: they are of staff.
    """

    id: int
    person_id: int
    name: str
    phone: str | None
    phone_verified: bool
    to_staff: bool
    kind: str
    key: str | None
    facts: dict[str, Any]
    state: str
    urgent: bool
    due_at: datetime
    sent_at: datetime | None
    caused_by: int | None
    written_by: str | None
    reachable: bool


def is_reachable(person_id: ColumnElement[int] | Any) -> ColumnElement[bool]:
    """That a person has an account to which something gets through: none was closed, or they wrote from it since."""
    wrote = exists().where(Inbox.account_id == Account.id, Inbox.received_at > Account.closed_at)
    return exists().where(Account.person_id == person_id, or_(Account.closed_at.is_(None), wrote))


def out_of_reach(work: UnitOfWork, persons: Collection[int]) -> frozenset[int]:
    """Those of these persons to whom no way is open."""
    found = select(Person.id).where(Person.id.in_(persons), ~is_reachable(Person.id))
    return frozenset(work.connection.execute(found).scalars()) if persons else frozenset()


def sent_under(work: UnitOfWork, keys: Collection[str]) -> dict[str, Sent]:
    """The notices that were queued under these keys."""
    return {one.key: one for one in _read(work, _sent().where(Outbox.key.in_(keys))) if one.key}


def sent(work: UnitOfWork, outbox_id: int) -> Sent | None:
    """This notice."""
    return next(iter(_read(work, _sent().where(Outbox.id == outbox_id))), None)


def caused_by(work: UnitOfWork, person_id: int, since: datetime, most: int) -> list[Sent]:
    """What this person's deeds have told others since a moment, the newest first."""
    mine = _sent().where(Outbox.caused_by == person_id, Outbox.person_id != person_id)
    return _read(work, mine.where(Outbox.created_at >= since).order_by(Outbox.id.desc()).limit(most))


def last_sent_to(work: UnitOfWork, person_id: int, since: datetime) -> Sent | None:
    """The newest notice to this person since a moment."""
    told = _sent().where(Outbox.person_id == person_id, Outbox.kind != "answer", Outbox.created_at >= since)
    return next(iter(_read(work, told.order_by(Outbox.id.desc()).limit(1))), None)


def told_lately(
    work: UnitOfWork, person_id: int, kinds: Collection[str], since: datetime
) -> list[dict[str, Any]]:
    """The facts of notices of these kinds since a moment, to this person or by their own deed, that were or may be sent."""
    concerns = or_(Outbox.person_id == person_id, Outbox.caused_by == person_id)
    found = select(Outbox.facts).where(concerns, Outbox.kind.in_(kinds), Outbox.created_at > since)
    return list(work.connection.execute(found.where(Outbox.state.not_in(("dropped", "dead")))).scalars())


def _sent() -> Select[*tuple[Any, ...]]:
    found = select(
        Outbox.id,
        Outbox.person_id,
        Person.name,
        Person.phone,
        Person.phone_verified,
        exists().where(Staff.person_id == Person.id),
        Outbox.kind,
        Outbox.key,
        Outbox.facts,
        Outbox.state,
        Outbox.urgent,
        Outbox.due_at,
        Outbox.sent_at,
        Outbox.caused_by,
        Outbox.written_by,
        is_reachable(Person.id),
    )
    return found.join(Person, Person.id == Outbox.person_id)


def _read(work: UnitOfWork, query: Select[*tuple[Any, ...]]) -> list[Sent]:
    return [Sent(*row) for row in work.connection.execute(query)]
