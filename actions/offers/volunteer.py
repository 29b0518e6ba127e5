"""An expert looks at open needs and takes one on unasked (S3.3)."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from sqlalchemy import select

from actions.audit import note
from actions.offers.access import OPEN, access_need_to_take, may_be_shown
from actions.offers.answer import hand_to
from actions.offers.capacity import access_capacity
from actions.offers.kept_out import kept_out_of
from programme.offers import answer_by
from programme.packs import RulePack
from storage.queries.needs import Contact, NeedFacts, contact_of
from storage.queries.offers.asked import needs_open_to
from storage.queries.offers.experts import get_expert
from storage.queries.people.speakers import Speaker
from storage.tables import Need, Offer
from storage.unit_of_work import UnitOfWork

NEAR = 20
"""Open needs that an expert is shown at most."""


def open_needs_near(work: UnitOfWork, speaker: Speaker) -> list[NeedFacts]:
    """Needs that wait for somebody and that the expert could take on, the nearest and most urgent first."""
    if speaker.expert_id is None:
        return []
    expert = get_expert(work, speaker.expert_id)
    here = expert.region or ""
    province = f"{here[:2]}0000" if here else None
    found = [
        need
        for need in needs_open_to(work, expert.id, speaker.enterprise_id, OPEN, province)
        if may_be_shown(need, expert)
    ]
    found.sort(key=lambda need: (not need.urgent, _distance(here, need.region), need.id))
    fitting = (need for need in found if not kept_out_of(work, need).bars(expert))
    return list(islice(fitting, NEAR))


def open_needs_around(work: UnitOfWork, speaker: Speaker) -> list[NeedFacts]:
    """Needs that wait for somebody in the station's city, or online."""
    here = speaker.station_region
    return needs_open_to(work, 0, speaker.enterprise_id, OPEN, f"{here[:4]}00") if here else []


def volunteer(work: UnitOfWork, speaker: Speaker, need_id: int, rules: RulePack, now: datetime) -> Contact:
    """Take an open need on unasked; return whom to call."""
    need, expert_id = access_need_to_take(work, speaker, need_id)
    access_capacity(work, expert_id)
    offer = _offer_of(work, need, expert_id, rules, now)
    offer.state, offer.answered_at = "accepted", now
    hand_to(work, need, expert_id, rules, now)
    note(work, "volunteer", "need", need.id, speaker.person_id, now)
    return contact_of(work, need.id)


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
            score=0.0,
            reasons=["主动报名"],
            created_at=now,
            expires_at=answer_by(rules.offers, now, need.urgent, rules.calendar),
        )
        work.session.add(offer)
    return offer
