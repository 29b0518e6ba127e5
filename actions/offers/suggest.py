"""Whom matching would choose, with names: for staff who ask why, and for firms that choose themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy import func, select

from actions.offers.ask import wanted, wanted_of
from actions.offers.hindrance import hindrance
from actions.offers.kept_out import KeptOut, kept_out_of
from actions.offers.pool import pool_of
from matching.facts import Candidate, Reason, Wanted
from matching.ranking import missed, rank
from matching.spoken import PAST, SILENT
from storage.queries.delivery.reach import out_of_reach
from storage.queries.needs import NeedFacts
from storage.queries.offers.experts import ExpertFacts, experts_by_id
from storage.queries.offers.ties import accused_by, accused_by_each, ties, ties_by_need
from storage.queries.people.speakers import Speaker
from storage.tables import Need, Offer
from storage.unit_of_work import UnitOfWork

LOOKED_AT = 50
"""Places of a ranking that staff may ask about."""
NEAREST = 3
"""Experts that a firm is shown where nobody plainly fits."""
NO_WAY = "暂时联系不上"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An expert by name; the reasons' points add up to the score."""

    expert_id: int
    name: str
    unit: str
    score: float
    reasons: tuple[Reason, ...]
    answers: str = ""
    """The phrase of theirs that answers the need, as it stands with them."""

    @property
    def phrase(self) -> str:
        """What of their own public words answers the need; empty where nothing does. Past services may name a firm."""
        told = (one.text for one in self.reasons if one.kind == "phrase")
        return next((text for text in told if text != SILENT and PAST not in text), "")

    @property
    def label(self) -> str:
        return f"{self.name}（{self.unit}）" if self.unit else self.name


def suggest(
    work: UnitOfWork, wanted: Wanted, now: datetime, most: int, kept_out: KeptOut | None = None
) -> list[Suggestion]:
    """The best of those who fit a need as described, best first, without those whom it must be kept from."""
    ranked = pool_of(work).ask(work, now.year, partial(rank, wanted=wanted, most=most + 2))
    fitting = [one for one in ranked if one.fits]
    return [one for one, way in _named(work, fitting, kept_out) if way][:most]


def suggest_to(
    work: UnitOfWork, speaker: Speaker, wanted: Wanted, now: datetime, most: int
) -> list[Suggestion]:
    """The best that the speaker's enterprise may choose from: none of its own, none that it does not want again."""
    barred = ties(work, 0, speaker.enterprise_id or 0).barred
    kept_out = KeptOut(
        speaker.enterprise or "", wanted.region, accused=accused_by(work, speaker.enterprise_id)
    )
    return suggest(work, replace(wanted, barred=barred), now, most, kept_out)


def suggest_for(work: UnitOfWork, need: NeedFacts, now: datetime, most: int) -> list[Suggestion]:
    """The best who can still be asked for a posted need."""
    return suggest(work, wanted_of(work, need, now), now, most, kept_out_of(work, need))


def first_for_each(work: UnitOfWork, needs: Collection[NeedFacts], now: datetime) -> dict[int, Suggestion]:
    """The best of `suggest_for` for each of several needs, with the rows of all of them asked together."""
    bound = ties_by_need(work, [need.id for need in needs])
    accused = accused_by_each(work, {need.enterprise_id for need in needs})
    ranked = {need.id: _fitting(work, wanted(need, bound[need.id], now), now) for need in needs}
    experts = experts_by_id(work, {one.expert_id for some in ranked.values() for one in some})
    lost = out_of_reach(work, [expert.person_id for expert in experts.values()])
    firsts = {
        need.id: _first(
            ranked[need.id],
            {key: one for key, one in experts.items() if one.person_id not in lost},
            KeptOut(need.enterprise, need.region, need.text, accused[need.enterprise_id]),
        )
        for need in needs
    }
    return {need: first for need, first in firsts.items() if first}


def _fitting(work: UnitOfWork, wanted: Wanted, now: datetime) -> list[Candidate]:
    ranked = pool_of(work).ask(work, now.year, partial(rank, wanted=wanted, most=3))
    return [one for one in ranked if one.fits]


def _first(
    ranked: Sequence[Candidate], experts: Mapping[int, ExpertFacts], kept_out: KeptOut
) -> Suggestion | None:
    able = (one for one in ranked if one.expert_id in experts and not kept_out.bars(experts[one.expert_id]))
    return next((_suggestion(one, experts[one.expert_id]) for one in able), None)


def suggest_nearest_for(work: UnitOfWork, need: NeedFacts, now: datetime, most: int) -> list[Suggestion]:
    """The best who fit; where nobody does, the `NEAREST` ones all the same, for the firm to say."""
    return suggest_for(work, need, now, most) or suggest_of_any_field(work, need, now, NEAREST)


def nearest_by_phrase(work: UnitOfWork, need: NeedFacts, now: datetime) -> list[Suggestion]:
    """Where nobody fits, the nearest of those who do name something like it."""
    if suggest_for(work, need, now, 1):
        return []
    return [one for one in suggest_of_any_field(work, need, now, NEAREST) if one.phrase]


def suggest_of_any_field(work: UnitOfWork, need: NeedFacts, now: datetime, most: int) -> list[Suggestion]:
    """The best who can be asked for a need, whether they fit or not: where nobody who does is free."""
    wanted = wanted_of(work, need, now)
    ranked = pool_of(work).ask(work, now.year, partial(rank, wanted=wanted, most=most + 2))
    return [one for one, way in _named(work, ranked, kept_out_of(work, need)) if way][:most]


def near_misses(work: UnitOfWork, need: NeedFacts, now: datetime, most: int) -> list[Suggestion]:
    """Who would have fitted but is out of reach, full, away or not to be asked today; the last reason says which."""
    wanted, kept_out = wanted_of(work, need, now), kept_out_of(work, need)
    fitting = pool_of(work).ask(work, now.year, partial(rank, wanted=wanted, most=most))
    ranked = pool_of(work).ask(work, now.year, partial(missed, wanted=wanted, most=most))
    known = _named(work, [one for one in fitting if one.fits], kept_out)
    lost = [_out_of_reach(one) for one, way in known if not way]
    return [*lost, *(one for one, _ in _named(work, ranked, kept_out))][:most]


def _out_of_reach(one: Suggestion) -> Suggestion:
    return replace(one, reasons=(*one.reasons, Reason("reach", NO_WAY, 0)))


def _named(
    work: UnitOfWork, ranked: Sequence[Candidate], kept_out: KeptOut | None = None
) -> list[tuple[Suggestion, bool]]:
    """Each with whether a way to them is open."""
    experts = experts_by_id(work, [one.expert_id for one in ranked])
    lost = out_of_reach(work, [expert.person_id for expert in experts.values()])
    return [
        (_suggestion(one, experts[one.expert_id]), experts[one.expert_id].person_id not in lost)
        for one in ranked
        if one.expert_id in experts and not (kept_out and kept_out.bars(experts[one.expert_id]))
    ]


def why_not(work: UnitOfWork, need: NeedFacts, expert_id: int, now: datetime) -> str:
    """The true reason why this expert was not asked for a need, or how they stand among those who can be."""
    row = work.session.get_one(Need, need.id)
    if hindered := hindrance(work, row, expert_id, now):
        return hindered
    wanted = wanted_of(work, need, now)
    ranked = pool_of(work).ask(work, now.year, partial(rank, wanted=wanted, most=LOOKED_AT))
    place, one = next(((n, c) for n, c in enumerate(ranked, 1) if c.expert_id == expert_id), (0, None))
    if one is None:
        return "不在本省，这件事又不是线上的" if len(ranked) < LOOKED_AT else f"排在前 {LOOKED_AT} 位以外"
    told = " · ".join(reason.text for reason in one.reasons if reason.points > 0)
    if not one.fits:
        return f"专长和做过的事里没有说到这件事（{told}）"
    first = f"先请了 {asked} 位，再往下" if (asked := _asked(work, need.id)) else ""
    return f"请得了，{first}排第 {place} 位（{told}）"


def _asked(work: UnitOfWork, need_id: int) -> int:
    """How many have been asked for a need."""
    found = select(func.count()).select_from(Offer).where(Offer.need_id == need_id)
    return work.session.scalar(found) or 0


def _suggestion(one: Candidate, expert: ExpertFacts) -> Suggestion:
    return Suggestion(one.expert_id, expert.name, expert.unit, one.score, one.reasons, one.phrase)
