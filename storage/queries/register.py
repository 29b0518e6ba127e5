"""The public register, looked through page by page: of experts name, unit, fields and specialities (S2.10); of stations name and place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, cast, exists, select, true, union

from storage.jurisdiction import ranged
from storage.queries.console.lists.conditions import named
from storage.tables import Expert, Person, Qualification, Station
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words of a name, a unit or a speciality, a place (code, or None for all), a field (code, or empty).

    `after`: the id behind which the page begins.
    """

    said: str = ""
    place: str | None = None
    domain: str = ""
    after: int = 0


@dataclass(frozen=True, slots=True)
class OpenExpert:
    """An expert as everybody may see them; `specialities` in their own words."""

    id: int
    name: str
    unit: str
    domains: tuple[str, ...]
    specialities: str


@dataclass(frozen=True, slots=True)
class OpenStation:
    """A station likewise; `region` may be unknown."""

    id: int
    name: str
    region: str | None


def open_experts(work: UnitOfWork, states: Collection[str], wanted: Wanted, limit: int) -> list[OpenExpert]:
    """Experts who hold a title in one of these states and fit what is wanted, by their ids."""
    columns = (Expert.id, Person.name, Expert.unit, Expert.domains, Expert.specialities)
    found = select(*columns).join(Person, Person.id == Expert.person_id)
    found = found.where(_holds("expert", Expert.id, states), Expert.id > wanted.after)
    if wanted.said:
        either = union(named("person", wanted.said), named("skill", wanted.said))
        found = found.where(Expert.person_id.in_(either))
    if wanted.domain:
        found = found.where(cast(Expert.domains, String).contains(f'"{wanted.domain}"', autoescape=True))
    found = found.where(_within(Expert.region, wanted.place)).order_by(Expert.id).limit(limit)
    rows = work.connection.execute(found)
    return [OpenExpert(key, name, unit, tuple(domains), own) for key, name, unit, domains, own in rows]


def open_stations(work: UnitOfWork, states: Collection[str], wanted: Wanted, limit: int) -> list[OpenStation]:
    """Stations who hold a title in one of these states and fit what is wanted, by their ids."""
    found = select(Station.id, Station.name, Station.region)
    found = found.where(_holds("station", Station.id, states), Station.id > wanted.after)
    if wanted.said:
        found = found.where(Station.name.contains(wanted.said, autoescape=True))
    found = found.where(_within(Station.region, wanted.place)).order_by(Station.id).limit(limit)
    return [OpenStation(*row) for row in work.connection.execute(found)]


def _holds(kind: str, key: Any, states: Collection[str]) -> ColumnElement[bool]:
    return exists().where(
        Qualification.holder == kind, Qualification.holder_id == key, Qualification.state.in_(states)
    )


def _within(column: Any, place: str | None) -> ColumnElement[bool]:
    return ranged(column, place) if place else true()
