"""Experts who turn to stations, and the stations that they may turn to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, select

from storage.jurisdiction import inside
from storage.queries.offers.experts import certified
from storage.tables import Expert, Person, Qualification, Station, StationRequest
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """One such request, with the names of both sides; states as of `storage.tables.StationRequest`."""

    id: int
    station_id: int
    expert_id: int
    station: str
    expert: str
    unit: str
    domains: tuple[str, ...]
    text: str
    wanted_on: date | None
    state: str
    answer: str


def station_request(work: UnitOfWork, request_id: int) -> RequestFacts | None:
    """A request by its number; None where there is none."""
    return next(iter(_found(work, StationRequest.id == request_id)), None)


def requests_to(work: UnitOfWork, station_id: int, states: tuple[str, ...]) -> list[RequestFacts]:
    """What a station has been asked and not answered, by experts who hold a title in one of these states; the oldest first."""
    waits = StationRequest.station_id == station_id, StationRequest.state == "asked"
    return _found(work, *waits, certified(states))


def stations_in(work: UnitOfWork, region: str, states: tuple[str, ...]) -> list[tuple[int, str]]:
    """The stations of a region that hold a title in one of these states, by id and name."""
    found = select(Station.id, Station.name).where(_holds(states), inside(Station.region, region))
    return [(key, name) for key, name in work.session.execute(found.order_by(Station.id))]


def station_serves(work: UnitOfWork, station_id: int, states: tuple[str, ...]) -> bool:
    """Whether a station holds a title in one of these states."""
    found = select(Station.id).where(Station.id == station_id, _holds(states))
    return work.session.execute(found).first() is not None


def _holds(states: tuple[str, ...]) -> ColumnElement[bool]:
    return exists().where(
        Qualification.holder == "station",
        Qualification.holder_id == Station.id,
        Qualification.state.in_(states),
    )


def _found(work: UnitOfWork, *where: ColumnElement[bool]) -> list[RequestFacts]:
    work.flush()
    columns = (
        StationRequest.id,
        StationRequest.station_id,
        StationRequest.expert_id,
        Station.name,
        Person.name,
        Expert.unit,
        Expert.domains,
        StationRequest.text,
        StationRequest.wanted_on,
        StationRequest.state,
        StationRequest.answer,
    )
    found = select(*columns).join(Station, Station.id == StationRequest.station_id)
    found = found.join(Expert, Expert.id == StationRequest.expert_id)
    found = found.join(Person, Person.id == Expert.person_id).where(*where).order_by(StationRequest.id)
    return [RequestFacts(*row[:6], tuple(row[6]), *row[7:]) for row in work.session.execute(found)]
