"""In January staff hear once how the year that is over ended, and who did not meet it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from actions.notify import Addressed
from actions.reports.month import sends_at
from actions.reports.notices import YearOver
from programme.authority import able
from programme.packs import RulePack
from programme.year_over import told_on, year_before
from storage.queries.reports.subscribers import offices
from storage.unit_of_work import UnitOfWork
from storage.window import Window


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """To everybody who may see how holders stand, once a year."""
    at = _told_at(window.closes, rules, window.closes.year)
    before = year_before(rules, window.closes.date())
    if (
        at
        and before
        and window.opens < at <= window.closes
        and late_until(rules, before) >= window.closes.date()
    ):
        for person, roles in offices(work):
            if not able("see_progress").isdisjoint(roles):
                yield Addressed(person, YearOver(str(before[0])), f"year_over:{before[0]}:{person}")


def next_due(after: datetime, rules: RulePack) -> datetime | None:
    """The next January's moment."""
    hours = (_told_at(after, rules, year) for year in (after.year, after.year + 1))
    return next((at for at in hours if at and at > after), None)


def late_until(rules: RulePack, year: tuple[date, date]) -> date:
    """The last day on which a late diary of this year counts; after it nobody is told any more."""
    return rules.reminders.late_diaries_of(year[1].year)


def _told_at(now: datetime, rules: RulePack, year: int) -> datetime | None:
    day = told_on(rules, year, rules.calendar)
    return sends_at(day, now.tzinfo) if day else None
