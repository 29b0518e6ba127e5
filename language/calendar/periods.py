"""First and last days of months, quarters, years and holidays: 一季度最后一天, 清明假期最后一天, 节后第一天."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from language.calendar import festivals
from language.calendar.kinds import Kind
from language.calendar.reckoning import AHEAD, Moment, month_on
from language.calendar.spelling import (
    ANY_YEAR,
    MONTH_SAID,
    MONTHS,
    NUMBER,
    NUMERALS,
    YEARS,
    months_on,
    value,
    year_of,
)
from language.numerals import integer

_ONE = timedelta(days=1)
_LONGEST_WAIT = 250
"""Days from one public holiday back to the one before it, at most."""
_EDGE = (
    r"(?:的|底|末)?(?:最后[一1](?:天|个工作日)|最末一天|(?:上班)?(?:第[一1]|头[一1]|首)(?:天|日|个工作日)|首日|"
    r"(?:最后[一1]|第[一二三四五1-5])个(?:周|星期|礼拜)[一二三四五六日天])"
)
_MONTH = rf"(?<![\d.]){NUMBER}月份?|{MONTH_SAID}"
_QUARTER = r"(?:第?[一二三四1-4]|上个?|本|这个?)季度?(?=的|最|末|第|头|首)"
_HALF = r"[上下]半年"
_SPAN = rf"(?:{ANY_YEAR})?的?(?:{_MONTH}|{_QUARTER}|{_HALF})|{ANY_YEAR}"
_REST = r"(?:小?长假|黄金周|假期|放假)"
_HOLIDAY = rf"(?:{festivals.PATTERN}{_REST}?|(?<![产年病婚暑寒事])小?(?:长假|黄金周|假期)|(?<![佳过春])节)"
_NTH = re.compile(r"(最后[一1]|第[一二三四五1-5])个(?:周|星期|礼拜)([一二三四五六日天])")
_ABOUT = r"结束?(?=后)|(?<=节)假(?=[前后])"
_HOLIDAY_EDGE = (
    rf"{_HOLIDAY}(?:{_ABOUT})?(?:前的?最后[一1](?:天|个工作日)|后(?:上班)?的?(?:上班)?第[一1](?:天|个工作日)(?:上班)?|"
    r"的?最后[一1]天)"
    rf"|{_HOLIDAY.replace(_REST + '?', _REST)}的?(?:第[一二三四五六七八]天|头[一1]天|首日|前[一1]天|后[一1]天)"
)
PATTERN = rf"(?:(?:{_SPAN}){_EDGE}|{_HOLIDAY_EDGE})"
"""A pattern for such a day, without groups."""


def latest(said: str, today: date) -> date | None:
    """The last such day up to `today`; None where the calendar of public holidays does not reach."""
    return _first(said, today, -1, lambda day: day <= today)


def coming(said: str, today: date) -> date | None:
    """The first such day from `today` on; None where it has passed or the calendar does not reach."""
    return _first(said, today, 1, lambda day: day >= today)


def _first(said: str, today: date, step: int, fits: Callable[[date], bool]) -> date | None:
    """Looking back (`step` -1) or ahead (1) from today, period by period."""
    try:
        in_period = re.search("[月季年]", said)
        days = (_in_period if in_period else _in_holiday)(said, today, step)
        return next((day for day in days if day and fits(day)), None)
    except (NotImplementedError, ValueError):
        return None


def _in_period(said: str, today: date, step: int) -> Iterator[date | None]:
    named = re.match(ANY_YEAR, said)
    years = [year_of(named[0], today)] if named else [today.year, today.year + step]
    for year in filter(None, years):
        first, months = _span(said, year, today)
        yield _edge(said, first, month_on(first, months) - _ONE)


def _span(said: str, year: int, today: date) -> tuple[date, int]:
    """The first day of the period and how many months it lasts."""
    if half := re.search(_HALF, said):
        return date(year, 1 if half[0][0] == "上" else 7, 1), 6
    length = 3 if "季" in said else 1
    if named := re.search(rf"({NUMBER})[月季]", said):
        return date(year, ((value(named[1]) or 0) - 1) * length + 1, 1), length
    if not re.search("[月季]", said):
        return date(year, 1, 1), 12
    current = date(today.year, (today.month - 1) // length * length + 1, 1)
    return month_on(current, months_on(said) * length), length


def _edge(said: str, first: date, last: date) -> date | None:
    if nth := _NTH.search(said):
        return _nth_weekday(nth, first, last)
    step, day = (-_ONE, last) if re.search("最后|最末", said) else (_ONE, first)
    while "工作日" in said and _is_free(day):
        day += step
    return day


def weekday_within(said: str, first: date, last: date) -> date | None:
    """The day of 第二个周五 or 最后一个周五 between two days; None where `said` names none."""
    nth = _NTH.search(said)
    return _nth_weekday(nth, first, last) if nth else None


def _nth_weekday(nth: re.Match[str], first: date, last: date) -> date | None:
    wanted = "一二三四五六日".index(nth[2].replace("天", "日"))
    if nth[1].startswith("最后"):
        return last - _ONE * ((last.weekday() - wanted) % 7)
    day = first + _ONE * ((wanted - first.weekday()) % 7 + 7 * ((integer(nth[1][1:]) or 1) - 1))
    return day if day <= last else None


def _in_holiday(said: str, today: date, step: int) -> Iterator[date | None]:
    for first, last in _holidays(said, today, step):
        nth = re.search("第([一二三四五六七八])天", said)
        if "前" in said:
            yield first - _ONE
        elif "后" in said.replace("最后", ""):
            yield last + _ONE
        elif "最后" in said:
            yield last
        else:
            yield first + _ONE * ((integer(nth[1]) or 1) - 1 if nth else 0)


def _holidays(said: str, today: date, step: int) -> Iterator[tuple[date, date]]:
    """The free days around the festival named, or around each public holiday, nearest to today first."""
    feast = re.match(festivals.PATTERN, said)
    if feast:
        days = (festivals.in_year(feast[0], year) for year in (today.year, today.year + step))
        yield from (_around(day) for day in days if day and _is_free(day))
        return
    for away in range(-8, _LONGEST_WAIT):
        day = today + _ONE * step * away
        if _is_free(day, public=True):
            yield _around(day)


def _around(day: date) -> tuple[date, date]:
    first = last = day
    while _is_free(first - _ONE):
        first -= _ONE
    while _is_free(last + _ONE):
        last += _ONE
    return first, last


def _is_free(day: date, *, public: bool = False) -> bool:
    """Whether nobody works then; `public`: because of a public holiday, not only a weekend."""
    import chinese_calendar  # read only when such a day is named

    free, name = chinese_calendar.get_holiday_detail(day)
    return bool(free and (name or not public))


def _edge_day(match: re.Match[str], at: Moment) -> date | None:
    return (coming if at.way == AHEAD else latest)(match["edge"], at.today)


KINDS = (
    Kind(
        "ends",
        YEARS + NUMERALS + MONTHS + "第小长黄假节" + festivals.STARTS,
        f"(?P<edge>{PATTERN})",
        _edge_day,
    ),
)
