"""Days of the lunar calendar: 七月初二, 农历八月十五, 去年十一月廿九, 正月十六, 腊月廿三."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from language.calendar import festivals, reckoning
from language.calendar.kinds import Kind
from language.calendar.reckoning import DAY, Moment
from language.calendar.spelling import ANY_YEAR, NUMERALS, YEARS, value, year_of
from language.data import rows

_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_CALLED = r"(?:农历|阴历|旧历|古历)"
_MONTH = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = (
    r"(?:初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅|[12]\d|30|[1-9])"
)
_TWENTIES = r"廿[一二三四五六七八九]?(?![日号一二三四五六七八九])"
_OWN_DAY = rf"(?:初[一二三四五六七八九十]|{_TWENTIES})(?![日号])"
"""A day that only the lunar calendar counts so."""


def _lunar(match: re.Match[str], at: Moment) -> date | None:
    named = next(match[group] for group in ("moon_m", "moon_m2", "moon_m3") if match[group])
    day = next(match[group] for group in ("moon_d", "moon_d2", "moon_d3") if match[group])
    leap, month = bool(match["leap"] or match["leap_too"]), _MONTHS.get(named) or value(named) or 0
    number = value(day.removeprefix("初")) or 0
    if match["moon_year"]:
        year = year_of(match["moon_year"], at.today)
        return day_of(year, month, number, leap=leap) if year else None
    years = (at.today.year + step for step in (-1, 0, 1))
    return _shifted(at.nearest(day_of(year, month, number, leap=leap) for year in years), match)


def _shifted(day: date | None, match: re.Match[str]) -> date | None:
    """正月十五前一天."""
    away = festivals.shift(match.string[match.end() : match.end() + 6])
    return day + DAY * away if day else None


def _either(match: re.Match[str], at: Moment) -> date | None:
    """六月廿八, 八月十五: the day of either calendar that is nearer."""
    month, day = (value(match[group]) or 0 for group in ("either_m", "either_d"))
    years = (at.today.year + step for step in (-1, 0, 1))
    days = (f(year, month, day) for year in years for f in (day_of, reckoning.day_of))
    return at.nearest(days)


def day_of(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """The day of a lunar date; None where the year has no such day, or the table does not reach."""
    for number, is_leap, first, length in _months(year):
        if (number, is_leap) == (month, leap):
            return first + DAY * (day - 1) if 1 <= day <= length else None
    return None


def _months(year: int) -> Iterator[tuple[int, bool, date, int]]:
    """Each month of a lunar year: its number, whether it is the leap month, its first day, how long it is."""
    if year not in _table():
        return
    first, leap, lengths = _table()[year]
    for at, length in enumerate(lengths, start=1):
        yield at - (0 < leap < at), 0 < leap == at - 1, first, length
        first += DAY * length


@cache
def _table() -> dict[int, tuple[date, int, tuple[int, ...]]]:
    return {
        int(year): (date.fromisoformat(first), int(leap), tuple(map(int, lengths.split())))
        for year, first, leap, lengths in rows("lunar_years.tsv")
    }


KINDS = (
    Kind(
        "lunar",
        YEARS + "正冬腊农阴旧古十闰",
        rf"(?:(?P<called>{_CALLED})?(?P<moon_year>{ANY_YEAR})的?)?(?:"
        rf"(?:{_CALLED}|(?(called)|(?!)))(?P<leap>闰)?(?P<moon_m>[正冬腊]|{_MONTH})月份?(?P<moon_d>{_DAY})[日号]?"
        rf"|(?P<moon_m2>[正冬腊])月(?P<moon_d2>{_DAY})"
        rf"|(?P<leap_too>闰)?(?P<moon_m3>(?<!\d){_MONTH})月(?P<moon_d3>{_OWN_DAY}))(?!\d|[一二三四五六七八九])",
        _lunar,
    ),
    Kind(
        "either",
        NUMERALS,
        rf"(?<![年\d])(?P<either_m>{_MONTH})月(?P<either_d>{_TWENTIES}|(?<=八月)十五(?![日号\d])|(?:(?<=三月)三|(?<=九月)九|(?<=五月)五|(?<=七月)七)(?![日号\d十]))",
        _either,
    ),
)
