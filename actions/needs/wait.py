"""Waiting a day for the right one, where it is not urgent: whoever knows most of a matter is away, full or not to be asked today.

The need is kept, its firm says whether to wait (`Offers.choice_hours`); who says nothing loses nothing: then the others are asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import func, select

from actions.audit import note
from actions.needs.notices import WaitOver
from actions.notify import Addressed, notify
from actions.offers.access import access_open_need_as_staff, access_own_open_need
from actions.offers.ask import ask, can_be_asked, candidates, offer_next, wait_no_more, wanted_of
from actions.offers.kept_out import kept_out_of
from actions.offers.pool import pool_of
from actions.refusal import Refused
from matching.asking import each_matter, stands_out
from matching.facts import Candidate, Wanted
from matching.ranking import missed, rank
from programme.offers import asks_again_at, free_on, is_worth_waiting
from programme.packs import RulePack
from storage.queries.delivery.reach import out_of_reach
from storage.queries.needs import find_need
from storage.queries.offers.asked import is_asked
from storage.queries.offers.experts import Able, experts_by_id
from storage.queries.people.speakers import Speaker
from storage.tables import Expert, Need
from storage.unit_of_work import UnitOfWork

LOOKED_AT = 3
"""So many of those who cannot be asked today are looked at: the best of them may be out of reach."""
AMONG = 50
"""Places of the ranking in which whoever was waited for is looked for, to tell the reasons."""
AT_ONCE = 200
BEING_ASKED = "{} 号需求正在请专家，有人接单就告诉您。"


@dataclass(frozen=True, slots=True)
class RightOne:
    """Who knows most of a need and cannot be asked today, by which of their words, and the day on which they can."""

    expert_id: int
    phrase: str
    on: date


def right_one(work: UnitOfWork, need_id: int, rules: RulePack, now: datetime) -> RightOne | None:
    """Whom a need might wait for; None where it is urgent, or somebody who is free knows about as much."""
    need = work.session.get_one(Need, need_id)
    if need.urgent:
        return None
    asked = wanted_of(work, need, now)
    best = _soon_back(work, need, asked, rules, now)
    if best is None or len(each_matter(asked)) > 1:
        return None
    away, on = best
    free = next((one for one, _ in candidates(work, need, now, 1)), None)
    wished = away.expert_id == asked.wish
    return RightOne(away.expert_id, away.phrase, on) if wished or stands_out(away, free) else None


def hold_for_choice(work: UnitOfWork, need: Need, rules: RulePack, now: datetime) -> bool:
    """Ask nobody of a need just posted while its firm may say whether to wait; False where there is nothing to choose."""
    found = right_one(work, need.id, rules, now)
    if found is None or not candidates(work, need, now, 1):
        return False
    need.waits_for = found.expert_id
    need.waits_until = now + timedelta(hours=rules.offers.choice_hours)
    return True


def wait_for(
    work: UnitOfWork, speaker: Speaker, need_id: int, rules: RulePack, now: datetime
) -> RightOne | None:
    """Ask nobody until the right one can be asked; None, and nothing done, where there is nobody to wait for any more.

    Refused as `_access`.
    """
    need = _access(work, speaker, need_id)
    found = right_one(work, need_id, rules, now)
    if found is None:
        return None
    need.state, need.waits_for = "open", found.expert_id
    need.waits_until = asks_again_at(found.on, now.tzinfo)
    note(work, "wait_for_expert", "need", need.id, speaker.person_id, now, expert=found.expert_id)
    return found


def ask_now(work: UnitOfWork, speaker: Speaker, need_id: int, rules: RulePack, now: datetime) -> int:
    """Wait no longer; return how many are asked. Refused as `_access`."""
    need = _access(work, speaker, need_id)
    note(work, "wait_no_more", "need", need.id, speaker.person_id, now)
    need.state = "open"
    return offer_next(work, need, rules, now, asker_listens=True)


def end_waits(work: UnitOfWork, rules: RulePack, now: datetime) -> int:
    """Go on with needs that have waited for long enough: the one who was waited for is asked, else the others. Return how many."""
    due = select(Need).where(Need.state == "open", Need.waits_until <= now).order_by(Need.id).limit(AT_ONCE)
    needs = work.session.scalars(due.with_for_update(skip_locked=True)).all()
    for need in needs:
        _go_on(work, need, rules, now)
    return len(needs)


def next_end(work: UnitOfWork, after: datetime) -> datetime | None:
    """When the next need has waited for long enough."""
    first = select(func.min(Need.waits_until)).where(Need.state == "open", Need.waits_until > after)
    return work.connection.execute(first).scalar()


def _go_on(work: UnitOfWork, need: Need, rules: RulePack, now: datetime) -> None:
    expert_id = need.waits_for
    chosen = _back(work, need, expert_id, now) if expert_id else []
    if chosen:
        wait_no_more(need)
        ask(work, need, chosen, rules, now)
    if (chosen or offer_next(work, need, rules, now)) and expert_id:
        told = WaitOver(need.id, expert_id)
        notify(work, [Addressed(need.person_id, told, f"wait_over:{need.id}:{now.date()}")], now)


def _soon_back(
    work: UnitOfWork, need: Need, asked: Wanted, rules: RulePack, now: datetime
) -> tuple[Candidate, date] | None:
    """The best of those who cannot be asked today, if they can so soon that waiting is worth it."""
    away = pool_of(work).ask(work, now.year, partial(missed, wanted=asked, most=LOOKED_AT))
    if not away:
        return None
    known, kept_out = experts_by_id(work, [one.expert_id for one in away]), kept_out_of(work, need)
    lost = out_of_reach(work, [one.person_id for one in known.values()])
    for one in away:
        expert = known[one.expert_id]
        if expert.person_id not in lost and not kept_out.bars(expert, wished=expert.id == asked.wish):
            full = work.session.get_one(Expert, expert.id).load >= expert.capacity
            on = free_on(now.date(), (expert.away_from, expert.away_until), expert.quiet, full=full)
            return (one, on) if is_worth_waiting(rules.offers, now.date(), on) else None
    return None


def _back(work: UnitOfWork, need: Need, expert_id: int, now: datetime) -> list[tuple[Candidate, Able]]:
    """Whoever was waited for, if they can be asked now, with the reasons why."""
    asked = wanted_of(work, need, now)
    able = can_be_asked(work, need, expert_id, now, wished=expert_id == asked.wish)
    ranked = pool_of(work).ask(work, now.year, partial(rank, wanted=asked, most=AMONG))
    return [(one, able) for one in ranked if able and one.expert_id == expert_id]


def _access(work: UnitOfWork, speaker: Speaker, need_id: int) -> Need:
    """The speaker's own need, or one that staff may arrange, which nobody is being asked for. Refused «being_asked», as
    `access_own_open_need`, or as `access_open_need_as_staff`."""
    found = find_need(work, need_id)
    own = found is not None and found.enterprise_id == speaker.enterprise_id
    access = access_own_open_need if own or speaker.jurisdiction is None else access_open_need_as_staff
    need = access(work, speaker, need_id)
    if is_asked(work, need.id):
        raise Refused("being_asked", BEING_ASKED.format(need.id))
    return need
