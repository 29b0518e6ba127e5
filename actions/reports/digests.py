"""What needs a hand in a jurisdiction, section by section, and which digests a member of staff gets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import update

from actions.applications.apply import PASSED, REVIEWS
from actions.complaints.hearing import Hearing
from actions.reports.own_steps import OwnSteps, is_shared
from actions.reports.undone import UNDONE
from actions.reports.year_end import first_unmet, pressing_year
from actions.steps import StepOwners
from actions.titles.silence import reminded_on
from programme.authority import Actor, may_ever
from programme.cases import UNDECIDED
from programme.digests import still_told
from programme.packs import Kind, RulePack, known_packs
from programme.qualification import IN_FORCE, IN_GOOD_STANDING
from programme.reminders import near_end, near_warning
from programme.years import last_day
from storage.queries.complaints.cases import cases_by_id
from storage.queries.people.speakers import Speaker
from storage.queries.reports import digests, waiting
from storage.queries.reports.subscribers import Told
from storage.queries.reports.waiting import Asked, Found, Reach, Waiting, WaitingHolder
from storage.queries.staff.put_off import put_off_days
from storage.tables import Staff
from storage.unit_of_work import UnitOfWork

FIRST = 200
"""So many of a kind are looked at; of more the digest says how many there are."""
ALL = 2_000
"""So many are looked at where it must be asked of each whose it is; where there are more, all that are counted."""


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing that needs a hand. `action` is the right that seeing to it takes; `presses`: somebody
    waits for it, so that a daily digest goes out for its sake alone."""

    what: str
    action: str
    find: Callable[[Reach, datetime], Asked[Waiting] | Found[Waiting] | None]
    """A question, asked with all others; or what was found otherwise; or nothing to ask."""
    presses: bool = True


def nearly_warned(at: Reach, now: datetime) -> Asked[WaitingHolder]:
    """Holders who have been silent for so long that a warning is near: worth a call."""
    return digests.silent(at, IN_GOOD_STANDING, now.date(), _by_pack(near_warning, now))


def _by_pack(day_of: Callable[[RulePack, Kind, date], date | None], now: datetime) -> digests.Days:
    """The day that each pack gives for each kind of holder, of those that give any."""
    days = ((pack.id, kind, day_of(pack, kind, now.date())) for pack in known_packs() for kind in pack.kinds)
    return tuple((pack, kind, day) for pack, kind, day in days if day)


def short_last_year(at: Reach, now: datetime) -> Found[WaitingHolder]:
    """Who was short in the year gone by and is not decided about, until the year is closed; of a long register those first found."""
    found = [
        WaitingHolder(
            one.one.title,
            one.one.name,
            last_day(pack.year, one.year),
            one.one.title,
            pack.id,
            one.kind,
            one.one.region,
        )
        for pack in known_packs()
        if (year := pressing_year(at.work, at.jurisdiction, pack, now.date())) is not None
        for one in first_unmet(at.work, at.jurisdiction, pack, year, now.date()).found
    ]
    return Found(len(found), found[: at.most])


CASES = ("objection", "complaint", "appeal")
SECTIONS = (
    Section("need", "see_progress", lambda at, now: digests.unanswered(at, now.date())),
    Section("application", "review", lambda at, now: digests.applications(at, (*REVIEWS, PASSED))),
    Section("objection", "decide_objection", lambda at, now: digests.cases(at, "objection", UNDECIDED)),
    Section("complaint", "decide_complaint", lambda at, now: digests.cases(at, "complaint", UNDECIDED)),
    Section("appeal", "decide_appeal", lambda at, now: digests.cases(at, "appeal", UNDECIDED)),
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
    work: UnitOfWork,
    actor: Actor,
    now: datetime,
    most: int,
    *,
    own: bool = True,
    only: Collection[str] = (),
    owners: StepOwners | None = None,
) -> dict[str, Found[Waiting]]:
    """What waits in the actor's jurisdiction and is theirs to see to, with the first rows of each kind.

    Not `own`: with the steps that are another level's. `only` these kinds, where any are named. `owners`: whose steps are, where
    that is known already.
    """
    sections = [section for section in SECTIONS if not only or section.what in only]
    return _find(work, actor, now, sections, most, own=own, owners=owners)


def pressing(work: UnitOfWork, actor: Actor, now: datetime) -> list[str]:
    """What somebody waits for, as «need:12»: the first of each kind."""
    return _keys(work, actor, now, [section for section in SECTIONS if section.presses])


def unpressing(work: UnitOfWork, actor: Actor, now: datetime) -> list[str]:
    """The same of what only stands in a digest that goes out for something else."""
    return _keys(work, actor, now, [section for section in SECTIONS if not section.presses])


def _keys(work: UnitOfWork, actor: Actor, now: datetime, sections: Sequence[Section]) -> list[str]:
    found = _find(work, actor, now, sections, FIRST, counted=False)
    return [f"{what}:{row.id}" for what, some in found.items() for row in some.rows]


def _find(
    work: UnitOfWork,
    actor: Actor,
    now: datetime,
    sections: Sequence[Section],
    most: int,
    counted: bool = True,
    own: bool = True,
    owners: StepOwners | None = None,
) -> dict[str, Found[Waiting]]:
    if actor.jurisdiction is None:
        return {}
    work.flush()
    at = Reach(work, actor.jurisdiction, most, counted, actor.person)
    owners = owners or StepOwners(work)
    mine = [one for one in sections if may_ever(actor, one.action)]
    shared = {one.what for one in mine if own and is_shared(owners, at.jurisdiction, one.what)}
    whole = replace(at, most=waiting.COUNTED)
    asked = {one.what: one.find(whole if one.what in shared else at, now) for one in mine}
    found = _ask(at, asked, {what: ALL for what in (*shared, *CASES) if what in asked})
    cut = {
        what: asked[what] for what in shared if what in found and found[what].count > len(found[what].rows)
    }
    found |= _ask(at, cut, dict.fromkeys(cut, waiting.COUNTED))
    cases = cases_by_id(work, [row.id for what in CASES if what in found for row in found[what].rows])
    steps = OwnSteps(at, now, owners, Hearing(work, cases.values(), owners), cases)
    found |= {what: steps.impartial(found[what]) for what in CASES if what in found}
    found |= {what: steps.of(what, found[what]) for what in shared if what in found}
    return {
        what: Found(one.count, one.rows[:most]) for what in asked if (one := found.get(what)) and one.count
    }


def _ask(
    at: Reach, asked: Mapping[str, Asked[Waiting] | Found[Waiting] | None], judged: Mapping[str, int]
) -> dict[str, Found[Waiting]]:
    """All questions in one statement, beside what was found otherwise."""
    questions = {what: one for what, one in asked.items() if isinstance(one, Asked)}
    known = {what: one for what, one in asked.items() if isinstance(one, Found)}
    return waiting.together(at, questions, judged) | known


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
