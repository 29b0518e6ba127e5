"""What experts, stations and centres hold, as everybody sees it beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, func, or_, select

from storage.jurisdiction import inside
from storage.queries.people.clerks import stations_of
from storage.tables import Activity, Attendance, Person, Station
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An event. `place`: hour, room, speaker and limit as people read them; `begins`, `finishes` in minutes of the day.

    `audience`: enterprise or expert, None for all. `holder`, `holder_id`: for whose year it counts. `changes`: how often it was moved.
    """

    id: int
    title: str
    held_on: date
    region: str
    place: str
    state: str = "announced"
    sort: str | None = None
    domain: str | None = None
    begins: int | None = None
    finishes: int | None = None
    capacity: int | None = None
    closes_on: date | None = None
    audience: str | None = None
    person_id: int = 0
    holder: str | None = None
    holder_id: int | None = None
    changes: int = 0
    summary: str = ""
    slot_minutes: int | None = None


_COLUMNS: tuple[Any, ...] = (
    Activity.id,
    Activity.title,
    Activity.held_on,
    Activity.region,
    Activity.place,
    Activity.state,
    Activity.sort,
    Activity.domain,
    Activity.begins,
    Activity.finishes,
    Activity.capacity,
    Activity.closes_on,
    Activity.audience,
    Activity.person_id,
    Activity.holder,
    Activity.holder_id,
    Activity.changes,
    Activity.summary,
    Activity.slot_minutes,
)
COMING = ("signed_up", "speaks")
"""States of an attendance that bring somebody to an event."""


def event(work: UnitOfWork, event_id: int) -> EventFacts | None:
    """An event by its id, in whatever state; None where there is none."""
    return next(iter(_found(work, Activity.id == event_id)), None)


def given_by(work: UnitOfWork, one: EventFacts) -> str:
    """The station that holds an event, else the person; empty where they have no name."""
    if one.holder == "station":
        return work.session.scalar(select(Station.name).where(Station.id == one.holder_id)) or ""
    return work.session.scalar(select(Person.name).where(Person.id == one.person_id)) or ""


def events_ahead(
    work: UnitOfWork, today: date, limit: int, region: str | None = None, until: date | None = None
) -> list[EventFacts]:
    """Everybody's events that lie ahead, the next first: in this region alone, up to this day, where they are given."""
    where = [inside(Activity.region, region)] if region else []
    where += [Activity.held_on <= until] if until else []
    return _ahead(work, today, limit, *where)


def events_between(
    work: UnitOfWork, first: date, last: date, region: str | None = None, limit: int | None = None
) -> list[EventFacts]:
    """The events of these days that were not called off, the first first: what a public calendar shows."""
    where = [inside(Activity.region, region)] if region else []
    stands = (Activity.state != "cancelled", Activity.held_on.between(first, last))
    return _found(work, *stands, *where, limit=limit)


def own_events_ahead(
    work: UnitOfWork, person_id: int, today: date, jurisdiction: str | None = None
) -> list[EventFacts]:
    """A person's events that lie ahead, and those of a jurisdiction where one is given, the next first."""
    return _ahead(work, today, None, _own(person_id, jurisdiction))


def own_events_since(work: UnitOfWork, person_id: int, since: date, today: date) -> list[EventFacts]:
    """A person's own events of these days up to today, and their station's, not called off, the last first."""
    days = Activity.held_on.between(since, today)
    found = _found(work, _own(person_id, None), Activity.state != "cancelled", days)
    return found[::-1]


def events_to_protect(work: UnitOfWork, person_id: int, today: date) -> list[EventFacts]:
    """The events ahead that a person holds, or speaks at, the next first."""
    return _ahead(work, today, None, or_(_held(person_id), _has(person_id, ("speaks",))))


def joined_events_ahead(work: UnitOfWork, person_id: int, today: date) -> list[EventFacts]:
    """The events ahead to which a person comes, or would with a place, the next first."""
    return _ahead(work, today, None, _has(person_id, (*COMING, "waiting")))


def attended_events(work: UnitOfWork, person_id: int, since: date) -> list[EventFacts]:
    """The events since a day at which a person was, the last first."""
    return _found(work, _has(person_id, ("attended",)), Activity.held_on >= since)[::-1]


def holder_events(work: UnitOfWork, holder: str, holder_id: int, first: date, last: date) -> list[EventFacts]:
    """What a holder held on these days and did not call off, the first first."""
    own = (Activity.holder == holder, Activity.holder_id == holder_id, Activity.state != "cancelled")
    return _found(work, *own, Activity.held_on.between(first, last))


def events_on(work: UnitOfWork, first: date, last: date) -> list[EventFacts]:
    """All events of these days that stand: what the calendar looks at."""
    return _found(work, Activity.state != "cancelled", Activity.held_on.between(first, last))


def next_held_on(work: UnitOfWork, since: date) -> list[EventFacts]:
    """The events of the next three days on which there is one."""
    days = select(Activity.held_on).where(Activity.kind == "event", Activity.state != "cancelled")
    days = days.where(Activity.held_on >= since).distinct().order_by(Activity.held_on).limit(3)
    found = list(work.session.scalars(days))
    return events_on(work, found[0], found[-1]) if found else []


def _own(person_id: int, jurisdiction: str | None) -> Any:
    return or_(_held(person_id), inside(Activity.region, jurisdiction))


def _held(person_id: int) -> Any:
    """What somebody published, or their station: a station's is of its people of now, whoever published it."""
    by_station = func.coalesce(Activity.holder, "") == "station"
    of_station = and_(by_station, Activity.holder_id.in_(stations_of(person_id)))
    return or_(and_(Activity.person_id == person_id, ~by_station), of_station)


def _has(person_id: int, states: tuple[str, ...]) -> Any:
    own = (Attendance.holder == "person", Attendance.holder_id == person_id, Attendance.state.in_(states))
    return exists().where(Attendance.activity_id == Activity.id, *own)


def _ahead(work: UnitOfWork, today: date, limit: int | None, *where: Any) -> list[EventFacts]:
    return _found(work, Activity.state == "announced", Activity.held_on >= today, *where, limit=limit)


def _found(work: UnitOfWork, *where: Any, limit: int | None = None) -> list[EventFacts]:
    found = select(*_COLUMNS).where(Activity.kind == "event", *where)
    found = found.order_by(Activity.held_on, Activity.id)
    return [EventFacts(*row) for row in work.session.execute(found.limit(limit))]
