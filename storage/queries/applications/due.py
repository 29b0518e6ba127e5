"""Applications in publicity by its last day, and people whose application is not handed in yet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from storage.tables import Application, Case
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class EndingPublicity:
    """An application whose publicity ends on this day."""

    id: int
    ends: date
    region: str
    pack: str
    kind: str


@dataclass(frozen=True, slots=True)
class PublicityFacts:
    """An application as it stands, with its objections in the states that were asked for, oldest first."""

    name: str
    state: str
    ends: date | None
    objections: tuple[int, ...]


def publicity_of(work: UnitOfWork, application_id: int, objected: Collection[str]) -> PublicityFacts:
    """The application of this id, which must be there."""
    columns = (Application.name, Application.state, Application.publicity_ends)
    found = work.connection.execute(select(*columns).where(Application.id == application_id)).one()
    cases = select(Case.id).where(Case.application_id == application_id, Case.state.in_(objected))
    objections = work.connection.execute(cases.order_by(Case.id)).scalars()
    return PublicityFacts(*found, tuple(objections))


def ending_publicity(work: UnitOfWork, day: date) -> list[EndingPublicity]:
    """Applications whose publicity (公示) ends on this day."""
    columns = (
        Application.id,
        Application.publicity_ends,
        Application.region,
        Application.pack,
        Application.kind,
    )
    found: Select[*tuple[Any, ...]] = select(*columns).where(
        Application.state == "publicity", Application.publicity_ends == day
    )
    return [EndingPublicity(*row) for row in work.connection.execute(found)]


def first_end_of_publicity(work: UnitOfWork, after: date) -> date | None:
    """The first last day of publicity after a day."""
    ends = select(func.min(Application.publicity_ends))
    ends = ends.where(Application.state == "publicity", Application.publicity_ends > after)
    return work.connection.execute(ends).scalar()
