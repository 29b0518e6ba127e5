"""Who holds a qualification: name, unit, region and the person behind it, by id or for a jurisdiction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, literal, or_, select

from programme.packs import KINDS, Kind
from programme.qualification import IN_FORCE
from storage.jurisdiction import inside
from storage.tables import Expert, Person, Qualification, Station
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Holder:
    """A holder's public name and unit, and whose the standing is."""

    qualification_id: int
    kind: Kind
    person_id: int
    name: str
    unit: str
    region: str | None


NAME: Any = func.coalesce(Station.name, Person.name)
REGION: Any = func.coalesce(Expert.region, Station.region)
HOLDER = (
    Qualification.id,
    Qualification.holder,
    Person.id,
    NAME,
    func.coalesce(Expert.unit, ""),
    REGION,
)
"""The columns of a `Holder`, in order; they stand in statements made by `holding`."""


def holding(*columns: Any) -> Select[*tuple[Any, ...]]:
    """A select of these columns over qualifications, each joined with its expert or station and the person."""
    found = select(*columns).select_from(Qualification)
    found = found.outerjoin(
        Expert, and_(Qualification.holder == "expert", Expert.id == Qualification.holder_id)
    )
    found = found.outerjoin(
        Station, and_(Qualification.holder == "station", Station.id == Qualification.holder_id)
    )
    return found.join(Person, Person.id == func.coalesce(Expert.person_id, Station.person_id))


def held_by(person_id: int) -> ColumnElement[bool]:
    """That a person holds it, as expert or through their station: said so that an index leads there."""
    of = (("expert", Expert), ("station", Station))
    return or_(
        *(
            and_(
                Qualification.holder == kind,
                Qualification.holder_id.in_(select(table.id).where(table.person_id == person_id)),
            )
            for kind, table in of
        )
    )


def holder_of(work: UnitOfWork, qualification_id: int) -> Holder | None:
    """Who holds this qualification; None where there is no such qualification."""
    row = work.session.execute(_by_id(), {"qualification": qualification_id}).first()
    return Holder(*row) if row else None


def holders_in(
    work: UnitOfWork,
    jurisdiction: str | None,
    states: Collection[str],
    *,
    kinds: Collection[Kind] = KINDS,
    named: str = "",
    named_in: str = "",
    limit: int | None = None,
) -> list[Holder]:
    """Holders of these kinds in a jurisdiction and in these states, the first certified first.

    `named`: of this name alone; `named_in`: those whose name stands in this text.
    """
    found = holding(*HOLDER).where(Qualification.state.in_(states), Qualification.holder.in_(kinds))
    found = found.where(inside(REGION, jurisdiction))
    if named:
        found = found.where(named == NAME)
    if named_in:
        found = found.where(literal(named_in).contains(NAME))
    rows = work.session.execute(found.order_by(Qualification.id).limit(limit))
    return [Holder(*row) for row in rows]


def packs_of(work: UnitOfWork, titles: Collection[int]) -> dict[int, str]:
    """Of these titles, by which pack each is held."""
    found = select(Qualification.id, Qualification.pack).where(Qualification.id.in_(titles))
    return {row.id: row.pack for row in work.session.execute(found)}


def held_after(
    work: UnitOfWork, jurisdiction: str | None, states: Collection[str], after: int, most: int
) -> list[tuple[int, Kind, int]]:
    """Titles of a jurisdiction in these states behind that of this id, so many at most, the first certified first: id, kind, holder."""
    found = holding(Qualification.id, Qualification.holder, Qualification.holder_id)
    found = found.where(
        Qualification.id > after, Qualification.state.in_(states), inside(REGION, jurisdiction)
    )
    rows = work.session.execute(found.order_by(Qualification.id).limit(most))
    return [(key, holder, holder_id) for key, holder, holder_id in rows]


def anybody_held(
    work: UnitOfWork, jurisdiction: str | None, pack: str, kinds: Collection[Kind], day: date
) -> bool:
    """Whether a title in force by a pack was given, and known here, by a day; nobody is judged for it."""
    found = holding(Qualification.id).where(
        Qualification.pack == pack, Qualification.holder.in_(kinds), Qualification.state.in_(IN_FORCE),
        Qualification.certified_on <= day, func.coalesce(Qualification.registered_on, day) <= day,
        inside(REGION, jurisdiction),
    )  # fmt: skip
    return work.session.execute(found.limit(1)).first() is not None


def sole_holder(work: UnitOfWork, name: str) -> int | None:
    """The one person in the country who holds titles in force by this name, however many; None where nobody does, or several."""
    found = holding(Person.id).where(Qualification.state.in_(IN_FORCE), name == NAME).distinct().limit(2)
    persons = work.session.scalars(found).all()
    return persons[0] if len(persons) == 1 else None


def names_held(work: UnitOfWork, person_id: int) -> list[str]:
    """The names by which a person holds titles in force: their own, and those of stations they speak for."""
    found = holding(NAME).where(Qualification.state.in_(IN_FORCE), held_by(person_id))
    return list(work.session.scalars(found.distinct()))


@cache
def _by_id() -> Select[*tuple[Any, ...]]:
    return holding(*HOLDER).where(Qualification.id == bindparam("qualification"))
