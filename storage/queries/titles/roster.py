"""The register as a roster: who holds a title, with what the annexes of the notice ask for (S8.1, S8.2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from language import callings
from storage.jurisdiction import inside
from storage.tables import Expert, Person, Qualification, Station


@dataclass(frozen=True, slots=True)
class ExpertRow:
    """An expert as 附件4 has them; fields by code, empty where nothing is known."""

    name: str
    unit: str
    domains: tuple[str, ...]
    phone: str
    email: str
    calling: str = ""


@dataclass(frozen=True, slots=True)
class StationRow:
    """A station as 附件3 has it."""

    name: str
    address: str
    contact: str
    phone: str


def experts_in(connection: Connection, jurisdiction: str | None, states: Collection[str]) -> list[ExpertRow]:
    """The experts of a jurisdiction in these states, each once, by calling (S1.2), then the first certified first."""
    columns = (
        Person.name,
        Expert.unit,
        Expert.domains,
        Person.phone,
        Person.email,
        Expert.calling,
    )
    found = (
        select(*columns)
        .join(Person, Person.id == Expert.person_id)
        .where(inside(Expert.region, jurisdiction))
    )
    held = select(Qualification.holder_id).where(
        Qualification.holder == "expert", Qualification.state.in_(states)
    )
    rows = connection.execute(found.where(Expert.id.in_(held)).order_by(Expert.id))
    found_rows = [
        ExpertRow(row[0], row[1], tuple(row[2]), row[3] or "", row[4] or "", row[5] or "") for row in rows
    ]
    return sorted(found_rows, key=lambda one: callings.place(one.calling))


def stations_in(
    connection: Connection, jurisdiction: str | None, states: Collection[str]
) -> list[StationRow]:
    """The stations, likewise."""
    columns = (Station.name, Station.address, Person.name, Person.phone)
    found = (
        select(*columns)
        .join(Person, Person.id == Station.person_id)
        .where(inside(Station.region, jurisdiction))
    )
    held = select(Qualification.holder_id).where(
        Qualification.holder == "station", Qualification.state.in_(states)
    )
    rows = connection.execute(found.where(Station.id.in_(held)).order_by(Station.id))
    return [StationRow(row[0], row[1], row[2], row[3] or "") for row in rows]
