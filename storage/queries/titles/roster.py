"""The register as a roster: who holds a title, with what the annexes of the notice ask for (S8.1, S8.2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, Select, select

from language import callings
from programme.packs import Kind
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


def experts_in(
    connection: Connection, jurisdiction: str | None, states: Collection[str], pack: str | None = None
) -> list[ExpertRow]:
    """The experts of a jurisdiction in these states, under a pack or under any, each once, by calling (S1.2), then the first certified first."""
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
    rows = connection.execute(found.where(Expert.id.in_(_held("expert", states, pack))).order_by(Expert.id))
    found_rows = [
        ExpertRow(row[0], row[1], tuple(row[2]), row[3] or "", row[4] or "", row[5] or "") for row in rows
    ]
    return sorted(found_rows, key=lambda one: callings.place(one.calling))


def stations_in(
    connection: Connection, jurisdiction: str | None, states: Collection[str], pack: str | None = None
) -> list[StationRow]:
    """The stations, likewise."""
    columns = (Station.name, Station.address, Person.name, Person.phone)
    found = (
        select(*columns)
        .join(Person, Person.id == Station.person_id)
        .where(inside(Station.region, jurisdiction))
    )
    held = _held("station", states, pack)
    rows = connection.execute(found.where(Station.id.in_(held)).order_by(Station.id))
    return [StationRow(row[0], row[1], row[2], row[3] or "") for row in rows]


def _held(kind: Kind, states: Collection[str], pack: str | None) -> Select[int]:
    """The holders of this kind with a title in these states, under a pack or under any."""
    found = select(Qualification.holder_id).where(
        Qualification.holder == kind, Qualification.state.in_(states)
    )
    return found if pack is None else found.where(Qualification.pack == pack)
