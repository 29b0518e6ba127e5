"""Who of the programme is named in a text: experts, stations, staff."""

from __future__ import annotations

from sqlalchemy import Select, func, literal, select, union

from storage.tables import Expert, Need, Person, Staff, Station
from storage.unit_of_work import UnitOfWork


def named_in(work: UnitOfWork, text: str) -> list[str]:
    """Those whose whole registered name stands in the text, the longest name first."""
    people = [
        select(Person.name.label("name")).join(model, model.person_id == Person.id)
        for model in (Expert, Staff)
    ]
    name = union(*people, select(Station.name)).subquery().c.name
    found = select(name).where(func.length(name) > 1, literal(text).contains(name))
    return sorted(work.session.scalars(found), key=lambda one: (-len(one), one))


def experts_met_with_fields(work: UnitOfWork, enterprise_id: int | None) -> list[tuple[str, list[str]]]:
    """The same experts, with the codes of their fields, by which people call them: «陈会计»."""
    found = select(Person.name, Expert.domains).join(Expert, Expert.person_id == Person.id)
    found = found.where(Expert.id.in_(_of_firm(enterprise_id)))
    return [(name, list(fields or ())) for name, fields in work.session.execute(found)]


def experts_met(work: UnitOfWork, enterprise_id: int | None) -> list[str]:
    """The experts who have taken on a need of this firm; nobody where there is none."""
    found = select(Person.name).join(Expert, Expert.person_id == Person.id)
    return list(work.session.scalars(found.where(Expert.id.in_(_of_firm(enterprise_id))).distinct()))


def _of_firm(enterprise_id: int | None) -> Select[int | None]:
    return select(Need.expert_id).where(Need.enterprise_id == enterprise_id, Need.enterprise_id.is_not(None))
