"""The people of a station, and of which station somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, null, select, union_all

from programme.clerks import HEAD, WORKING
from storage.tables import Activity, Diary, Person, Station, StationClerk
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Somebody of a station; `role` as of `programme.clerks`; `joined_at` None for the head."""

    person_id: int
    name: str
    role: str
    joined_at: datetime | None


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did for a station in a year."""

    diaries: int = 0
    activities: int = 0


def people_of(work: UnitOfWork, station_id: int) -> list[AtDesk]:
    """The person in charge, then the others as they came."""
    work.flush()
    head = select(Person.id, Person.name, literal(HEAD), null())
    head = head.join(Station, Station.person_id == Person.id).where(Station.id == station_id)
    others = select(Person.id, Person.name, StationClerk.role, StationClerk.joined_at)
    others = others.join(StationClerk, StationClerk.person_id == Person.id)
    others = others.where(StationClerk.station_id == station_id).order_by(StationClerk.id)
    return [AtDesk(*row) for found in (head, others) for row in work.session.execute(found)]


def station_name(work: UnitOfWork, station_id: int) -> str:
    """What a station is called; it must be there."""
    return work.session.scalars(select(Station.name).where(Station.id == station_id)).one()


def at_work(work: UnitOfWork, station_id: int) -> list[int]:
    """The persons who do a station's work, and hear what it is asked."""
    return [one.person_id for one in people_of(work, station_id) if one.role in WORKING]


def stations_of(person_id: int) -> Select[int]:
    """The ids of the stations that a person is of."""
    own = select(Station.id).where(Station.person_id == person_id)
    desk = select(StationClerk.station_id).where(StationClerk.person_id == person_id)
    return select(union_all(own, desk).subquery().c.id)


def stations_with(work: UnitOfWork, person_id: int) -> list[int]:
    """The stations that a person is of: one at most, but for data that was entered otherwise."""
    return list(work.session.scalars(stations_of(person_id)))


def done_by(work: UnitOfWork, station_id: int, year: int) -> dict[int, Done]:
    """What each person did for a station in a year: diaries that stand, activities not called off."""
    days = (date(year, 1, 1), date(year, 12, 31))
    told = _counted(work, Diary, station_id, Diary.state == "recorded", Diary.served_on.between(*days))
    held = _counted(
        work, Activity, station_id, Activity.state != "cancelled", Activity.held_on.between(*days)
    )
    return {who: Done(told.get(who, 0), held.get(who, 0)) for who in told | held}


def _counted(work: UnitOfWork, model: Any, station_id: int, *where: ColumnElement[bool]) -> dict[int, int]:
    """By person how many of the station's rows are theirs."""
    found = select(model.person_id, func.count()).where(
        model.holder == "station", model.holder_id == station_id, *where
    )
    return {person: count for person, count in work.session.execute(found.group_by(model.person_id))}  # noqa: C416  # rows are no pairs to dict()
