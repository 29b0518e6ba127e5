"""What needs a hand in a jurisdiction, section by section, and which digests a member of staff gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import update

from actions.applications.apply import PASSED, REVIEWS
from actions.complaints.hearing import is_heard
from actions.reports.own_steps import OwnSteps
from actions.reports.undone import UNDONE
from actions.reports.year_end import pressing_year, unmet
from actions.titles.silence import reminded_on
from programme.authority import Actor, may_ever
from programme.cases import UNDECIDED
from programme.digests import still_told
from programme.packs import Kind, RulePack, known_packs
from programme.qualification import IN_FORCE, IN_GOOD_STANDING
from programme.reminders import near_end, near_warning
from storage.queries.complaints.cases import get_case
from storage.queries.people.speakers import Speaker
from storage.queries.reports import digests
from storage.queries.reports.digests import Found, Reach, Waiting, WaitingCase, WaitingHolder
from storage.queries.reports.subscribers import Told
from storage.queries.staff.put_off import put_off_days
from storage.tables import Staff
from storage.unit_of_work import UnitOfWork

FIRST = 200
"""So many of a kind are looked at; of more the digest says how many there are."""
ALL = 10_000
"""So many are looked at where it must be asked of each whose it is."""


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing that needs a hand. `action` is the right that seeing to it takes; `presses`: somebody
    waits for it, so that a daily digest goes out for its sake alone."""

    what: str
    action: str
    find: Callable[[Reach, datetime], Found[Waiting]]
    presses: bool = True


def nearly_warned(at: Reach, now: datetime) -> Found[WaitingHolder]:
    """Holders who have been silent for so long that a warning is near: worth a call."""
    return digests.silent(at, IN_GOOD_STANDING, _by_pack(near_warning, now))


def _by_pack(day_of: Callable[[RulePack, Kind, date], date | None], now: datetime) -> digests.Days:
    """The day that each pack gives for each kind of holder, of those that give any."""
    days = ((pack.id, kind, day_of(pack, kind, now.date())) for pack in known_packs() for kind in pack.kinds)
    return tuple((pack, kind, day) for pack, kind, day in days if day)


def _cases(at: Reach, kind: str) -> Found[WaitingCase]:
    """What is to be decided; what nobody may decide stands before all until somebody else is named."""
    return digests.cases(at, kind, UNDECIDED, lambda case: is_heard(at.work, get_case(at.work, case)))


def short_last_year(at: Reach, now: datetime) -> Found[WaitingHolder]:
    """Who was short in the year gone by and is not decided about, until the year is closed."""
    found = [
        WaitingHolder(one.one.title, one.one.name, date(one.year, 12, 31), one.one.title)
        for pack in known_packs()
        if (year := pressing_year(at.work, at.jurisdiction, pack, now.date())) is not None
        for one in unmet(at.work, at.jurisdiction, pack, year, now.date())
    ]
    return Found(len(found), found[: at.most])


SECTIONS = (
    Section("need", "see_progress", lambda at, now: digests.unanswered(at, now.date())),
    Section("application", "review", lambda at, now: digests.applications(at, (*REVIEWS, PASSED))),
    Section("objection", "decide_objection", lambda at, now: _cases(at, "objection")),
    Section("complaint", "decide_complaint", lambda at, now: _cases(at, "complaint")),
    Section("appeal", "decide_appeal", lambda at, now: _cases(at, "appeal")),
    Section("second", "revoke", lambda at, now: digests.seconds(at)),
    Section(
        "warning",
        "issue_warning",
        lambda at, now: digests.warnings_due(at, IN_GOOD_STANDING, now.date(), reminded_on()),
    ),
    Section("silent", "see_progress", nearly_warned, presses=False),
    Section("renewal", "decide_renewal", lambda at, now: digests.renewals_asked(at)),
    Section(
        "ending",
        "see_progress",
        lambda at, now: digests.ending(at, IN_FORCE, now.date(), _by_pack(near_end, now)),
        presses=False,
    ),
    Section("diary", "mend_diary", lambda at, now: digests.odd_diaries(at), presses=False),
    Section("year", "revoke", short_last_year, presses=False),
    Section("unpaid", "decide_complaint", lambda at, now: digests.unpaid(at), presses=False),
    *(Section(*one) for one in UNDONE),
    Section("letters", "see_to_letters", lambda at, now: digests.letters(at)),
)
"""In the order of a digest: what people wait for comes first."""


def in_need_of_a_hand(
    work: UnitOfWork, actor: Actor, now: datetime, most: int, *, own: bool = True
) -> dict[str, Found[Waiting]]:
    """What waits in the actor's jurisdiction and is theirs to see to, with the first rows of each kind.

    Not `own`: with the steps that are another level's.
    """
    return _find(work, actor, now, SECTIONS, most, own=own)


def pressing(work: UnitOfWork, actor: Actor, now: datetime) -> list[str]:
    """What somebody waits for, as «need:12»: the first of each kind."""
    return _keys(work, actor, now, [section for section in SECTIONS if section.presses])


def unpressing(work: UnitOfWork, actor: Actor, now: datetime) -> list[str]:
    """The same of what only stands in a digest that goes out for something else."""
    return _keys(work, actor, now, [section for section in SECTIONS if not section.presses])


def _keys(work: UnitOfWork, actor: Actor, now: datetime, sections: Sequence[Section]) -> list[str]:
    found = _find(work, actor, now, sections, FIRST, counted=False)
    return [f"{what}:{row.id}" for what, waiting in found.items() for row in waiting.rows]


def _find(
    work: UnitOfWork,
    actor: Actor,
    now: datetime,
    sections: Sequence[Section],
    most: int,
    counted: bool = True,
    own: bool = True,
) -> dict[str, Found[Waiting]]:
    if actor.jurisdiction is None:
        return {}
    work.flush()
    at = Reach(work, actor.jurisdiction, most, counted, actor.person)
    steps = OwnSteps(at, now) if own else None
    mine = (section for section in sections if may_ever(actor, section.action))
    return {section.what: found for section in mine if (found := _of(section, at, now, steps)).count}


def _of(section: Section, at: Reach, now: datetime, steps: OwnSteps | None) -> Found[Waiting]:
    """The first rows of a section; of steps that several levels could do, those that are the reader's."""
    if steps is None or not steps.is_shared(section.what):
        return section.find(at, now)
    found = steps.of(section.what, section.find(replace(at, most=ALL, counted=False), now))
    return Found(found.count, found.rows[: at.most])


def told_by(work: UnitOfWork, told: Told | None, today: date) -> Told | None:
    """The last digest, without what was put off since then and has come back."""
    if told is None:
        return None
    days = put_off_days(work, told.since)
    return replace(told, since=still_told(told.since, days, told.on, today))


def choose_digest(work: UnitOfWork, speaker: Speaker, digest: str, when_empty: bool) -> None:
    """Which digests a member of staff gets, and whether an empty one comes as one line."""
    chosen = update(Staff).where(Staff.id == speaker.staff_id)
    work.session.execute(chosen.values(digest=digest, digest_empty=when_empty))
