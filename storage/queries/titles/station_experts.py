"""The experts of a station's own register, and the stations in whose register an expert is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from storage.encryption.columns import is_one_of
from storage.tables import Expert, Person, Qualification, Station, StationExpert
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OwnExpert:
    """An expert and the station that counts them among its own; states as of `storage.tables.StationExpert`."""

    id: int
    station_id: int
    station: str
    expert_id: int
    person_id: int
    name: str
    unit: str
    state: str
    reminded_at: datetime | None


def own_experts(work: UnitOfWork, station_id: int, states: Collection[str] = ("yes",)) -> list[OwnExpert]:
    """Those of a station, in the order in which they were asked."""
    return _found(work, StationExpert.station_id == station_id, StationExpert.state.in_(states))


def own_expert(work: UnitOfWork, row_id: int) -> OwnExpert | None:
    """The one of this row; None where there is none."""
    return next(iter(_found(work, StationExpert.id == row_id)), None)


def stations_of_expert(
    work: UnitOfWork, expert_id: int, states: Collection[str] = ("yes",)
) -> list[OwnExpert]:
    """The stations that an expert belongs to."""
    return _found(work, StationExpert.expert_id == expert_id, StationExpert.state.in_(states))


def expert_by_phone(work: UnitOfWork, phone: str, states: Collection[str]) -> int | None:
    """The expert with a title in these states whose verified telephone this is; None where it is nobody's, or of several."""
    found = select(Expert.id).join(Person, Person.id == Expert.person_id)
    found = found.join(Qualification, Qualification.holder_id == Expert.id)
    found = found.where(Qualification.holder == "expert", Qualification.state.in_(states))
    found = found.where(is_one_of(Person.phone_index, [phone]), Person.phone_verified.is_(True))
    keys = work.session.scalars(found.distinct()).all()
    return keys[0] if len(keys) == 1 else None


def asked_by_station(work: UnitOfWork, station_id: int) -> int:
    """How many a station has asked who have not answered."""
    waiting = select(func.count()).where(StationExpert.station_id == station_id)
    return work.session.execute(waiting.where(StationExpert.state == "asked")).scalar_one()


def _found(work: UnitOfWork, *where: ColumnElement[bool]) -> list[OwnExpert]:
    work.flush()
    columns: tuple[Any, ...] = (
        StationExpert.id,
        StationExpert.station_id,
        Station.name,
        StationExpert.expert_id,
        Expert.person_id,
        Person.name,
        Expert.unit,
        StationExpert.state,
        StationExpert.reminded_at,
    )
    found = select(*columns).join(Station, Station.id == StationExpert.station_id)
    found = found.join(Expert, Expert.id == StationExpert.expert_id)
    found = found.join(Person, Person.id == Expert.person_id).where(*where)
    return [OwnExpert(*row) for row in work.session.execute(found.order_by(StationExpert.id))]
