"""From which day to which something ahead is: «12月1号到20号», «明年一月到三月», «12月搞…从1号到月底»; a month alone is all of it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from language import ahead
from language.calendar.reckoning import months_on
from language.calendar.spelling import NUMBER
from language.normalise import LONGEST, normalise
from language.numerals import integer

LONGEST_SPAN = timedelta(days=183)
"""An end further on than this is no end of the same."""
_TO = r"\s*(?:到|至|—+|~|-)\s*"
_YEAR = r"(?P<year>[今明后]年|本年)?"
_MONTHS = re.compile(
    rf"{_YEAR}的?(?P<first>{NUMBER})月?份?{_TO}(?:[今明]年)?(?P<last>{NUMBER})月(?:份|底)?(?!\d|{NUMBER}[号日])"
)
_MONTH = re.compile(rf"{_YEAR}的?(?P<first>{NUMBER})月(?:份|里|整月|全月)?(?!\d|{NUMBER}[号日]|[底中初])")
_WHOSE = re.compile(rf"(?P<month>(?:[今明后]年)?{NUMBER}月|[下这本]个?月)份?(?!\d|{NUMBER}[号日]|[底中初])")
_BARE = re.compile(rf"(?<![月\d])(?P<day>{NUMBER}[号日])(?=(?:开始|起)?{_TO})")
_SPLIT = re.compile(rf"(?<=[号日底天末一二三四五六七八九十\d])(?:开始|起)?{_TO}")
_DATED = re.compile(rf"(?<![今明后]年){NUMBER}月份?{NUMBER}[日号]?")
"""A day of a month by its number, which alone may have been: «明天» and «下个月5号» are reckoned from today."""
_YEARS_ON = {"今年": 0, "本年": 0, "明年": 1, "后年": 2}


class Span(NamedTuple):
    """First and last day, both included; either may be unknown."""

    first: date | None = None
    last: date | None = None


def read_span_ahead(text: str, now: datetime, begun: timedelta = timedelta(0)) -> Span:
    """The days ahead that a text names by their ends. `begun`: for how long what has not ended may have been under way."""
    plain = normalise(text[:LONGEST]).text
    if found := _MONTHS.search(plain):
        return _months(found, integer(found["last"]) or 0, now.date())
    return _days(_with_its_month(plain), now.date(), begun) or _month_alone(plain, now.date())


def _months(found: re.Match[str], last: int, today: date) -> Span:
    first = integer(found["first"]) or 0
    if not (0 < first <= 12 and 0 < last <= 12):
        return Span()
    year = today.year + _YEARS_ON.get(found["year"] or "", int(not found["year"] and first < today.month))
    begins = date(year, first, 1)
    return Span(begins, months_on(begins, (last - first) % 12 + 1) - timedelta(1))


def _with_its_month(plain: str) -> str:
    """«12月搞助企月 从1号到月底» with the month where the day stands."""
    day = _BARE.search(plain)
    whose = _WHOSE.search(plain, 0, day.start()) if day else None
    return f"{plain[: day.start()]}{whose['month']}{plain[day.start() :]}" if day and whose else plain


def _days(plain: str, today: date, begun: timedelta) -> Span | None:
    for cut in _SPLIT.finditer(plain):
        named = _DATED.search(plain, 0, cut.start())
        for since in (today - begun, today) if named else (today,):
            first = ahead.read(plain[: cut.start()], since)
            last = ahead.read(plain[cut.end() :], first) if first else None
            if first and last and last >= today and last - first < LONGEST_SPAN:
                return Span(first, last)
    return None


def _month_alone(plain: str, today: date) -> Span:
    found = _MONTH.search(plain)
    return _months(found, integer(found["first"]) or 0, today) if found else Span()
