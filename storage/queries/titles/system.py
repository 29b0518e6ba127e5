"""Who stands in 全国志愿服务信息系统, and who is missing there (S10.1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select

from programme.packs import Kind
from storage.jurisdiction import inside
from storage.queries.titles.holders import HOLDER, REGION, Holder, holding
from storage.tables import Expert, Person, Qualification, Station, SystemEntry
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Entered:
    """A holder as the system's list has them; `number` is empty for who is missing."""

    name: str
    unit: str
    phone: str
    region: str | None
    domains: tuple[str, ...]
    number: str


def _entry() -> ColumnElement[bool]:
    return and_(SystemEntry.holder == Qualification.holder, SystemEntry.holder_id == Qualification.holder_id)


def missing(
    work: UnitOfWork, jurisdiction: str | None, states: Collection[str], limit: int | None = None
) -> list[Holder]:
    """Holders of a title in these states who have no number there, each once, the first certified first."""
    found = holding(*HOLDER).where(
        inside(REGION, jurisdiction), Qualification.state.in_(states), ~exists().where(_entry())
    )
    rows = work.session.execute(found.order_by(Qualification.id).limit(limit))
    return list({(row[1], row[2]): Holder(*row) for row in rows}.values())


def entered_in(
    work: UnitOfWork, jurisdiction: str | None, states: Collection[str], kind: Kind
) -> list[Entered]:
    """All holders of a kind with their numbers, each once, in the order of their titles."""
    name: Any = Person.name if kind == "expert" else Station.name
    columns = (
        Qualification.holder_id, name, func.coalesce(Expert.unit, ""), Person.phone, REGION, Expert.domains, SystemEntry.number,
    )  # fmt: skip
    found = holding(*columns).outerjoin(SystemEntry, _entry())
    found = found.where(
        inside(REGION, jurisdiction), Qualification.state.in_(states), Qualification.holder == kind
    )
    rows = work.session.execute(found.order_by(Qualification.id))
    once = {row[0]: row[1:] for row in rows}
    return [
        Entered(who, unit, phone or "", region, tuple(domains or ()), number or "")
        for who, unit, phone, region, domains, number in once.values()
    ]


def number_of(work: UnitOfWork, holder: str, holder_id: int) -> str:
    """The number under which a holder stands there; empty where none is known."""
    wanted = select(SystemEntry.number).where(
        SystemEntry.holder == holder, SystemEntry.holder_id == holder_id
    )
    return work.session.scalar(wanted) or ""
