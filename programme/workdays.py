"""Working days, with the make-up days of the State Council's yearly notice.

The day of publication does not count: «公示 5 个工作日» from Monday 2026-09-28 ends on
2026-10-10, since 1–7 October are holidays and Saturday the 10th is worked.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice

from programme.errors import PackError, UnknownYear


@dataclass(frozen=True)
class Calendar:
    """Days that a notice sets, over and above what chinesecalendar knows.

    `years` are known through the notice even where the library does not cover them.
    """

    rest: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()


KNOWN = Calendar()
_BY_LAW = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}


def read_calendar(toml: str, name: str = "calendar.toml") -> Calendar:
    """A calendar from the text of a file with one table a year:

    [2027]
    rest = [2027-01-01, 2027-02-05]
    work = [2027-02-20]
    """
    try:
        tables = tomllib.loads(toml)
        years = frozenset(int(year) for year in tables)
    except ValueError as fault:
        raise PackError(name, 1, f"日历文件应按年分表，如 [2027]（{fault}）") from fault
    rest, work = _days(tables, "rest", name), _days(tables, "work", name)
    if both := rest & work:
        raise PackError(name, 1, f"{min(both)} 既写作休息又写作上班")
    return Calendar(rest, work, years)


def is_workday(day: date, calendar: Calendar = KNOWN) -> bool:
    """UnknownYear where neither the calendar nor chinesecalendar covers the day."""
    if day in calendar.work or day in calendar.rest:
        return day in calendar.work
    first, last = known_years()
    if first <= day.year <= last:
        import chinese_calendar

        return bool(chinese_calendar.is_workday(day))
    if day.year not in calendar.years:
        raise UnknownYear(day.year, (first, last))
    return day.weekday() < 5


def is_holiday(day: date, calendar: Calendar = KNOWN) -> bool:
    """A day off of the yearly notice, weekends within a holiday among them; an ordinary weekend is none.

    In a year whose notice is not out, the days that are free by law whatever it says.
    """
    if day in calendar.work or day in calendar.rest:
        return day in calendar.rest
    first, last = known_years()
    if first <= day.year <= last:
        import chinese_calendar

        free, name = chinese_calendar.get_holiday_detail(day)
        return bool(free and name)
    return day.year not in calendar.years and (day.month, day.day) in _BY_LAW


def is_working(day: date, calendar: Calendar = KNOWN) -> bool:
    """`is_workday`, and in a year whose notice is not out what is likely: no weekend and no day free by law."""
    try:
        return is_workday(day, calendar)
    except UnknownYear:
        return day.weekday() < 5 and not is_holiday(day, calendar)


def working_days(from_day: date, days: int, calendar: Calendar = KNOWN) -> tuple[date, ...]:
    """The `days` (at least one) working days after `from_day`."""
    if days < 1:
        raise ValueError("days must be at least 1")
    return tuple(islice((day for day in _after(from_day) if is_workday(day, calendar)), days))


def last_day(from_day: date, days: int, calendar: Calendar = KNOWN) -> date:
    """The last of `days` working days; `from_day` itself does not count."""
    return working_days(from_day, days, calendar)[-1]


@cache
def known_years() -> tuple[int, int]:
    """First and last year that chinesecalendar covers."""
    from chinese_calendar.constants import holidays

    return min(holidays).year, max(holidays).year


def _after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        yield day


def _days(tables: dict[str, object], key: str, name: str) -> frozenset[date]:
    found: list[object] = []
    for year, table in tables.items():
        if not isinstance(table, dict) or not table.keys() <= {"rest", "work", "notice"}:
            raise PackError(name, 1, f"[{year}] 只能写 rest、work、notice")
        found += table.get(key, [])
    if wrong := [day for day in found if type(day) is not date]:
        raise PackError(name, 1, f"{key} 里应是日期，写的是 {wrong[0]!r}")
    return frozenset(day for day in found if isinstance(day, date))
