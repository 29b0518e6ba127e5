"""Whom to ask for a need, wave after wave, until somebody takes it or staff must."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import select

from actions.audit import note
from actions.notify import tell, tell_staff
from actions.offers.pool import pool_of
from matching.deduplication import same_firm
from matching.facts import Candidate, Reason, Wanted
from matching.ranking import rank
from programme.offers import answer_by, wave
from programme.packs import RulePack
from storage.queries.offers.experts import Able, able, ties
from storage.tables import Enterprise, Need, Offer
from storage.unit_of_work import UnitOfWork

SPARE = 5
"""How many more than are to be asked are looked up at first."""
SHOWN = 5
"""Reasons that an expert, or a member of staff, is told."""


def offer_next(
    work: UnitOfWork, need: Need, rules: RulePack, now: datetime, *, asker_listens: bool = False
) -> int:
    """Ask the next wave of experts and return how many; with nobody left to ask or wait for, tell staff.

    An asker who listens (the need is being posted) hears it in the answer and needs no notice besides.
    """
    chosen = candidates(work, need, now, wave(rules.offers, need.urgent))
    ask(work, need, chosen, rules, now)
    if not chosen and not still_thinking(work, need):
        _nobody_left(work, need, now)
        if not asker_listens:
            _tell_asker(work, need, now)
    return len(chosen)


def candidates(work: UnitOfWork, need: Need, now: datetime, most: int) -> list[tuple[Candidate, Able]]:
    """The best who can be asked now: ranked from memory, then looked up in the rows."""
    wanted = wanted_of(work, need, now)
    firm = work.session.get_one(Enterprise, need.enterprise_id).name
    count = most + SPARE
    while True:
        ranked = pool_of(work).ask(work, now.year, partial(rank, wanted=wanted, most=count))
        free = able(work, need, [one.expert_id for one in ranked], now.date())
        chosen = [
            (one, free[one.expert_id])
            for one in ranked
            if one.expert_id in free and not same_firm(free[one.expert_id].unit, firm)
        ]
        if len(chosen) >= most or len(ranked) < count:
            return chosen[:most]
        count *= 4


def wanted_of(work: UnitOfWork, need: Need, now: datetime) -> Wanted:
    """A need as matching sees it."""
    bound = ties(work, need.id, need.enterprise_id)
    return Wanted(
        need_id=need.id,
        domain=need.domain,
        region=need.region,
        today=now.date(),
        text=need.text,
        also=tuple(need.also),
        form=need.form,
        urgent=need.urgent,
        focus=tuple(need.focus),
        wish=bound.wish,
        barred=bound.barred,
    )


def ask(
    work: UnitOfWork, need: Need, chosen: Sequence[tuple[Candidate, Able]], rules: RulePack, now: datetime
) -> None:
    """Make each an offer and tell them."""
    offers = [_offer(need, candidate, rules, now) for candidate, _ in chosen]
    work.session.add_all(offers)
    work.session.flush()
    for offer, (_, expert) in zip(offers, chosen, strict=True):
        key = f"offer:{offer.id}"
        tell(work, expert.person_id, "offer", key, now, urgent=need.urgent, offer=offer.id)


def still_thinking(work: UnitOfWork, need: Need) -> bool:
    """Whether somebody who was asked may still answer."""
    pending = select(Offer.id).where(Offer.need_id == need.id, Offer.state == "pending")
    return work.session.scalars(pending.limit(1)).first() is not None


def ask_one(work: UnitOfWork, need: Need, expert_id: int, rules: RulePack, now: datetime, why: str) -> bool:
    """Ask this very expert, if they can be asked; whoever was asked before is left to answer."""
    firm = work.session.get_one(Enterprise, need.enterprise_id).name
    found = able(work, need, [expert_id], now.date()).get(expert_id)
    if (
        found is None
        or same_firm(found.unit, firm)
        or expert_id in ties(work, need.id, need.enterprise_id).barred
    ):
        return False
    need.state = "open"
    ask(work, need, [(Candidate(expert_id, 0.0, (Reason("wish", why, 1),)), found)], rules, now)
    return True


def said(candidate: Candidate) -> list[str]:
    """The reasons that speak for a candidate, in words."""
    return [reason.text for reason in candidate.reasons if reason.points > 0][:SHOWN]


def _offer(need: Need, candidate: Candidate, rules: RulePack, now: datetime) -> Offer:
    return Offer(
        need_id=need.id,
        expert_id=candidate.expert_id,
        state="pending",
        score=candidate.score,
        reasons=said(candidate),
        created_at=now,
        expires_at=answer_by(rules.offers, now, need.urgent),
    )


def _nobody_left(work: UnitOfWork, need: Need, now: datetime) -> None:
    need.state = "unanswered"
    key = f"unanswered:{need.id}"
    tell_staff(work, need.region, "unanswered", key, now, urgent=need.urgent, need=need.id)
    note(work, "hand_over_need", "need", need.id, None, now)


def _tell_asker(work: UnitOfWork, need: Need, now: datetime) -> None:
    tell(work, need.person_id, "handed_over", f"handed_over:{need.id}", now, urgent=need.urgent, need=need.id)
