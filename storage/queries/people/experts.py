"""What everybody may read of the register: of experts name, unit, fields (S2.10); of stations name and place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, exists, select

from storage.jurisdiction import inside
from storage.tables import Expert, Person, Qualification, Station
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PublicExpert:
    """An expert as the public register shows them."""

    name: str
    unit: str
    domains: tuple[str, ...]


def public_experts(
    work: UnitOfWork, states: Collection[str], limit: int, region: str | None = None
) -> list[PublicExpert]:
    """Experts who hold a title in one of these states, in a place where one is named, the first registered first."""
    holds = exists().where(
        Qualification.holder == "expert",
        Qualification.holder_id == Expert.id,
        Qualification.state.in_(states),
    )
    found = (
        select(Person.name, Expert.unit, Expert.domains)
        .join(Person)
        .where(holds, *_within(Expert.region, region))
    )
    rows = work.session.execute(found.order_by(Expert.id).limit(limit))
    return [PublicExpert(name, unit, tuple(domains)) for name, unit, domains in rows]


def public_stations(
    work: UnitOfWork, states: Collection[str], near: str, limit: int, region: str | None = None
) -> list[tuple[str, str | None]]:
    """Name and region of stations that hold a title in one of these states, in a place where one is named, those whose region
    begins with `near` first."""
    holds = exists().where(
        Qualification.holder == "station",
        Qualification.holder_id == Station.id,
        Qualification.state.in_(states),
    )
    first = case((Station.region.startswith(near), 0), else_=1)
    there = _within(Station.region, region)
    found = select(Station.name, Station.region).where(holds, *there).order_by(first, Station.id).limit(limit)
    return [(name, region) for name, region in work.session.execute(found)]


def _within(column: Any, region: str | None) -> list[ColumnElement[bool]]:
    return [inside(column, region)] if region else []
