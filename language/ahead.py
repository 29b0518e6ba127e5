"""Which day to come a message names: today or later, never guessed.

What is vague (过两天, 下周) names no day. A day that has passed is none here; `dates` reads it.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from language import day_words, festivals, periods
from language.dates import Day, settled, told
from language.day_words import WEEK, day_of
from language.numerals import integer

_COUNT = r"(?<![\d几多数.])(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_UNIT = rf"(?:天|个?{WEEK}|个月)"
_COMING_MONTH = r"(?:下下个?|下个?|这个?|本|当)"
_COMING_WEEK = r"(?:下下个?|下个?|这个?|本|今)"
_PAST = (
    rf"(?:去年|前年|上年)的?{day_words.NUMBER}月份?(?:{day_words.NUMBER}[日号]?)?"
    rf"|(?:上上?个?|前个)月(?:{day_words.NUMBER}[日号])?"
    rf"|上上?个?{WEEK}[一二三四五六日天末1-7]?"
    rf"|大?前[天日儿]|昨[天日晚夜早]|{_COUNT}天(?:之?前|以前)"
)
_DAY = re.compile(
    rf"""
      (?P<full>{day_words.FULL})
    | (?P<past>{_PAST})
    | (?P<later>(?:再?过)?(?P<count>{_COUNT})(?P<unit>{_UNIT})(?:之后|以后|后)   # 3天后, 再过两周后
               |再?过(?!两)(?P<passing>{_COUNT})(?P<passing_unit>{_UNIT}))       # 再过三天; 过两天 is vague
    | (?P<month_end>(?:(?P<end_month>{day_words.NUMBER})月份?|(?P<end_in>{_COMING_MONTH})?月)(?:底|末|的?最后[一1]天))
    | (?P<month_week>{_COMING_MONTH}月的?(?:最后[一1]|第[一二三四1-4])个{WEEK}[一二三四五六日天])
    | (?P<in_month>{_COMING_MONTH}月的?(?P<in_day>{day_words.NUMBER})[日号])
    | (?P<ends>{periods.PATTERN})
    | {day_words.PADDED}
    | (?P<year>今年|明年|后年)?的?{day_words.MONTH_DAY}
    | {day_words.SLASHED}
    | (?<!每)(?<!每个)(?P<week>{_COMING_WEEK})?的?{day_words.WEEKDAY}(?!\d?月)
    | (?P<vague>{_COMING_WEEK}{WEEK}|{_COMING_MONTH}月|[明后]年)
    | (?P<three_on>大后[天日儿])
    | (?P<two_on>{day_words.DAY_AFTER})
    | (?P<one_on>{day_words.TOMORROW}|明晨)
    | (?P<today>{day_words.TODAY})
    | {day_words.DAY_OF_MONTH}
    | (?P<part>{day_words.PART})
    | (?P<feast>{festivals.PATTERN})
    """,
    re.VERBOSE,
)
_ABOUT = re.compile(r"^(?:之?前|以前|之?后|以后|左右|前后|上下|那几天)")
"""Behind a day these leave open which one is meant."""
_MENDED_FROM = re.compile(r"^[^,。;]{0,6}(?:改到|改成|改在|改为|推到|推迟到|调到)")
_RANK = (
    "full",
    "month_end",
    "month_week",
    "ends",
    "month",
    "sm",
    "dm",
    "in_month",
    "later",
    "vague",
    "three_on",
    "two_on",
    "one_on",
    "week",
    "only",
    "feast",
    "today",
    "part",
)
"""Kinds, most exact first; 下周 beside 周五 or 18号 leaves open which week is meant."""
_WITH_ITS_OWN_BOUNDS = frozenset({"feast", "ends", "later"})


def read(text: str, today: date) -> date | None:
    """The day to come that a (normalised) text names, today included; None where none or only a vague one is."""
    return told(settled(text, list(_mentions(text, today))), _RANK)


def leading(text: str) -> str:
    """The words for a day that a (normalised) text begins with, which `read` may take; empty where it begins otherwise."""
    found = _DAY.match(text)
    return found[0] if found else ""


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    month = _months_on(day, months)
    return month.replace(day=min(day.day, _last(month).day))


def _mentions(text: str, today: date) -> Iterator[Day]:
    for match in _DAY.finditer(text):
        after = text[match.end() : match.end() + 16]
        kind = _kind(match)
        if kind == "past" or _MENDED_FROM.match(after) or (kind == "feast" and not _is_day(text, match)):
            continue
        about = kind not in _WITH_ITS_OWN_BOUNDS and _ABOUT.match(after)
        day = None if about else _READERS[kind](match, today, after)
        yield Day(match.start(), match.end(), day if day and day >= today else None, kind)


def _kind(match: re.Match[str]) -> str:
    if match["past"]:
        return "past"
    return "week" if match["weekday"] else next(kind for kind in _RANK if match[kind])


def _is_day(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 5]
    return festivals.is_day(match["feast"], before, after)


def _months_on(first: date, months: int) -> date:
    """The first of the month so many months after the one that `first` lies in."""
    month = first.year * 12 + first.month - 1 + months
    return date(month // 12, month % 12 + 1, 1)


def _last(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


def _steps(prefix: str) -> int:
    """下下 is two on, 下 one, 这 and 本 none."""
    return 2 if prefix.startswith("下下") else 1 if prefix.startswith("下") else 0


def _full(match: re.Match[str], today: date, after: str) -> date | None:
    return day_words.full_date(match)


def _later(match: re.Match[str], today: date, after: str) -> date | None:
    count = integer(match["count"] or match["passing"])
    unit = match["unit"] or match["passing_unit"]
    if not count:
        return None
    if unit == "个月":
        return months_on(today, count)
    return today + timedelta(days=count * (1 if unit == "天" else 7))


def _month_end(match: re.Match[str], today: date, after: str) -> date | None:
    if not match["end_month"]:
        return _last(_months_on(today, _steps(match["end_in"] or "")))
    firsts = (day_of(year, integer(match["end_month"]), 1) for year in (today.year, today.year + 1))
    return next((_last(first) for first in firsts if first and _last(first) >= today), None)


def _month_week(match: re.Match[str], today: date, after: str) -> date | None:
    first = _months_on(today, _steps(match[0]))
    return periods.weekday_within(match[0], first, _last(first))


def _in_month(match: re.Match[str], today: date, after: str) -> date | None:
    month = _months_on(today, _steps(match["in_month"]))
    return day_of(month.year, month.month, integer(match["in_day"]))


def _edge(match: re.Match[str], today: date, after: str) -> date | None:
    return periods.coming(match["ends"], today)


def _month_day(match: re.Match[str], today: date, after: str) -> date | None:
    month, day = day_words.month_and_day(match)
    named = match["year"]
    years = [today.year + "今明后".index(named[0])] if named else [today.year, today.year + 1]
    found = (day_of(year, month, day) for year in years)
    return next((day for day in found if day and day >= today), None)


def _weekday(match: re.Match[str], today: date, after: str) -> date | None:
    wanted = day_words.WEEKDAYS.get(match["weekday"])
    if wanted is None:
        return None
    day = today + timedelta(days=wanted - today.weekday())
    if match["week"]:
        return day + timedelta(days=7 * _steps(match["week"]))
    return day if day >= today else day + timedelta(days=7)


def _only_day(match: re.Match[str], today: date, after: str) -> date | None:
    months = (_months_on(today, months) for months in (0, 1))
    found = (day_of(month.year, month.month, integer(match["only"])) for month in months)
    return next((day for day in found if day and day >= today), None)


def _feast(match: re.Match[str], today: date, after: str) -> date | None:
    return festivals.coming(match["feast"], after[:6], today)


def _vague(match: re.Match[str], today: date, after: str) -> date | None:
    return None


def _days_on(days: int) -> "_Reader":
    return lambda match, today, after: today + timedelta(days=days)


_Reader = Callable[[re.Match[str], date, str], "date | None"]
_READERS: dict[str, _Reader] = {
    "full": _full, "later": _later, "month_end": _month_end, "month_week": _month_week, "in_month": _in_month,
    "ends": _edge, "month": _month_day, "sm": _month_day, "dm": _month_day, "week": _weekday, "vague": _vague,
    "three_on": _days_on(3), "two_on": _days_on(2), "one_on": _days_on(1), "today": _days_on(0),
    "part": _days_on(0), "only": _only_day, "feast": _feast,
}  # fmt: skip
