"""Spans of months and years as 民法典 第二百零一条、第二百零二条 count them.

The first day does not count; the span ends on the corresponding day, or on the last day of a
month that has no such day: half a year from 31 August ends on 28 (29) February.
"""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """The last day of a span of `months` that begins after `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The last day of a span of `years` that begins after `day`."""
    return add_months(day, 12 * years)


_NUMERALS = "零一两三四五六七八九十"


def months_in_words(months: int, after: str = "") -> str:
    """A span as people say it, behind the word `after`: «半年», «一年», «两年半», else «7 个月».

    6 months after «满» are «满半年», 7 are «满 7 个月».
    """
    years, rest = divmod(months, 12)
    if months == 6:
        return f"{after}半年"
    if rest not in (0, 6) or not 0 < years < len(_NUMERALS):
        return f"{after} {months} 个月" if after else f"{months} 个月"
    return f"{after}{_NUMERALS[years]}年{'半' if rest else ''}"
