"""What everybody may read of experts: name, unit, fields (S2.10)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import exists, select

from storage.tables import Expert, Person, Qualification
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PublicExpert:
    """An expert as the public register shows them."""

    name: str
    unit: str
    domains: tuple[str, ...]


def public_experts(work: UnitOfWork, states: Collection[str], limit: int) -> list[PublicExpert]:
    """Experts who hold a title in one of these states, the first registered first."""
    holds = exists().where(
        Qualification.holder == "expert",
        Qualification.holder_id == Expert.id,
        Qualification.state.in_(states),
    )
    found = select(Person.name, Expert.unit, Expert.domains).join(Person).where(holds)
    rows = work.session.execute(found.order_by(Expert.id).limit(limit))
    return [PublicExpert(name, unit, tuple(domains)) for name, unit, domains in rows]
