"""A morning's open needs paired at once: a proposal for staff, carried out when they confirm it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy import select

from actions.access import may_ever
from actions.audit import note
from actions.offers.access import OPEN
from actions.offers.ask import ask_by_name, can_be_asked, wanted
from actions.offers.kept_out import KeptOut, kept_out_of
from actions.offers.pool import pool_of
from matching.assignment import Plan, plan
from matching.facts import Wanted
from programme.packs import RulePack
from storage.queries.delivery.reach import out_of_reach
from storage.queries.needs import NeedFacts, needs_waiting
from storage.queries.offers.experts import ExpertFacts, experts_by_id
from storage.queries.offers.ties import ties_by_need
from storage.queries.people.speakers import Speaker
from storage.tables import Need
from storage.unit_of_work import UnitOfWork

MOST = 200
"""Needs of one proposal."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Which expert each need would get; `total` points against `one_by_one`; `without` found nobody."""

    pairs: tuple[tuple[int, int], ...]
    total: float
    one_by_one: float
    without: int


def propose(work: UnitOfWork, speaker: Speaker, now: datetime) -> Proposal:
    """The best pairing of the needs in the speaker's reach that nobody is being asked for."""
    needs = _waiting(work, speaker)
    bound = ties_by_need(work, [need.id for need in needs])
    found = _paired(work, needs, [wanted(need, bound[need.id], now) for need in needs], now)
    chosen = zip(needs, found.experts, strict=True)
    pairs = tuple((need.id, expert) for need, expert in chosen if expert is not None)
    return Proposal(pairs, found.total, found.one_by_one, len(needs) - len(pairs))


def carry_out(
    work: UnitOfWork, speaker: Speaker, pairs: list[tuple[int, int]], rules: RulePack, now: datetime
) -> int:
    """Ask each expert of a proposal, as far as that is still possible; return how many were asked."""
    waiting = {need.id for need in _waiting(work, speaker)}
    chosen = {need_id: expert_id for need_id, expert_id in pairs if need_id in waiting}
    asked = [need for need in _locked(work, list(chosen)) if _ask(work, need, chosen[need.id], rules, now)]
    for need in asked:
        note(work, "assign_expert", "need", need.id, speaker.person_id, now)
    return len(asked)


def _ask(work: UnitOfWork, need: Need, expert_id: int, rules: RulePack, now: datetime) -> bool:
    expert = can_be_asked(work, need, expert_id, now)
    if expert is not None:
        ask_by_name(work, need, expert, rules, now, "统一安排")
    return expert is not None


def _locked(work: UnitOfWork, needs: list[int]) -> list[Need]:
    still_open = select(Need).where(Need.id.in_(needs), Need.state.in_(OPEN)).order_by(Need.id)
    locked = still_open.with_for_update().execution_options(populate_existing=True)
    return list(work.session.scalars(locked))


def _paired(work: UnitOfWork, needs: list[NeedFacts], asked: list[Wanted], now: datetime) -> Plan:
    """The best plan that shows no need to whom it must be kept from, nor to anybody out of reach.

    Both are only asked of those who might get it.
    """
    kept_out = [kept_out_of(work, need) for need in needs]
    while True:
        found = pool_of(work).ask(work, now.year, partial(plan, needs=asked))
        experts = experts_by_id(work, [one for one in found.experts if one])
        lost = out_of_reach(work, [one.person_id for one in experts.values()])
        chosen = zip(kept_out, asked, found.experts, strict=True)
        barred = [
            frozenset({expert} if expert and _barred(out, experts[expert], one, lost) else ())
            for out, one, expert in chosen
        ]
        if not any(barred):
            return found
        asked = [replace(one, barred=one.barred | more) for one, more in zip(asked, barred, strict=True)]


def _barred(kept_out: KeptOut, expert: ExpertFacts, asked: Wanted, lost: frozenset[int]) -> bool:
    return expert.person_id in lost or kept_out.bars(expert, wished=expert.id == asked.wish)


def _waiting(work: UnitOfWork, speaker: Speaker) -> list[NeedFacts]:
    """Without those that wait for somebody by choice (`actions.needs.wait`)."""
    if not may_ever(speaker, "assign_expert"):
        return []
    needs = needs_waiting(work, speaker.jurisdiction, OPEN, MOST)
    return [need for need in needs if need.waits_until is None]
