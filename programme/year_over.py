"""When staff hear how the year that is over ended: on the first working day of January, while late diaries still count."""

from __future__ import annotations

from datetime import date, timedelta

from programme.duty import duty_year
from programme.packs import RulePack
from programme.workdays import KNOWN, Calendar, is_working


def told_on(rules: RulePack, year: int, calendar: Calendar = KNOWN) -> date | None:
    """The day of this year on which the year before is told of; None where years run from certification."""
    if not rules.year.by_calendar:
        return None
    day = date(year, 1, 1)
    while not is_working(day, calendar):
        day += timedelta(days=1)
    return day


def year_before(rules: RulePack, today: date) -> tuple[date, date] | None:
    """The first and last day of the duty year before today's, in the quarter in which one still asks about it; else None."""
    if not rules.year.by_calendar or today.month > ASKED_ABOUT:
        return None
    return duty_year(rules.year, None, date(today.year - 1, 12, 31))


ASKED_ABOUT = 3
"""Months of the new year in which the old one is asked about."""
