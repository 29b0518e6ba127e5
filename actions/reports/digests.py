"""What needs a hand in a jurisdiction, and the acts that a digest offers on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update

from actions.access import actor_of, require
from actions.applications.apply import REVIEWS
from actions.audit import note
from actions.notify import tell
from actions.refusal import Refused
from actions.titles.holders import holder
from language.regions import prefix_of
from programme.authority import Actor, may_ever
from programme.cases import UNDECIDED
from programme.packs import Kind, RulePack, known_packs
from programme.qualification import IN_FORCE
from programme.reminders import near_end, near_warning
from storage.queries.people.speakers import Speaker
from storage.queries.reports import digests
from storage.queries.reports.digests import Found, Reach
from storage.tables import Outbox, Qualification, Staff
from storage.unit_of_work import UnitOfWork

FIRST = 100
NUDGED = "今天已经提醒过了，不重复打扰。"


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing that needs a hand. `action` is the right that seeing to it takes; `presses`: somebody
    waits for it, so that a daily digest goes out for its sake alone."""

    what: str
    action: str
    find: Callable[[Reach, datetime], Found]
    presses: bool = True


def _by_pack(day_of: Callable[[RulePack, Kind, date], date | None], now: datetime) -> digests.Days:
    """The day that each pack gives for each kind of holder, of those that give any."""
    days = ((pack.id, kind, day_of(pack, kind, now.date())) for pack in known_packs() for kind in pack.kinds)
    return tuple((pack, kind, day) for pack, kind, day in days if day)


SECTIONS = (
    Section("need", "see_progress", lambda at, now: digests.unanswered(at)),
    Section("application", "review", lambda at, now: digests.applications(at, REVIEWS)),
    Section("objection", "decide_objection", lambda at, now: digests.cases(at, "objection", UNDECIDED)),
    Section("complaint", "decide_complaint", lambda at, now: digests.cases(at, "complaint", UNDECIDED)),
    Section("warning", "issue_warning", lambda at, now: digests.warnings_due(at)),
    Section(
        "silent",
        "see_progress",
        lambda at, now: digests.silent(at, _by_pack(near_warning, now)),
        presses=False,
    ),
    Section("renewal", "decide_renewal", lambda at, now: digests.renewals_asked(at)),
    Section(
        "ending",
        "see_progress",
        lambda at, now: digests.ending(at, now.date(), _by_pack(near_end, now)),
        presses=False,
    ),
    Section("letters", "see_to_letters", lambda at, now: digests.letters(at)),
)
"""In the order of a digest: what people wait for comes first."""


def in_need_of_a_hand(work: UnitOfWork, actor: Actor, now: datetime, most: int) -> dict[str, Found]:
    """What waits in the actor's jurisdiction and is theirs to see to, with the first rows of each kind."""
    return _find(work, actor, now, SECTIONS, most)


def pressing(work: UnitOfWork, actor: Actor, now: datetime) -> list[str]:
    """What somebody waits for, as «need:12»: the first of each kind."""
    waited_for = [section for section in SECTIONS if section.presses]
    found = _find(work, actor, now, waited_for, FIRST, counted=False)
    return [f"{what}:{row.id}" for what, waiting in found.items() for row in waiting.rows]


def _find(
    work: UnitOfWork,
    actor: Actor,
    now: datetime,
    sections: Sequence[Section],
    most: int,
    counted: bool = True,
) -> dict[str, Found]:
    if actor.jurisdiction is None:
        return {}
    work.flush()
    at = Reach(work, prefix_of(actor.jurisdiction), most, counted)
    mine = (section for section in sections if may_ever(actor, section.action))
    return {section.what: found for section in mine if (found := section.find(at, now)).count}


def nudge(work: UnitOfWork, speaker: Speaker, qualification_id: int, now: datetime) -> str:
    """Staff remind a holder of the diary, once a day however often tapped; the holder's name."""
    held, who = work.session.get(Qualification, qualification_id), holder(work, qualification_id)
    require(speaker, "see_progress", who.region)
    if held is None or held.state not in IN_FORCE or held.silent_since is None:
        raise Refused("no_qualification", "这份资格现在不用提醒了。")
    key = f"nudge:{held.id}:{now.date()}"
    if told(work, key):
        raise Refused("nudged", f"{who.name}{NUDGED}")
    tell(work, who.person_id, "nudge", key, now, qualification=held.id, since=str(held.silent_since))
    note(work, "nudge", "qualification", held.id, speaker.person_id, now)
    return who.name


def nudge_all(work: UnitOfWork, speaker: Speaker, now: datetime, most: int = 200) -> int:
    """The same for all in the jurisdiction who are near a warning; how many were reminded."""
    found = in_need_of_a_hand(work, actor_of(speaker), now, most).get("silent")
    fresh = [row.id for row in found.rows if not told(work, f"nudge:{row.id}:{now.date()}")] if found else []
    for key in fresh:
        nudge(work, speaker, key, now)
    return len(fresh)


def ask_to_renew(work: UnitOfWork, speaker: Speaker, qualification_id: int, now: datetime) -> str:
    """Staff ask once more about renewal, once a day; the holder's name."""
    held, who = work.session.get(Qualification, qualification_id), holder(work, qualification_id)
    require(speaker, "see_progress", who.region)
    if held is None or held.state not in IN_FORCE:
        raise Refused("no_qualification", "这份资格现在不用续聘了。")
    key = f"ask_renewal:{held.id}:staff:{now.date()}"
    if told(work, key):
        raise Refused("nudged", f"{who.name}{NUDGED}")
    tell(work, who.person_id, "ask_renewal", key, now, qualification=held.id, until=str(held.until))
    note(work, "ask_to_renew", "qualification", held.id, speaker.person_id, now)
    return who.name


def choose_digest(work: UnitOfWork, speaker: Speaker, digest: str, when_empty: bool) -> None:
    """Which digests a member of staff gets, and whether an empty one comes as one line."""
    chosen = update(Staff).where(Staff.id == speaker.staff_id)
    work.session.execute(chosen.values(digest=digest, digest_empty=when_empty))


def told(work: UnitOfWork, key: str) -> bool:
    """Whether a notice with this key was queued before."""
    return work.session.execute(select(Outbox.id).where(Outbox.key == key)).first() is not None
