"""Taking a need back."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.needs.notices import Withdrawn
from actions.needs.post import RUNNING
from actions.notify import Addressed, notify
from actions.offers.access import access_own_need
from actions.offers.answer import close_offers
from actions.offers.capacity import free_expert
from actions.offers.companions import tell_companions_to_stay
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.tables import Expert, Need
from storage.unit_of_work import UnitOfWork


def withdraw_need(work: UnitOfWork, speaker: Speaker, need_id: int, now: datetime) -> int:
    """Take a need back; whoever was asked or had accepted is told. Return how many. Refused «not_yours», «too_late»."""
    need = access_running_need(work, speaker, need_id)
    told = take_down(work, need, now)
    note(work, "withdraw_need", "need", need.id, speaker.person_id, now)
    return told


def access_running_need(work: UnitOfWork, speaker: Speaker, need_id: int) -> Need:
    """A need of the speaker's enterprise that somebody is seeing to. Refused «not_yours», «too_late»."""
    need = access_own_need(work, speaker, need_id)
    if need.state not in RUNNING:
        raise Refused("too_late", "这条需求已经办结或撤回，不能再撤。")
    return need


def take_down(work: UnitOfWork, need: Need, now: datetime) -> int:
    """Nobody sees to the need any more; whoever was asked or had accepted is told. Return how many."""
    released = need.expert_id is not None
    if need.expert_id is not None:
        _release(work, need, need.expert_id, now)
    told = close_offers(work, need, now)
    need.state = "withdrawn"
    return told + released


def _release(work: UnitOfWork, need: Need, expert_id: int, now: datetime) -> None:
    """The expert who had accepted is free again, and is told."""
    free_expert(work, expert_id)
    person_id = work.session.get_one(Expert, expert_id).person_id
    key = f"withdrawn:{need.id}:{expert_id}"
    notify(work, [Addressed(person_id, Withdrawn(need.id), key)], now)
    tell_companions_to_stay(work, need, expert_id, now)
