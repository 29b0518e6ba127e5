"""Experts as people ask for them: by name, or by surname and title."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_, select

from storage.jurisdiction import inside
from storage.queries.offers.experts import ExpertFacts, certified, experts_by_id
from storage.tables import Expert, Person
from storage.unit_of_work import UnitOfWork


def experts_called(
    work: UnitOfWork, names: Collection[str], surname: str, place: str | None, serving: Collection[str]
) -> list[ExpertFacts]:
    """Experts with a title who have one of these names, and, where a surname is given, those inside the place who bear it.

    `serving`: the states of a title that let its holder serve.
    """
    alike = Person.name.startswith(surname, autoescape=True) & inside(Expert.region, place)
    wanted = or_(Person.name.in_(names), alike) if surname else Person.name.in_(names)
    found = select(Expert.id).join(Person, Person.id == Expert.person_id).where(wanted, certified(serving))
    return list(
        experts_by_id(work, list(work.session.scalars(found.order_by(Expert.id).limit(200)))).values()
    )
