"""What experts, stations and centres hold, as everybody sees it beforehand, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, func, or_, select

from storage.jurisdiction import inside
from storage.tables import Activity, Attendance, Enterprise, Expert, Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An announced event."""

    id: int
    title: str
    held_on: date
    region: str
    place: str


_COLUMNS: tuple[Any, ...] = (
    Activity.id,
    Activity.title,
    Activity.held_on,
    Activity.region,
    Activity.place,
)


def event(work: UnitOfWork, event_id: int) -> EventFacts | None:
    """An event by its id, in whatever state; None where there is none."""
    row = work.session.execute(select(*_COLUMNS).where(Activity.kind == "event", Activity.id == event_id))
    return next((EventFacts(*found) for found in row), None)


COMING = ("signed_up", "speaks")
"""States of an attendance that bring somebody to an event."""


def events_ahead(
    work: UnitOfWork, today: date, limit: int, region: str | None = None, until: date | None = None
) -> list[EventFacts]:
    """Everybody's events that lie ahead, the next first: in this region alone, up to this day, where they are given."""
    where = [inside(Activity.region, region)] if region else []
    where += [Activity.held_on <= until] if until else []
    return _ahead(work, today, limit, *where)


def own_events_ahead(
    work: UnitOfWork, person_id: int, today: date, jurisdiction: str | None = None
) -> list[EventFacts]:
    """A person's events that lie ahead, and those of a jurisdiction where one is given, the next first."""
    return _ahead(
        work, today, None, or_(Activity.person_id == person_id, inside(Activity.region, jurisdiction))
    )


def joined_events_ahead(work: UnitOfWork, person_id: int, today: date) -> list[EventFacts]:
    """The events ahead to which a person comes, the next first."""
    comes = exists().where(
        Attendance.activity_id == Activity.id,
        Attendance.holder == "person",
        Attendance.holder_id == person_id,
        Attendance.state.in_(COMING),
    )
    return _ahead(work, today, None, comes)


def taking_part(work: UnitOfWork, event_id: int) -> list[int]:
    """The persons who come to an event."""
    found = select(Attendance.person_id).where(
        Attendance.activity_id == event_id, Attendance.holder == "person", Attendance.state.in_(COMING)
    )
    return list(work.session.scalars(found.order_by(Attendance.id)))


def who(work: UnitOfWork, person_id: int) -> str:
    """A person's name with the firm they speak for."""
    found = select(Person.name, Enterprise.name).outerjoin(Enterprise, Enterprise.id == Person.enterprise_id)
    row = work.session.execute(found.where(Person.id == person_id)).one()
    name, firm = row[0] or "一位", row[1]
    return f"{name}（{firm}）" if firm else name


def _ahead(work: UnitOfWork, today: date, limit: int | None, *where: Any) -> list[EventFacts]:
    announced = (Activity.kind == "event", Activity.state == "announced", Activity.held_on >= today)
    found = select(*_COLUMNS).where(*announced, *where).order_by(Activity.held_on, Activity.id)
    return [EventFacts(*row) for row in work.session.execute(found.limit(limit))]


def guests_of(work: UnitOfWork, event_id: int) -> list[tuple[str, str, str]]:
    """Name, firm or unit, and phone of those who come to an event, in the order in which they said so."""
    unit = func.coalesce(Enterprise.name, Expert.unit, "")
    found = select(Person.name, unit, Person.phone)
    found = found.join(Attendance, Attendance.person_id == Person.id)
    found = found.outerjoin(Enterprise, Enterprise.id == Person.enterprise_id)
    found = found.outerjoin(Expert, Expert.person_id == Person.id)
    found = found.where(Attendance.activity_id == event_id, Attendance.state.in_(COMING))
    return [(row[0], row[1], row[2] or "") for row in work.session.execute(found.order_by(Attendance.id))]
