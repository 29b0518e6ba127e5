"""Rooms of stations that others may use, and who asked for them (S10.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from storage.jurisdiction import inside
from storage.tables import Person, Room, RoomRequest, Station
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """A room: whose, where, for how many, with what."""

    id: int
    name: str
    seats: int | None
    equipment: str
    station: str
    region: str | None
    person_id: int


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A request for a room; states as of `storage.tables.RoomRequest`."""

    id: int
    room: str
    station: str
    asker: str
    held_on: date
    hour: str
    state: str


def rooms(work: UnitOfWork, region: str | None = None) -> list[RoomFacts]:
    """All rooms, or those of a region."""
    return _rooms(work, *([inside(Station.region, region)] if region else []))


def room(work: UnitOfWork, room_id: int) -> RoomFacts | None:
    """A room by its id; None where there is none."""
    return next(iter(_rooms(work, Room.id == room_id)), None)


def request(work: UnitOfWork, request_id: int) -> RequestFacts | None:
    """A request by its id; None where there is none."""
    return next(iter(_requests(work, RoomRequest.id == request_id)), None)


def requests_waiting(work: UnitOfWork, station_id: int, today: date) -> list[RequestFacts]:
    """What a station has not answered of the days to come."""
    mine = (Room.station_id == station_id, RoomRequest.state == "asked", RoomRequest.held_on >= today)
    return _requests(work, *mine)


def _rooms(work: UnitOfWork, *where: Any) -> list[RoomFacts]:
    columns = (
        Room.id,
        Room.name,
        Room.seats,
        Room.equipment,
        Station.name,
        Station.region,
        Station.person_id,
    )
    found = select(*columns).join(Station, Station.id == Room.station_id).where(*where)
    return [RoomFacts(*row) for row in work.session.execute(found.order_by(Room.id))]


def _requests(work: UnitOfWork, *where: Any) -> list[RequestFacts]:
    columns = (RoomRequest.id, Room.name, Station.name, Person.name, RoomRequest.held_on, RoomRequest.hour)
    found = select(*columns, RoomRequest.state).join(Room, Room.id == RoomRequest.room_id)
    found = found.join(Station, Station.id == Room.station_id).join(
        Person, Person.id == RoomRequest.person_id
    )
    return [RequestFacts(*row) for row in work.session.execute(found.where(*where).order_by(RoomRequest.id))]
