"""Where an enterprise's needs stand: how many experts are asked and until when, who accepted and how to reach them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select

from storage.tables import Expert, Need, NeedTeam, Offer, Person, Team
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Standing:
    """`asked` experts may answer `until` then. Of who accepted: what only the enterprise whose need it is may read."""

    asked: int = 0
    until: datetime | None = None
    expert: str = ""
    unit: str = ""
    phone: str | None = None
    phone_verified: bool = True
    person_id: int | None = None
    since: datetime | None = None
    team: str = ""
    """The team that was sent, where the expert leads it."""


def standings(work: UnitOfWork, needs: Collection[int]) -> dict[int, Standing]:
    """How each of these needs stands."""
    found = dict.fromkeys(needs, Standing())
    for need, asked, until in work.session.execute(_asked(needs)):
        found[need] = Standing(asked, until)
    for need, *columns in work.session.execute(_taken(needs)):
        found[need] = replace(found[need], **dict(zip(_TAKER, columns, strict=True)))
    return found


def answers(work: UnitOfWork, need_id: int) -> dict[str, int]:
    """How many of those who were asked for a need stand where: the states of offers, and «terms» while a condition
    of theirs waits for the firm."""
    found = select(Offer.state, Offer.terms, func.count()).where(Offer.need_id == need_id)
    counts: Counter[str] = Counter()
    for state, terms, number in work.session.execute(found.group_by(Offer.state, Offer.terms)):
        counts["terms" if terms and state == "pending" else state] += number
    return dict(counts)


def _asked(needs: Collection[int]) -> Select[int, int, datetime]:
    pending = select(Offer.need_id, func.count(), func.max(Offer.expires_at)).where(Offer.state == "pending")
    return pending.where(Offer.need_id.in_(needs)).group_by(Offer.need_id)


_TAKER = ("expert", "unit", "phone", "phone_verified", "since", "person_id", "team")


def _taken(needs: Collection[int]) -> Select[*tuple[Any, ...]]:
    number = (Person.phone, Person.phone_verified)
    columns: tuple[Any, ...] = (Need.id, Person.name, Expert.unit, *number, Need.accepted_at, Person.id)
    columns += (func.coalesce(Team.name, ""),)
    found = select(*columns).join(Expert, Expert.id == Need.expert_id)
    found = found.join(Person, Person.id == Expert.person_id)
    led = and_(NeedTeam.need_id == Need.id, NeedTeam.leader_id == Need.expert_id)
    found = found.outerjoin(NeedTeam, led).outerjoin(Team, Team.id == NeedTeam.team_id)
    return found.where(Need.id.in_(needs))
