"""Whom to ask for a need, wave after wave, until somebody takes it or staff must."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from actions.audit import note
from actions.notify import Addressed, notify, to_staff
from actions.offers.hindrance import hindrance
from actions.offers.kept_out import kept_out_of
from actions.offers.notices import HandedOver, Offered, Unanswered
from actions.offers.pool import pool_of
from actions.refusal import Refused
from matching.asking import each_matter, first_wave, one_for_each
from matching.facts import Candidate, Reason, Wanted
from matching.ranking import rank
from matching.reasons import PUBLIC
from programme.offers import answer_by, wave
from programme.packs import RulePack
from programme.qualification import SERVING
from storage.queries.delivery.reach import out_of_reach
from storage.queries.needs import NeedFacts
from storage.queries.offers.asked import is_asked
from storage.queries.offers.experts import Able, able, get_expert
from storage.queries.offers.ties import Ties, ties
from storage.tables import Need, Offer
from storage.unit_of_work import UnitOfWork

SPARE = 5
"""How many more than are to be asked are looked up at first."""
SHOWN = 5
"""Reasons that an expert is told."""
NO_WAY = "暂时联系不上{}，换一位吧。"
CANNOT = "这位专家现在请不了，换一位吧。"


def offer_next(
    work: UnitOfWork, need: Need, rules: RulePack, now: datetime, *, asker_listens: bool = False
) -> int:
    """Ask the next wave of experts and return how many; with nobody left to ask or wait for, tell staff.

    An asker who listens (the need is being posted) reads it in the answer and needs no notice besides. A need that waited
    for somebody does so no longer.
    """
    again = f":{now.date()}" if need.waits_for else ""
    wait_no_more(need)
    chosen = candidates(work, need, now, wave(rules.offers, need.urgent))
    ask(work, need, chosen, rules, now)
    if not chosen and not is_asked(work, need.id):
        _nobody_left(work, need, now, again)
        if not asker_listens:
            _tell_asker(work, need, now, again)
    return len(chosen)


def wait_no_more(need: Need) -> None:
    """Whoever is asked, nobody is waited for any more (`actions.needs.wait`)."""
    need.waits_for = need.waits_until = None


def candidates(work: UnitOfWork, need: Need, now: datetime, most: int) -> list[tuple[Candidate, Able]]:
    """The best who can be asked now, of those who fit; of a need of several matters one for each, while nobody is being asked."""
    asked = wanted_of(work, need, now)
    if len(matters := each_matter(asked)) < 2 or is_asked(work, need.id):
        return _wave(work, need, asked, now, most)
    waves = [_wave(work, need, one, now, most) for one in matters]
    free = {one.expert_id: able for wave in waves for one, able in wave}
    return [
        (one, free[one.expert_id]) for one in one_for_each([[one for one, _ in wave] for wave in waves], most)
    ]


def _wave(
    work: UnitOfWork, need: Need, asked: Wanted, now: datetime, most: int
) -> list[tuple[Candidate, Able]]:
    """Those who can be asked for what is wanted: ranked from memory, then looked up in the rows.

    Whoever has been asked for as much as they have room for is asked for more only where nobody else fits.
    """
    kept_out = kept_out_of(work, need)
    count = most + SPARE
    while True:
        ranked = pool_of(work).ask(work, now.year, partial(rank, wanted=asked, most=count))
        free = able(work, need.id, [one.expert_id for one in ranked], now.date(), SERVING)
        chosen = [
            (one, free[one.expert_id])
            for one in ranked
            if one.expert_id in free
            and not kept_out.bars(free[one.expert_id], wished=one.expert_id == asked.wish)
        ]
        ready = [one for one, able in chosen if one.fits and able.spare > 0]
        if len(ready) >= most or len(ranked) < count or not ranked[-1].fits:
            wave = first_wave(ready or [one for one, _ in chosen], most)
            return [(one, free[one.expert_id]) for one in wave]
        count *= 4


def wanted_of(work: UnitOfWork, need: Need | NeedFacts, now: datetime) -> Wanted:
    """A need as matching sees it."""
    return wanted(need, ties(work, need.id, need.enterprise_id), now)


def wanted(need: Need | NeedFacts, bound: Ties, now: datetime) -> Wanted:
    """A need as matching sees it, with what binds its firm to experts."""
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
        prefers=tuple(need.prefers),
        wish=bound.wish,
        barred=bound.barred,
        first=need.track is not None,
    )


def ask(
    work: UnitOfWork, need: Need, chosen: Sequence[tuple[Candidate, Able]], rules: RulePack, now: datetime
) -> None:
    """Make each an offer and tell them."""
    offers = [_offer(need, candidate, rules, now) for candidate, _ in chosen]
    work.session.add_all(offers)
    work.flush()
    told = [
        Addressed(expert.person_id, Offered(offer.id), f"offer:{offer.id}", need.urgent)
        for offer, (_, expert) in zip(offers, chosen, strict=True)
    ]
    notify(work, told, now)


def access_able(work: UnitOfWork, need: Need, expert_id: int, now: datetime, *, wished: bool = False) -> Able:
    """This very expert, to be asked by name, `wished` for by the firm itself. Refused «cannot_be_asked»: with the reason, to staff."""
    found = can_be_asked(work, need, expert_id, now, wished=wished)
    if found is None and not wished and (why := hindrance(work, need, expert_id, now)):
        raise Refused("cannot_be_asked", f"现在请不了{get_expert(work, expert_id).name}：{why}。")
    if found is None and out_of_reach(work, [get_expert(work, expert_id).person_id]):
        raise Refused("cannot_be_asked", NO_WAY.format(get_expert(work, expert_id).name))
    if found is None:
        raise Refused("cannot_be_asked", CANNOT)
    return found


def can_be_asked(
    work: UnitOfWork, need: Need, expert_id: int, now: datetime, *, wished: bool = False
) -> Able | None:
    """The expert, if they serve, have room, are there, were not asked before and are not barred; else None."""
    found = able(work, need.id, [expert_id], now.date(), SERVING).get(expert_id)
    if found is None or kept_out_of(work, need).bars(found, wished=wished):
        return None
    return None if expert_id in ties(work, need.id, need.enterprise_id).barred else found


def ask_by_name(work: UnitOfWork, need: Need, expert: Able, rules: RulePack, now: datetime, why: str) -> None:
    """Ask this very expert, who can be asked; whoever was asked before is left to answer."""
    need.state = "open"
    wait_no_more(need)
    ask(work, need, [(Candidate(expert.expert_id, 0.0, (Reason("wish", why, 1),)), expert)], rules, now)


def said(candidate: Candidate) -> list[str]:
    """The reasons that speak for a candidate and concern nobody else, in words."""
    return [one.text for one in candidate.reasons if one.points > 0 and one.kind in PUBLIC][:SHOWN]


def _offer(need: Need, candidate: Candidate, rules: RulePack, now: datetime) -> Offer:
    return Offer(
        need_id=need.id,
        expert_id=candidate.expert_id,
        state="pending",
        score=candidate.score,
        reasons=said(candidate),
        phrase=candidate.phrase or None,
        created_at=now,
        expires_at=answer_by(rules.offers, now, need.urgent, rules.calendar),
    )


def _nobody_left(work: UnitOfWork, need: Need, now: datetime, again: str) -> None:
    """`again` makes it news once more."""
    need.state = "unanswered"
    told = Unanswered(need.id)
    key = f"unanswered:{need.id}{again}"
    notify(work, to_staff(work, need.region, told, key, urgent=need.urgent), now)
    note(work, "hand_over_need", "need", need.id, None, now)


def _tell_asker(work: UnitOfWork, need: Need, now: datetime, again: str) -> None:
    told = HandedOver(need.id)
    notify(work, [Addressed(need.person_id, told, f"handed_over:{need.id}{again}", need.urgent)], now)
