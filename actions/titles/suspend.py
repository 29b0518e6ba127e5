"""A title suspended while a matter is looked into, and resumed: no new needs meanwhile."""

from __future__ import annotations

from datetime import datetime

from actions.refusal import Refused
from actions.titles import ruling
from actions.titles.dossier import matter_of
from actions.titles.holders import access_own_step, note_title, tell_standing
from actions.titles.ruling import Decided
from actions.titles.warn import issued
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.queries.titles.holders import Holder
from storage.unit_of_work import UnitOfWork


def suspend(
    work: UnitOfWork,
    speaker: Speaker,
    qualification_id: int,
    deed: str,
    reason: str,
    rules: RulePack,
    now: datetime,
) -> Holder:
    """`suspend` or `resume` a title, with a reason that the holder is told; return whom it concerns.

    Who was warned before is warned still after it.
    """
    title = access_own_step(work, speaker, qualification_id, "suspend", rules)
    if not reason:
        raise Refused("no_reason", "原因是？会原样写给本人。")
    still_warned = deed == "resume" and issued(work, title.held).first() is not None
    transition = title.step("resume_warned" if still_warned else deed)
    if deed == "suspend":
        matter = matter_of(work, title.who, title.held, rules, now)
        ruling.keep(work, speaker, matter, Decided(deed, reason, transition.clause), title.pack, now)
    was, title.held.state = title.held.state, transition.target
    tell_standing(work, title, now, was=was, ground=transition.clause, reason=reason)
    note_title(work, deed, title, now, reason, clause=transition.clause)
    return title.who
