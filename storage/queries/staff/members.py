"""Members of staff as frozen facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from storage.jurisdiction import inside
from storage.tables import Person, Staff
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff: where they answer, and the names of their roles."""

    id: int
    person_id: int
    name: str
    jurisdiction: str
    roles: tuple[str, ...]


def members_in(work: UnitOfWork, jurisdiction: str | None) -> list[Member]:
    """Those whose jurisdiction lies in this one, by id."""
    return _found(work, _members().where(inside(Staff.jurisdiction, jurisdiction)))


def everybody(work: UnitOfWork) -> list[Member]:
    """All members of staff, by id."""
    return _found(work, _members())


def _members() -> Select[*tuple[Any, ...]]:
    columns = (Staff.id, Staff.person_id, Person.name, Staff.jurisdiction, Staff.roles)
    return select(*columns).join(Person, Person.id == Staff.person_id).order_by(Staff.id)


def _found(work: UnitOfWork, wanted: Select[*tuple[Any, ...]]) -> list[Member]:
    work.flush()
    rows = work.connection.execute(wanted)
    return [Member(row.id, row.person_id, row.name, row.jurisdiction, tuple(row.roles)) for row in rows]


def one_called(work: UnitOfWork, name: str, jurisdiction: str | None = None) -> int | None:
    """The person of the one member of this name, of this very jurisdiction where it is given; None where there are none or several."""
    found = select(Staff.person_id).join(Person, Person.id == Staff.person_id).where(Person.name == name)
    found = found.where(Staff.jurisdiction == jurisdiction) if jurisdiction else found
    persons = list(work.connection.execute(found).scalars())
    return persons[0] if len(persons) == 1 else None
