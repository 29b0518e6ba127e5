"""The people whom staff look up inside their jurisdiction: a count and the first of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, cast, exists, func, literal, or_, select

from programme.jurisdiction import widest
from storage.encryption.columns import is_one_of
from storage.jurisdiction import inside
from storage.queries.staff.found import first_rows, within
from storage.queries.titles.holders import held_by, holding
from storage.tables import Application, Enterprise, Expert, Person, Qualification, Staff, Station
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A person as staff find them: their own name, firm, the unit of an expert, station; empty where there is none.

    `region`: of whom no place is known, that of the office that answers for most (`placed` says which of the two).
    """

    id: int
    name: str
    region: str | None
    placed: bool
    enterprise_id: int | None
    enterprise: str
    is_expert: bool
    unit: str
    station: str


@dataclass(frozen=True, slots=True)
class TitleFound:
    """A title of somebody: `holder` is expert or station."""

    id: int
    holder: str
    state: str
    until: date


def people(
    work: UnitOfWork,
    jurisdiction: str | None,
    *,
    phone: str = "",
    said: str = "",
    part: str = "",
    limit: int,
) -> tuple[int, list[PersonFound]]:
    """Whose number it is; or whose own name, firm or station stands in what is `said`; or has this `part`."""
    names = (Person.name, Enterprise.name, Station.name)
    nowhere = _widest(work)
    where = _looked_up(nowhere, jurisdiction)
    where += [is_one_of(Person.phone_index, [phone])] if phone else []
    where += [or_(*(_stands_in(name, said) for name in names))] if said else []
    where += [or_(*(name.contains(part, autoescape=True) for name in names))] if part else []
    return first_rows(work, _people(nowhere).where(*where), Person.id, limit, PersonFound)


def person_in(work: UnitOfWork, jurisdiction: str | None, person_id: int) -> PersonFound | None:
    """The person of this id; None where nobody of the jurisdiction has it."""
    nowhere = _widest(work)
    found = _people(nowhere).where(Person.id == person_id, *_looked_up(nowhere, jurisdiction))
    row = work.session.execute(found).first()
    return PersonFound(*row) if row else None


def holders(
    work: UnitOfWork,
    jurisdiction: str | None,
    kind: str,
    *,
    region: str | None,
    domain: str | None,
    states: Collection[str],
    limit: int,
) -> tuple[int, list[PersonFound]]:
    """Experts or stations with a title in one of these states, by place and field."""
    table: Any = Expert if kind == "expert" else Station
    held = exists().where(
        Qualification.holder == kind, Qualification.holder_id == table.id, Qualification.state.in_(states)
    )
    where = [held, inside(table.region, jurisdiction), *within(table.region, region)]
    where += [cast(Expert.domains, String).contains(f'"{domain}"')] if domain and kind == "expert" else []
    return first_rows(work, _people(None).where(*where), Person.id, limit, PersonFound)


def of_unit(
    work: UnitOfWork, jurisdiction: str | None, said: str, states: Collection[str], limit: int
) -> tuple[int, list[PersonFound]]:
    """Experts with a title in one of these states whose unit stands in what is `said`."""
    held = exists().where(
        Qualification.holder == "expert",
        Qualification.holder_id == Expert.id,
        Qualification.state.in_(states),
    )
    where = [held, inside(Expert.region, jurisdiction), _stands_in(Expert.unit, said)]
    return first_rows(work, _people(None).where(*where), Person.id, limit, PersonFound)


def titles_of(work: UnitOfWork, person_id: int) -> list[TitleFound]:
    """What a person holds or has held, the newest last."""
    columns = (Qualification.id, Qualification.holder, Qualification.state, Qualification.until)
    rows = work.session.execute(holding(*columns).where(held_by(person_id)).order_by(Qualification.id))
    return [TitleFound(*row) for row in rows]


def _looked_up(nowhere: str | None, jurisdiction: str | None) -> list[ColumnElement[bool]]:
    """That somebody is a person and no group, and is at home in the jurisdiction."""
    return [Person.room_of.is_(None), inside(_place_or(nowhere), jurisdiction)]


def _stands_in(name: Any, text: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = literal(text).contains(name) & (func.length(name) > 1)
    return found


def _place() -> Any:
    """Where a person is at home; of an applicant, where the last application is."""
    applied = select(Application.region).where(Application.person_id == Person.id)
    newest = applied.order_by(Application.id.desc()).limit(1).scalar_subquery()
    return func.coalesce(Expert.region, Station.region, Enterprise.region, newest)


def _place_or(nowhere: str | None) -> Any:
    """The same; of whom no place is known, this one. Colleagues are at home in no place, and nobody's to look up."""
    colleague = exists().where(Staff.person_id == Person.id)
    return func.coalesce(_place(), case((~colleague, nowhere)))


def _widest(work: UnitOfWork) -> str | None:
    """The office that answers for who is nowhere at home."""
    return widest(work.session.scalars(select(Staff.jurisdiction).order_by(Staff.id)))


def _people(nowhere: str | None) -> Select[*tuple[Any, ...]]:
    """A select of the columns of a `PersonFound`, in order; `nowhere`: the region of whom no place is known."""
    columns = (
        Person.id,
        Person.name,
        _place_or(nowhere),
        _place().is_not(None),
        Person.enterprise_id,
        func.coalesce(Enterprise.name, ""),
        Expert.id.is_not(None),
        func.coalesce(Expert.unit, ""),
        func.coalesce(Station.name, ""),
    )
    found = select(*columns).select_from(Person)
    found = found.outerjoin(Enterprise, Enterprise.id == Person.enterprise_id)
    found = found.outerjoin(Expert, Expert.person_id == Person.id)
    return found.outerjoin(Station, Station.person_id == Person.id)
