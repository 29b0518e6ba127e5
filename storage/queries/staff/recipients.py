"""Whom an announcement of staff is for: persons by what they are, where, and in which field."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, String, cast, select

from programme.packs import Kind
from storage.jurisdiction import inside
from storage.tables import Application, Enterprise, Expert, Person, Qualification, Station
from storage.unit_of_work import UnitOfWork


def holders(
    work: UnitOfWork, kind: Kind, states: Collection[str], region: str, domain: str | None
) -> list[int]:
    """Persons behind the experts or stations who hold a title in one of these states; only experts have fields."""
    table: Any = Expert if kind == "expert" else Station
    held = Qualification.holder_id == table.id
    found = select(table.person_id).join(Qualification, held & (Qualification.holder == kind))
    found = found.where(Qualification.state.in_(states), inside(table.region, region))
    if domain and kind == "expert":
        found = found.where(cast(Expert.domains, String).contains(f'"{domain}"'))
    return _persons(work, found)


def of_enterprises(work: UnitOfWork, region: str) -> list[int]:
    """Persons who speak for an enterprise of the region and have consented to be written to."""
    found = select(Person.id).join(Enterprise, Enterprise.id == Person.enterprise_id)
    return _persons(work, found.where(inside(Enterprise.region, region), Person.consented_at.is_not(None)))


def applicants(work: UnitOfWork, states: Collection[str], region: str) -> list[int]:
    """Persons with an application in one of these states in the region."""
    found = select(Application.person_id)
    return _persons(work, found.where(Application.state.in_(states), inside(Application.region, region)))


def _persons(work: UnitOfWork, found: Select[Any]) -> list[int]:
    work.flush()
    return sorted(set(work.session.scalars(found)))
