"""Those in the register: who holds a qualification, as staff and the calendar need to know."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, literal, select, union_all

from actions.refusal import Refused
from programme.packs import Kind
from storage.jurisdiction import inside
from storage.queries.people.speakers import Speaker
from storage.tables import Expert, FormalWarning, Person, Qualification, Renewal, Station
from storage.unit_of_work import UnitOfWork

Row = TypeVar("Row", FormalWarning, Renewal)


@dataclass(frozen=True, slots=True)
class Holder:
    """A holder's public name and unit, and whose the standing is."""

    qualification_id: int
    kind: Kind
    person_id: int
    name: str
    unit: str
    region: str | None

    @property
    def about(self) -> str:
        """What tells namesakes apart: the unit, else what they are."""
        return self.unit or ("志愿专家" if self.kind == "expert" else "工作站")


def holder(work: UnitOfWork, qualification_id: int) -> Holder:
    """Who holds this qualification."""
    row = work.session.execute(_holder(), {"qualification": qualification_id}).first()
    if row is None:
        raise Refused("no_qualification", "没有这份资格。")
    return Holder(*row)


def holders_in(
    work: UnitOfWork, speaker: Speaker, states: Collection[str], named: str = "", limit: int = 8
) -> list[Holder]:
    """Holders in the staff member's jurisdiction in these states; `named` looks for one name."""
    found = _holders(states).subquery()
    wanted = select(found).where(inside(found.c.region, speaker.jurisdiction))
    wanted = wanted.where(found.c.name == named) if named else wanted
    rows = work.session.execute(wanted.order_by(found.c.qualification_id).limit(limit))
    return [Holder(*row) for row in rows]


def with_holder(
    work: UnitOfWork, speaker: Speaker, table: type[Row], where: ColumnElement[bool]
) -> list[tuple[Row, Holder]]:
    """What is on record about holders in the staff member's jurisdiction, oldest first, each with its holder.

    `table` is one with a `qualification_id`.
    """
    found = _holders().subquery()
    rows = (
        select(table, found)
        .join(found, found.c.qualification_id == table.qualification_id)
        .where(where, inside(found.c.region, speaker.jurisdiction))
        .order_by(table.id)
    )
    return [(one, Holder(*who)) for one, *who in work.session.execute(rows)]


def everybody(work: UnitOfWork, states: Collection[str]) -> list[Holder]:
    """All who hold a qualification in these states."""
    found = _holders(states).subquery()
    return [Holder(*row) for row in work.session.execute(select(found))]


def own_qualifications(work: UnitOfWork, speaker: Speaker, states: Collection[str]) -> list[Qualification]:
    """What the speaker holds in these states, as expert or station."""
    found = select(Qualification).where(Qualification.state.in_(states)).order_by(Qualification.id)
    mine = (("expert", speaker.expert_id), ("station", speaker.station_id))
    return [
        one
        for kind, key in mine
        if key is not None
        for one in work.session.scalars(
            found.where(Qualification.holder == kind, Qualification.holder_id == key)
        )
    ]


def locked(work: UnitOfWork, qualification_id: int) -> Qualification:
    """A qualification, locked until the transaction ends."""
    found = work.session.get(Qualification, qualification_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise Refused("no_qualification", "没有这份资格。")
    return found


@cache
def _holder() -> Select[*tuple[Any, ...]]:
    found = _holders().subquery()
    return select(found).where(found.c.qualification_id == bindparam("qualification"))


def _holders(states: Collection[str] = ()) -> Select[*tuple[object, ...]]:
    experts = (
        select(
            Qualification.id.label("qualification_id"),
            Qualification.holder.label("kind"),
            Person.id.label("person_id"),
            Person.name.label("name"),
            Expert.unit.label("unit"),
            Expert.region.label("region"),
        )
        .join(Expert, Expert.id == Qualification.holder_id)
        .join(Person, Person.id == Expert.person_id)
        .where(Qualification.holder == "expert")
    )
    stations = (
        select(
            Qualification.id,
            Qualification.holder,
            Station.person_id,
            Station.name,
            literal(""),
            Station.region,
        )
        .join(Station, Station.id == Qualification.holder_id)
        .where(Qualification.holder == "station")
    )
    if states:
        experts, stations = (one.where(Qualification.state.in_(states)) for one in (experts, stations))
    both = union_all(experts, stations).subquery()
    return select(both)
