"""Pairing by hand: an enterprise chooses, an expert volunteers, staff assign, one is not wanted again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select

from actions.access import require
from actions.audit import note
from actions.needs.post import own_need
from actions.offers.answer import close_offers, take_on
from actions.offers.ask import ask_one, offer_next, still_thinking
from actions.refusal import Refused
from programme.offers import answer_by
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.tables import Expert, Need, Offer, Person, Refusal, Wish
from storage.unit_of_work import UnitOfWork

CANNOT = "这位专家眼下请不了（可能已满、外出、问过，或要回避），换一位吧。"
OPEN = ("open", "unanswered")
NEAR = 20
"""Open needs that an expert is shown at most."""


def choose_expert(
    work: UnitOfWork, speaker: Speaker, need_id: int, expert_id: int, rules: RulePack, now: datetime
) -> Need:
    """The enterprise asks for an expert of its own choice (S3.2)."""
    need = _open(own_need(work, speaker, need_id))
    _ask(work, need, expert_id, rules, now, "企业点名")
    wish = work.session.get(Wish, need.id) or Wish(need_id=need.id)
    wish.expert_id = expert_id
    work.session.add(wish)
    note(work, "choose_expert", "need", need.id, speaker.person_id, now, expert=expert_id)
    return need


def assign_expert(
    work: UnitOfWork, speaker: Speaker, need_id: int, expert_id: int, rules: RulePack, now: datetime
) -> Need:
    """Staff ask this expert; that one may still decline, since nobody is forced (S9.2)."""
    need = _open(need_of_reach(work, speaker, need_id))
    _ask(work, need, expert_id, rules, now, "工作人员推荐")
    note(work, "assign_expert", "need", need.id, speaker.person_id, now, expert=expert_id)
    return need


def need_of_reach(work: UnitOfWork, speaker: Speaker, need_id: int) -> Need:
    """A need inside the staff member's jurisdiction, or a refusal."""
    need = work.session.get(Need, need_id)
    if need is None:
        raise Refused("no_need", f"没有 {need_id} 号需求。")
    require(speaker, "assign_expert", need.region)
    return need


def open_needs_near(work: UnitOfWork, speaker: Speaker) -> list[Need]:
    """Needs that wait for somebody and that the expert could take on, the nearest and most urgent first (S3.3)."""
    expert = work.session.get_one(Expert, speaker.expert_id)
    here = expert.region or "000000"
    waiting = select(Need).where(Need.state.in_(OPEN), *_open_to(speaker))
    reachable = or_(Need.region.like(f"{here[:2]}%"), Need.form == "online")
    found = [
        need
        for need in work.session.scalars(waiting.where(reachable))
        if {need.domain, *need.also} & set(expert.domains)
    ]
    return sorted(found, key=lambda need: (not need.urgent, _distance(here, need.region), need.id))[:NEAR]


def volunteer(work: UnitOfWork, speaker: Speaker, need_id: int, rules: RulePack, now: datetime) -> Need:
    """An expert takes an open need on unasked (S3.3)."""
    need = work.session.get(Need, need_id, with_for_update=True, populate_existing=True)
    fitting = select(Need.id).where(Need.id == need_id, *_open_to(speaker))
    if need is None or speaker.expert_id is None or work.session.scalars(fitting).first() is None:
        raise Refused("not_for_you", "没有找到您能接的这条需求。")
    if need.state not in OPEN:
        raise Refused("taken", "这条需求刚刚有人接了或已办结，谢谢您愿意帮忙。")
    offer = _offer_of(work, need, speaker.expert_id, rules, now)
    offer.state, offer.answered_at = "accepted", now
    take_on(work, need, speaker.expert_id, now)
    note(work, "volunteer", "need", need.id, speaker.person_id, now)
    return need


def experts_met(work: UnitOfWork, speaker: Speaker) -> list[tuple[int, str]]:
    """Experts who took on a need of the speaker's enterprise, and their names, the latest first."""
    met = (
        select(Expert.id, Person.name, Need.id)
        .join(Person, Person.id == Expert.person_id)
        .join(Need, Need.expert_id == Expert.id)
        .where(Need.enterprise_id == speaker.enterprise_id)
        .order_by(Need.id.desc())
    )
    return list({expert: (expert, name) for expert, name, _ in work.session.execute(met)}.values())


def refuse_expert(work: UnitOfWork, speaker: Speaker, expert_id: int, rules: RulePack, now: datetime) -> None:
    """Never pair the speaker's enterprise with this expert again; a pending offer to them is closed, without a word why."""
    if speaker.enterprise_id is None:
        raise Refused("no_enterprise", "还不知道您是哪家企业。")
    known = select(Refusal).where(
        Refusal.enterprise_id == speaker.enterprise_id, Refusal.expert_id == expert_id
    )
    if work.session.scalars(known).first() is None:
        work.session.add(Refusal(enterprise_id=speaker.enterprise_id, expert_id=expert_id, created_at=now))
    work.session.flush()
    asked = select(Need).join(Offer).where(Offer.expert_id == expert_id, Offer.state == "pending")
    for need in work.session.scalars(asked.where(Need.enterprise_id == speaker.enterprise_id)).all():
        close_offers(work, need, now, expert_id, why="另有安排")
        work.session.flush()
        if not still_thinking(work, need):
            offer_next(work, need, rules, now)
    note(work, "refuse_expert", "expert", expert_id, speaker.person_id, now)


def _ask(work: UnitOfWork, need: Need, expert_id: int, rules: RulePack, now: datetime, why: str) -> None:
    if not ask_one(work, need, expert_id, rules, now, why):
        raise Refused("cannot_be_asked", CANNOT)


def _open(need: Need) -> Need:
    if need.state not in OPEN:
        raise Refused("not_open", f"{need.id} 号需求已经有人接了或已办结。")
    return need


def _open_to(speaker: Speaker) -> tuple[ColumnElement[bool], ...]:
    """Needs of another firm, and of none that does not want this expert."""
    refused = exists().where(
        Refusal.enterprise_id == Need.enterprise_id, Refusal.expert_id == speaker.expert_id
    )
    own = Need.enterprise_id == (speaker.enterprise_id or 0)
    return ~refused, ~own


def _distance(here: str, there: str) -> int:
    """0 in one county, 1 in one city, 2 in one province, 3 farther."""
    return next((rank for rank, width in enumerate((6, 4, 2)) if here[:width] == there[:width]), 3)


def _offer_of(work: UnitOfWork, need: Need, expert_id: int, rules: RulePack, now: datetime) -> Offer:
    """The offer that was made to the expert for this need, or one that says that they came unasked."""
    made = select(Offer).where(Offer.need_id == need.id, Offer.expert_id == expert_id)
    offer = work.session.scalars(made).first()
    if offer is None:
        offer = Offer(
            need_id=need.id,
            expert_id=expert_id,
            state="pending",
            score=0.0,
            reasons=["主动报名"],
            created_at=now,
            expires_at=answer_by(rules.offers, now, need.urgent),
        )
        work.session.add(offer)
    return offer
