"""A morning's open needs paired at once: a proposal for staff, carried out when they confirm it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy import exists, select

from actions.access import may
from actions.audit import note
from actions.offers.ask import ask_one, wanted_of
from actions.offers.pool import pool_of
from actions.offers.suggest import names_of
from actions.people.contact import enterprise_of
from matching.assignment import Plan, plan
from matching.deduplication import same_firm
from matching.facts import Wanted
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.tables import Need, Offer
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
    found = _paired(work, needs, [wanted_of(work, need, now) for need in needs], now)
    chosen = zip(needs, found.experts, strict=True)
    pairs = tuple((need.id, expert) for need, expert in chosen if expert is not None)
    return Proposal(pairs, found.total, found.one_by_one, len(needs) - len(pairs))


def _paired(work: UnitOfWork, needs: list[Need], wanted: list[Wanted], now: datetime) -> Plan:
    """The best plan in which nobody serves their own firm; names are only compared where they might."""
    while True:
        found = pool_of(work).ask(work, now.year, partial(plan, needs=wanted))
        units = {
            key: unit for key, (_, unit) in names_of(work, [one for one in found.experts if one]).items()
        }
        own = [
            frozenset({expert} if expert and same_firm(units[expert], enterprise_of(work, need)) else ())
            for need, expert in zip(needs, found.experts, strict=True)
        ]
        if not any(own):
            return found
        wanted = [replace(one, barred=one.barred | more) for one, more in zip(wanted, own, strict=True)]


def carry_out(
    work: UnitOfWork, speaker: Speaker, pairs: list[tuple[int, int]], rules: RulePack, now: datetime
) -> int:
    """Ask each expert of a proposal, as far as that is still possible; return how many were asked."""
    open_ones = {need.id: need for need in _waiting(work, speaker)}
    asked = [
        need_id
        for need_id, expert_id in pairs
        if need_id in open_ones and ask_one(work, open_ones[need_id], expert_id, rules, now, "统一安排")
    ]
    for need_id in asked:
        note(work, "assign_expert", "need", need_id, speaker.person_id, now)
    return len(asked)


def _waiting(work: UnitOfWork, speaker: Speaker) -> list[Need]:
    """Urgent ones first, then in the order they came."""
    pending = exists().where(Offer.need_id == Need.id, Offer.state == "pending")
    waiting = select(Need).where(Need.state.in_(("open", "unanswered")), ~pending)
    found = work.session.scalars(waiting.order_by(Need.urgent.desc(), Need.id))
    return [need for need in found if may(speaker, "assign_expert", need.region)][:MOST]
