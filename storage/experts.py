"""Experts as the matcher needs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select

from programme.qualification import SERVING
from storage.prepared import Prepared
from storage.tables import Expert, Need, Offer, Person, Qualification
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Able:
    """A certified expert with room for one more service, and whose person to tell."""

    expert_id: int
    person_id: int
    domains: tuple[str, ...]
    region: str | None
    load: int
    capacity: int


def able_experts(work: Work, need: Need) -> list[Able]:
    """Who could be asked for a need: certified, with room, not asked before, not of the asking firm.

    Experts of the same province; for an online service those of all provinces.
    """
    work.flush()
    values = {
        "need": need.id,
        "enterprise": need.enterprise_id,
        "province": need.region[:2] + "%",
        "anywhere": "online" if need.form == "online" else "",
    }
    rows = _ABLE.run(work.connection, values)
    return [Able(key, person, tuple(domains), *rest) for key, person, domains, *rest in rows]


def serves(work: Work, expert_id: int) -> bool:
    """Whether the expert holds a title that lets them serve now."""
    work.flush()
    found = select(Expert.id).where(Expert.id == expert_id, _certified())
    return work.connection.execute(found).first() is not None


def _able() -> Select[*tuple[Any, ...]]:
    asked = exists().where(Offer.need_id == bindparam("need"), Offer.expert_id == Expert.id)
    outsider = or_(Person.enterprise_id.is_(None), Person.enterprise_id != bindparam("enterprise"))
    near = or_(Expert.region.like(bindparam("province")), bindparam("anywhere") == "online")
    columns = (Expert.id, Expert.person_id, Expert.domains, Expert.region, Expert.load, Expert.capacity)
    return (
        select(*columns)
        .join(Person)
        .where(_certified(), Expert.load < Expert.capacity, ~asked, outsider, near)
    )


def _certified() -> ColumnElement[bool]:
    held = and_(Qualification.holder == "expert", Qualification.holder_id == Expert.id)
    return exists().where(held, or_(*(Qualification.state == state for state in SERVING)))


_ABLE = Prepared(lambda dialect: _able())
