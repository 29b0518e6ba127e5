"""A holder leaves, at any time and for no reason they must give (S1.5)."""

from __future__ import annotations

from datetime import datetime

from actions.notify import notify, to_staff
from actions.titles.confer import ending, write_steps
from actions.titles.holders import access_title, note_title
from actions.titles.in_hand import firms_of
from actions.titles.notices import Left
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork


def withdraw(
    work: UnitOfWork, speaker: Speaker, qualification_id: int, reason: str, rules: RulePack, now: datetime
) -> None:
    """Give the title up; staff are told."""
    title = access_title(work, speaker, qualification_id, "withdraw", rules)
    target, papers = title.step("withdraw").target, ending(work, title)
    title.held.state = target
    write_steps(papers, now)
    key = f"left:{title.held.id}:{int(now.timestamp())}"
    notify(work, to_staff(work, title.who.region, Left(title.held.id), key), now)
    notify(work, firms_of(work, title.held.holder, title.held.holder_id, title.held.id), now)
    note_title(work, "withdraw", title, now, reason)
