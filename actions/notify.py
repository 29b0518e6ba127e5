"""Telling people something: rows of the outbox, written in the transaction that caused them.

A notice is a frozen dataclass, one a kind, beside the deeds of its subject (`actions/*/notices.py`). It names rows
and quotes none, since it is put into words when it is delivered (`handlers/conversations/*/notices.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Self

from sqlalchemy import select

from language import regions
from programme.authority import able
from programme.jurisdiction import covers, widest
from storage.prepared import Prepared
from storage.queries.delivery.queue import queue_once
from storage.tables import Person, Staff
from storage.unit_of_work import Told, UnitOfWork


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody is told. `kind` is the stored name; the fields are JSON values, stored beside it."""

    kind: ClassVar[str]

    def facts(self) -> dict[str, Any]:
        """The fields as they are stored."""
        return asdict(self)

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        """The inverse of `facts`. What an older version stored besides is ignored, what it lacked has its default."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in facts.items() if name in known})


@dataclass(frozen=True, slots=True)
class Addressed:
    """A notice for one person. `key` makes it unique for ever; an urgent one does not wait for the morning."""

    person_id: int
    notice: Notice
    key: str
    urgent: bool = False


def notify(work: UnitOfWork, notices: Iterable[Addressed], now: datetime) -> int:
    """Queue each notice once for ever: one whose key was queued before is not written. Return how many were given.

    Whoever is acting is kept with it, to be told if it reaches nobody (`actions.people.undelivered`).
    """
    given = list(notices)
    if not given:
        return 0
    work.flush()
    for one in given:
        work.request_delivery(one.person_id, now)
        work.told.append(Told(one.person_id, one.notice.kind, one.urgent))
    if len(given) == 1:
        _QUEUE.run(work.connection, _row(work, given[0], now))
    else:
        work.connection.execute(queue_once(work.on_sqlite), [_row(work, one, now) for one in given])
    return len(given)


def to_staff(
    work: UnitOfWork, region: str | None, notice: Notice, key: str, *, to_do: str = "", urgent: bool = False
) -> list[Addressed]:
    """A notice for the staff in whose jurisdiction the region lies; without one, for those whose jurisdiction holds most.

    `to_do` is the right that the matter takes (`programme.authority`): whoever lacks it is not told.
    """
    inside = staff_of(work, region, to_do)
    return [Addressed(person, notice, f"{key}:{person}", urgent) for person in inside]


def to_offices_above(work: UnitOfWork, region: str, notice: Notice, key: str) -> list[Addressed]:
    """A notice for the staff whose jurisdiction holds this one and more."""
    rows = work.session.execute(select(Staff.person_id, Staff.jurisdiction))
    return [
        Addressed(person, notice, f"{key}:{person}")
        for person, office in rows
        if regions.within(region, office) and not covers(region, office)
    ]


def staff_of(work: UnitOfWork, region: str | None, to_do: str = "") -> list[int]:
    """The persons who answer for this region, and may do this where it is named."""
    return StaffByRegion(work, to_do).of(region)


Officer = tuple[int, str, Sequence[str], str]
"""A member of staff: person, jurisdiction, roles, name."""


def all_staff(work: UnitOfWork) -> list[Officer]:
    """All members of staff, as they came."""
    found = select(Staff.person_id, Staff.jurisdiction, Staff.roles, Person.name)
    rows = work.session.execute(found.join(Person, Person.id == Staff.person_id).order_by(Staff.id))
    return [(person, office, roles, name) for person, office, roles, name in rows]


class StaffByRegion:
    """The members of staff who may do something (anything, where `to_do` is empty), read once and asked by region."""

    def __init__(self, work: UnitOfWork, to_do: str = "", everybody: Sequence[Officer] | None = None) -> None:
        rows = all_staff(work) if everybody is None else everybody
        self._staff = [
            (person, office)
            for person, office, roles, _ in rows
            if not to_do or not able(to_do).isdisjoint(roles)
        ]
        self._known: dict[str, list[int]] = {}

    def of(self, region: str | None) -> list[int]:
        """The persons who answer for this region; of what has none, those who answer for most."""
        place = region or self.widest or ""
        if place not in self._known:
            self._known[place] = [who for who, where in self._staff if regions.within(place, where)]
        return self._known[place]

    def offices_of(self, region: str | None) -> list[tuple[int, str]]:
        """The same with the jurisdiction of each."""
        return [(who, where) for who, where in self._staff if regions.within(region or "", where)]

    @property
    def all(self) -> list[str]:
        """The jurisdictions of all of them."""
        return [office for _, office in self._staff]

    @property
    def widest(self) -> str | None:
        """The jurisdiction that holds most, for what lies in nobody's; of two alike, the one that was there first."""
        return widest(self.all)


def _row(work: UnitOfWork, one: Addressed, now: datetime) -> dict[str, Any]:
    notice = {"kind": one.notice.kind, "facts": one.notice.facts(), "key": one.key, "urgent": one.urgent}
    waits = {"state": "queued", "due_at": now, "created_at": now}
    return notice | waits | {"person_id": one.person_id, "caused_by": work.acting, "trace": work.trace}


_QUEUE = Prepared(lambda dialect: queue_once(dialect.name == "sqlite"))
