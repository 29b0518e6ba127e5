"""Asking an expert by name: the enterprise chooses one, or staff assign one."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.offers.access import access_open_need_as_staff, access_own_open_need
from actions.offers.ask import access_able, ask_by_name
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.tables import Wish
from storage.unit_of_work import UnitOfWork


def choose_expert(
    work: UnitOfWork, speaker: Speaker, need_id: int, expert_id: int, rules: RulePack, now: datetime
) -> None:
    """The enterprise asks for an expert of its own choice (S3.2)."""
    need = access_own_open_need(work, speaker, need_id)
    expert = access_able(work, need, expert_id, now, wished=True)
    ask_by_name(work, need, expert, rules, now, "企业点名")
    wish = work.session.get(Wish, need.id) or Wish(need_id=need.id)
    wish.expert_id = expert_id
    work.session.add(wish)
    note(work, "choose_expert", "need", need.id, speaker.person_id, now, expert=expert_id)


def assign_expert(
    work: UnitOfWork, speaker: Speaker, need_id: int, expert_id: int, rules: RulePack, now: datetime
) -> None:
    """Staff ask this expert; that one may still decline, since nobody is forced (S9.2)."""
    need = access_open_need_as_staff(work, speaker, need_id)
    expert = access_able(work, need, expert_id, now)
    ask_by_name(work, need, expert, rules, now, "工作人员推荐")
    note(work, "assign_expert", "need", need.id, speaker.person_id, now, expert=expert_id)
