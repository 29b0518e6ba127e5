"""What speaks of time and of no one day: 上周, 这个月, 月底, 前几天, 最近, 每周五."""

import re
from datetime import date

from language.calendar.kinds import Kind, open_day
from language.calendar.reckoning import AHEAD, Moment, day_of, last_of, month_on
from language.calendar.spelling import (
    ANY_YEAR,
    MONTH_SAID,
    MONTHS,
    NUMBER,
    NUMERALS,
    WEEK,
    YEAR_SAID,
    YEARS,
    months_on,
    value,
    year_of,
)
from language.lexicon import any_of, words_of

_WEEKDAY = "[一二三四五六日天末1-7]"
_EVERY = rf"(?:每|逢)个?(?:{WEEK}{_WEEKDAY}?|天|日|晚|月(?:的?{NUMBER}[日号])?|年|季度|工作日|周末)|天天|(?<![上下])周周"
_WHICH_WEEK = rf"(?:上{{1,3}}|下{{1,3}}|这|本|今)一?个?{WEEK}(?!{_WEEKDAY}|边|末)"
_END = r"(?:底|末|尾|的?最后[一1]天)"


def _month_end(match: re.Match[str], at: Moment) -> date | None:
    """Ahead it is a day to be ready by; behind nobody knows which day it was."""
    if at.way != AHEAD and "最后" not in match[0]:
        return None
    if not match["end_month"]:
        return last_of(month_on(at.today, months_on(match["end_in"] or "")))
    years = [year_of(match["end_year"], at.today)] if match["end_year"] else at.years()
    firsts = (day_of(year, value(match["end_month"]), 1) for year in years)
    return at.nearest(last_of(first) for first in firsts if first)


KINDS = (
    Kind("repeated", "每逢天周", _EVERY, open_day),
    Kind(
        "month_end",
        YEARS + NUMERALS + MONTHS + "月",
        rf"(?:(?:(?P<end_year>{ANY_YEAR})的?)?(?<!\d)(?P<end_month>{NUMBER})月份?|(?P<end_in>{MONTH_SAID})|(?<![\d一二三四五六七八九十上下个本当每])月){_END}",
        _month_end,
    ),
    Kind("stretch", YEARS + MONTHS, rf"{_WHICH_WEEK}|{MONTH_SAID}|{YEAR_SAID}", open_day),
    Kind(
        "loose",
        "".join(sorted({word[0] for word in words_of("loose_times")})),
        any_of("loose_times"),
        open_day,
    ),
)
