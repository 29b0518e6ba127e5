"""When staff hear how the year that is over ended: on the first working day of the new one, while late diaries still count."""

from __future__ import annotations

from datetime import date, timedelta

from programme.duty import duty_year
from programme.packs import RulePack
from programme.spans import add_months
from programme.workdays import KNOWN, Calendar, is_working


def told_on(rules: RulePack, year: int, calendar: Calendar = KNOWN) -> date | None:
    """The day on which the year before is told of, of the duty year that begins in this calendar year; None where each holder has
    years of their own."""
    if rules.year.own:
        return None
    day = date(year, rules.year.first_month, 1)
    while not is_working(day, calendar):
        day += timedelta(days=1)
    return day


def year_before(rules: RulePack, today: date) -> tuple[date, date] | None:
    """The first and last day of the duty year before today's, in the quarter in which one still asks about it; else None."""
    begins = duty_year(rules.year, None, today)[0]
    if rules.year.own or add_months(begins, ASKED_ABOUT) <= today:
        return None
    return duty_year(rules.year, None, begins - timedelta(days=1))


ASKED_ABOUT = 3
"""Months of the new year in which the old one is asked about."""
