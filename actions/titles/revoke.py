"""A title taken away by staff, never by the calendar (S6.2, S6.7)."""

from __future__ import annotations

from datetime import datetime

from actions.notify import notify
from actions.refusal import Refused
from actions.titles.confer import ending, write_steps
from actions.titles.holders import access_title, note_title, tell_standing
from actions.titles.in_hand import firms_of
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.queries.titles.holders import Holder
from storage.unit_of_work import UnitOfWork


def revoke(
    work: UnitOfWork,
    speaker: Speaker,
    qualification_id: int,
    ground: str,
    reason: str,
    rules: RulePack,
    now: datetime,
) -> Holder:
    """Take the title away, on a named ground of the pack and with a reason; return whom it concerns."""
    title = access_title(work, speaker, qualification_id, "revoke", rules)
    if not reason or not ground:
        raise Refused("no_reason", "取消资格要写明依据和原因。")
    target, papers = title.step("revoke").target, ending(work, title)
    was, title.held.state = title.held.state, target
    write_steps(papers, now)
    tell_standing(work, title, now, was=was, ground=ground, reason=reason)
    notify(work, firms_of(work, title.held.holder, title.held.holder_id, title.held.id), now)
    note_title(work, "revoke", title, now, reason, ground=ground)
    return title.who
