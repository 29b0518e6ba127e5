"""Which duty year a question means: 去年 is the duty year before the one that runs, whenever it begins; a figure names the calendar
year in which it begins."""

from __future__ import annotations

import re
from datetime import date

import language
from handlers.engine.context import ConversationContext
from programme.programmes import packs
from programme.spans import add_years
from programme.years import key_of, last_day

_YEAR = re.compile(r"(20\d\d)\s*年?度?")


def year_meant(talk: ConversationContext) -> date | None:
    """A day of the year that is asked about, today at the latest; None where none is named."""
    if named := _YEAR.search(talk.said):
        return min(date(int(named[1]), 12, 31), talk.today)
    period = language.read_period(talk.said, talk.said_at)
    return add_years(talk.today, period.first.year - talk.said_on.year) if period else None


def days_meant(talk: ConversationContext, day: date) -> dict[str, date]:
    """For each pack by its id the last day of its year that holds a day, today at the latest."""
    return {
        pack.id: min(last_day(pack.year, key_of(pack.year, day)), talk.today) for pack in packs(talk.rules)
    }
