"""When a duty year is over, staff hear once how it ended, and who did not meet it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from actions.notify import Addressed
from actions.reports.month import sends_at
from actions.reports.notices import YearOver
from programme.authority import able
from programme.packs import RulePack
from programme.programmes import packs
from programme.year_over import told_on, year_before
from storage.queries.reports.subscribers import offices
from storage.unit_of_work import UnitOfWork
from storage.window import Window


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """To everybody who may see how holders stand, once a year; of programmes with the same year together."""
    over = {begun for pack in packs(rules) if (begun := _just_over(pack, window)) is not None}
    if over:
        for person, roles in offices(work):
            if not able("see_progress").isdisjoint(roles):
                for begun in sorted(over):
                    yield Addressed(person, YearOver(str(begun)), f"year_over:{begun}:{person}")


def _just_over(pack: RulePack, window: Window) -> date | None:
    """The first day of the year whose end is to be told of within a window, unless its late diaries are over."""
    at, before = _told_at(window.closes, pack, window.closes.year), year_before(pack, window.closes.date())
    if at is None or before is None or not window.opens < at <= window.closes:
        return None
    return before[0] if pack.reminders.late_diaries_after(before[1]) >= window.closes.date() else None


def next_due(after: datetime, rules: RulePack) -> datetime | None:
    """The next moment at which a year is over."""
    hours = (_told_at(after, pack, year) for pack in packs(rules) for year in (after.year, after.year + 1))
    return min((at for at in hours if at and at > after), default=None)


def _told_at(now: datetime, rules: RulePack, year: int) -> datetime | None:
    day = told_on(rules, year, rules.calendar)
    return sends_at(day, now.tzinfo) if day else None
