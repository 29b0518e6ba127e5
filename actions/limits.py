"""When somebody may be reminded: what `programme.limits` asks for, gathered from the rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, cast

from actions.access import pack_of
from actions.diaries.notices import RateReminder, Undiaried
from actions.diaries.progress import standing_in_year
from actions.people.notices import Unconfirmed
from actions.titles.notices import (
    AskRenewal,
    NeedsDue,
    Nudge,
    PaperDue,
    Shortage,
    Silence,
    StationReminds,
    StillWarned,
    YearResult,
)
from programme.dues import warning_due
from programme.duty import duty_year
from programme.limits import About, Listener, Wish, next_reminder
from programme.packs import RulePack
from storage.queries.delivery.reminders import Reminded, reminded_since, who_is_reminded
from storage.queries.titles.standing import QualificationFacts, qualification
from storage.unit_of_work import UnitOfWork


def free_day(
    work: UnitOfWork, person_id: int, kind: str, facts: Mapping[str, Any], rules: RulePack, now: datetime
) -> date | None:
    """The first day on which this reminder may go to the person; None where it never may. `now` is local time."""
    who = who_is_reminded(work, person_id)
    before = reminded_since(work, person_id, tuple(LIMITED), now - timedelta(days=365))
    by, line, must = LIMITED[kind](work, facts, rules, now.date())
    days = [(at.astimezone(now.tzinfo).date(), words) for at, words in before]
    said_on = max((day for day, words in days if line and line in words), default=None)
    sent = {day for day, _ in days}
    about = About(by, said_on, must)
    return next_reminder(now.date(), about, sent, _listener(who), rules.limits, rules.calendar)


def last_reminded(work: UnitOfWork, person_id: int, now: datetime) -> datetime | None:
    """When the person last heard of any of these within a year, in local time."""
    before = reminded_since(work, person_id, tuple(LIMITED), now - timedelta(days=365))
    return max((at.astimezone(now.tzinfo) for at, _ in before), default=None)


def _listener(who: Reminded) -> Listener:
    return Listener(cast(Wish, who.wish), who.quiet, who.away_from, who.away_until)


Gathered = tuple[date | None, str, bool]
"""The date it is for, the figures it says («» where it says none), whether everybody must know it."""


def _silence(work: UnitOfWork, held: QualificationFacts, rules: RulePack, today: date) -> Gathered:
    due = held.silent_since and warning_due(
        pack_of(held.pack, rules), held.holder, held.certified_on, held.silent_since
    )
    return due.on if due else None, _figures(work, held, rules, today), False


def _year(work: UnitOfWork, held: QualificationFacts, rules: RulePack, today: date) -> Gathered:
    standing = standing_in_year(work, held, rules, today)
    return standing.year[1], standing.line, False


def _warned(work: UnitOfWork, held: QualificationFacts, rules: RulePack, today: date) -> Gathered:
    """A formal decision stands: everybody must know it, however few reminders they wish."""
    return None, _figures(work, held, rules, today), True


def _result(work: UnitOfWork, held: QualificationFacts, rules: RulePack, today: date) -> Gathered:
    """Until the last day on which a late diary counts, for who has not met the duty of the year gone by."""
    pack = pack_of(held.pack, rules)
    begins = duty_year(pack.year, held.certified_on, today)[0]
    last = begins - timedelta(days=1)
    met = standing_in_year(work, held, rules, last, today).met
    return None if met else pack.reminders.late_diaries_after(last), "", False


def _figures(work: UnitOfWork, held: QualificationFacts, rules: RulePack, today: date) -> str:
    return standing_in_year(work, held, rules, today).line


def _of_title(
    gather: Callable[[UnitOfWork, QualificationFacts, RulePack, date], Gathered],
) -> Callable[[UnitOfWork, Mapping[str, Any], RulePack, date], Gathered]:
    def of(work: UnitOfWork, facts: Mapping[str, Any], rules: RulePack, today: date) -> Gathered:
        held = qualification(work, facts["qualification"])
        return gather(work, held, rules, today) if held else _PLAIN

    return of


_PLAIN: Gathered = (None, "", False)


def _plain(work: UnitOfWork, facts: Mapping[str, Any], rules: RulePack, today: date) -> Gathered:
    return _PLAIN


def _by(name: str) -> Callable[[UnitOfWork, Mapping[str, Any], RulePack, date], Gathered]:
    def of(work: UnitOfWork, facts: Mapping[str, Any], rules: RulePack, today: date) -> Gathered:
        return date.fromisoformat(facts[name]), "", True

    return of


LIMITED: Mapping[str, Callable[[UnitOfWork, Mapping[str, Any], RulePack, date], Gathered]] = {
    Silence.kind: _of_title(_silence),
    Shortage.kind: _of_title(_year),
    YearResult.kind: _of_title(_result),
    Nudge.kind: _plain,
    AskRenewal.kind: _by("until"),
    PaperDue.kind: _by("by"),
    NeedsDue.kind: _by("by"),
    Undiaried.kind: _plain,
    RateReminder.kind: _plain,
    StillWarned.kind: _of_title(_warned),
    Unconfirmed.kind: _plain,
    StationReminds.kind: _plain,
}
"""The kinds of reminders that one person has only so many of, and what is asked of each."""
