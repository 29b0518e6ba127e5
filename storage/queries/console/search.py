"""People and firms by name, initials, unit or telephone, inside a jurisdiction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from storage.encryption.columns import is_one_of
from storage.jurisdiction import ranged
from storage.queries.console.lists.conditions import named
from storage.tables import Application, Enterprise, Expert, Person, Station
from storage.unit_of_work import UnitOfWork

TAIL = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who was found: `kind` is person or firm."""

    kind: str
    id: int
    name: str
    about: str
    region: str | None


def by_name(work: UnitOfWork, jurisdiction: str | None, said: str, most: int) -> list[Hit]:
    """Those in whose name, unit, station or firm these signs or sounds stand; people before firms."""
    return [
        *_people(work, jurisdiction, Person.id.in_(named("person", said)), most),
        *_firms(work, jurisdiction, said, most),
    ]


def by_phone(work: UnitOfWork, jurisdiction: str | None, figures: str, most: int) -> list[Hit]:
    """Whose telephone it is, or ends so: over the blind indexes, in the register and in applications."""
    column, applied = (
        (Person.phone_tail, Application.phone_tail)
        if len(figures) == TAIL
        else (Person.phone_index, Application.phone_index)
    )
    asked = select(Application.person_id).where(is_one_of(applied, [figures]))
    return _people(work, jurisdiction, or_(is_one_of(column, [figures]), Person.id.in_(asked)), most)


def _people(work: UnitOfWork, jurisdiction: str | None, where: ColumnElement[bool], most: int) -> list[Hit]:
    newest = select(Application.region).where(Application.person_id == Person.id)
    newest = newest.order_by(Application.id.desc()).limit(1)
    place: Any = func.coalesce(Expert.region, Station.region, Enterprise.region, newest.scalar_subquery())
    about: Any = func.coalesce(func.nullif(Expert.unit, ""), Station.name, Enterprise.name, "")
    found = select(Person.id, Person.name, about, place).select_from(Person)
    found = found.outerjoin(Enterprise, Enterprise.id == Person.enterprise_id)
    found = found.outerjoin(Expert, Expert.person_id == Person.id)
    found = found.outerjoin(Station, Station.person_id == Person.id)
    found = found.where(where, Person.room_of.is_(None), ranged(place, jurisdiction))
    rows = work.connection.execute(found.order_by(Person.id).limit(most))
    return [Hit("person", *row) for row in rows]


def _firms(work: UnitOfWork, jurisdiction: str | None, said: str, most: int) -> list[Hit]:
    found = select(Enterprise.id, Enterprise.name, Enterprise.region)
    found = found.where(Enterprise.id.in_(named("enterprise", said)), ranged(Enterprise.region, jurisdiction))
    rows = work.connection.execute(found.order_by(Enterprise.id).limit(most))
    return [Hit("firm", row[0], row[1], "", row[2]) for row in rows]
