"""Experts who are to be asked: who can be, and what is public of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
)

from storage.prepared import Prepared
from storage.queries.delivery.reach import is_reachable
from storage.tables import Expert, Need, Offer, Person, Qualification
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Able:
    """An expert with room for one more service, to whom a way is open: whose person to tell, and who they are."""

    expert_id: int
    person_id: int
    unit: str
    name: str
    domains: tuple[str, ...]
    region: str | None
    specialities: str
    spare: int
    """Room that is left when all who are being asked of them should be taken on; below 0 where more are asked."""


@dataclass(frozen=True, slots=True)
class ExpertFacts:
    """What is public of an expert (S2.10), and when they want to be asked."""

    id: int
    name: str
    unit: str
    domains: tuple[str, ...]
    region: str | None
    capacity: int
    away_from: date | None
    away_until: date | None
    quiet: str
    specialities: str
    person_id: int


def able(
    work: UnitOfWork, need_id: int, experts: Sequence[int], today: date, serving: tuple[str, ...]
) -> dict[int, Able]:
    """Of these, who may truly be asked now, by the rows and not by any copy of them.

    `serving`: the states of a title that let its holder serve.
    """
    work.flush()
    found: dict[int, Able] = {}
    for first in range(0, len(experts), len(_PLACES)):
        some = [*experts[first : first + len(_PLACES)], *(0 for _ in _PLACES)]
        values = {"need": need_id, "today": today} | dict(zip(_PLACES, some, strict=False))
        rows: Sequence[Any] = _able(serving).run(work.connection, values)
        found |= {row[0]: Able(*(*row[:4], tuple(row[4]), *row[5:])) for row in rows}
    return found


def serves(work: UnitOfWork, expert_id: int, serving: tuple[str, ...]) -> bool:
    """Whether the expert holds a title in one of these states, and the training before it where it wants one."""
    work.flush()
    found = select(Expert.id).where(Expert.id == expert_id, certified(serving))
    return work.connection.execute(found).first() is not None


def awaiting_training(work: UnitOfWork, expert_id: int, serving: tuple[str, ...]) -> str | None:
    """The pack by which the expert's title stands but serves nobody before a training; None where they may serve, or hold none."""
    if serves(work, expert_id, serving):
        return None
    held = select(Qualification.pack).where(
        Qualification.holder == "expert",
        Qualification.holder_id == expert_id,
        Qualification.state.in_(serving),
        Qualification.awaits_training,
    )
    return work.session.scalars(held.order_by(Qualification.id)).first()


def get_expert(work: UnitOfWork, expert_id: int) -> ExpertFacts:
    """The expert of this number. LookupError where there is none."""
    return experts_by_id(work, [expert_id])[expert_id]


def experts_by_id(work: UnitOfWork, experts: Collection[int]) -> dict[int, ExpertFacts]:
    """Of these numbers those there are."""
    columns = (
        Expert.id,
        Person.name,
        Expert.unit,
        Expert.domains,
        Expert.region,
        Expert.capacity,
        Expert.away_from,
        Expert.away_until,
        Expert.quiet,
        Expert.specialities,
        Expert.person_id,
    )
    chosen = select(*columns).join(Person, Person.id == Expert.person_id).where(Expert.id.in_(experts))
    rows = (dict(row) for row in work.session.execute(chosen).mappings())
    return {row["id"]: ExpertFacts(**row | {"domains": tuple(row["domains"])}) for row in rows}


def experts_named_in(work: UnitOfWork, text: str) -> list[int]:
    """Experts whose name stands in the text, those of the longest name alone."""
    named = select(Expert.id, Person.name).join(Person, Person.id == Expert.person_id)
    found = work.session.execute(named.where(Person.name != "", literal(text).contains(Person.name))).all()
    longest = max((len(name) for _, name in found), default=0)
    return sorted(key for key, name in found if len(name) == longest)


def experts_met(work: UnitOfWork, enterprise_id: int | None) -> list[tuple[int, str]]:
    """Experts who took on a need of the enterprise, and their names, the latest first; nobody where there is none."""
    met = (
        select(Expert.id, Person.name, Need.id)
        .join(Person, Person.id == Expert.person_id)
        .join(Need, Need.expert_id == Expert.id)
        .where(Need.enterprise_id == enterprise_id, Need.enterprise_id.is_not(None))
        .order_by(Need.id.desc())
    )
    return list({expert: (expert, name) for expert, name, _ in work.session.execute(met)}.values())


def certified(serving: Collection[str]) -> ColumnElement[bool]:
    """That the expert holds a title in one of these states under which they may serve already."""
    held = and_(
        Qualification.holder == "expert", Qualification.holder_id == Expert.id, ~Qualification.awaits_training
    )
    return exists().where(held, or_(*(Qualification.state == state for state in sorted(serving))))


@cache
def _able(serving: tuple[str, ...]) -> Prepared:
    today: BindParameter[date] = bindparam("today", type_=Date())
    left = or_(Expert.away_from.is_(None), Expert.away_from <= today)
    away = and_(left, Expert.away_until.is_not(None), Expert.away_until >= today)
    asked = exists().where(Offer.need_id == bindparam("need"), Offer.expert_id == Expert.id)
    waiting = select(func.count()).where(Offer.expert_id == Expert.id, Offer.state == "pending")
    spare = Expert.capacity - Expert.load - waiting.scalar_subquery()
    public = Expert.unit, Person.name, Expert.domains, Expert.region, Expert.specialities
    found = (
        select(Expert.id, Expert.person_id, *public, spare)
        .join(Person, Person.id == Expert.person_id)
        .where(or_(*(Expert.id == bindparam(place) for place in _PLACES)))
        .where(certified(serving), Expert.load < Expert.capacity, ~away, ~asked)
        .where(is_reachable(Expert.person_id))
    )
    return Prepared(lambda dialect: found)


_PLACES = tuple(f"expert{number}" for number in range(8))
"""Experts looked up at a time: a wave with its spares."""
