"""Who of the programme is named in a text: experts, stations, staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, literal, select, union

from storage.tables import Enterprise, Expert, Need, Person, Staff, Station
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody of the programme, and the place where they serve."""

    name: str
    region: str | None


def named_in(work: UnitOfWork, text: str) -> list[Named]:
    """Those whose whole registered name stands in the text, the longest name first."""
    said = literal(text)
    people = [
        select(Person.name.label("name"), place.label("region")).join(model, model.person_id == Person.id)
        for model, place in ((Expert, Expert.region), (Staff, Staff.jurisdiction))
    ]
    everybody = union(*people, select(Station.name, Station.region)).subquery()
    within = said.contains(everybody.c.name)
    rows = work.session.execute(select(everybody).where(func.length(everybody.c.name) > 1, within))
    return sorted((Named(*row) for row in rows), key=lambda one: (-len(one.name), one.name))


def experts_met(work: UnitOfWork, enterprise_id: int | None) -> list[Named]:
    """The experts who have taken on a need of this firm."""
    columns: tuple[Any, ...] = (Person.name, Expert.region)
    found = (
        select(*columns).distinct().select_from(Need).join(Enterprise, Enterprise.id == Need.enterprise_id)
    )
    found = found.join(Expert, Expert.id == Need.expert_id).join(Person, Person.id == Expert.person_id)
    return [Named(*row) for row in work.session.execute(found.where(Enterprise.id == enterprise_id))]
