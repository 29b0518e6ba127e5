"""From when to when somebody is away: 下周一到周五, 18号到22号, 下个月初开始两周.

The end of a span is read from its beginning: 周五 behind 下周一到 is the Friday of that week. What nobody told stays open.
"""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from language import ahead, dates
from language.calendar.reckoning import months_on
from language.calendar.spelling import WEEK
from language.numerals import number

_DAY = timedelta(days=1)
_UP_TO = re.compile(r"一直到|[到至~]|(?<=[日号\d一二三四五六天])-(?=\d{1,2}(?:[日号月.]|/)|[周星礼下本这])")
_BARE = re.compile(r"\d{1,2}(?![\d.月号日/天个周点:])")
"""«18到22号»: a day of the month that borrows its word from its neighbour."""
_BARE_END = re.compile(r"(?<![\d.])\d{1,2}$")
_FROM_TODAY = re.compile(r"下|这|本|今|明|后|大后|再|过|\d+(?:天|个)")
"""How the end of a span begins that counts from today and not from the span's beginning."""
_LENGTH = re.compile(
    rf"(?<!过)([\d一二两三四五六七八九十半]{{1,3}})(?:个)?(天|{WEEK}|月(?![\d一二三四五六七八九十份底末初]))(?!之?后|以后)"
)
_OPEN_END = re.compile(r"起|开始|以后|之后")
_BACK_ON = re.compile(r"回来|才回|回湛|回去上班|之?前|以前")
_MONTH_START = re.compile(r"(下个?|本|这个?|\d{1,2}|[一二三四五六七八九十]{1,3})月初")
_END_OF_YEAR = r"(?:(?:[今明后]年)?的?(?:年[底末尾]|岁末)|[今明后]年[底末尾])"
_YEAR_END = re.compile(rf"(?<=[到至]){_END_OF_YEAR}|{_END_OF_YEAR}(?=之?前|以前|才|回)")
"""Where it bounds a span; «年底出差三天» names no day."""
_WHOLE = re.compile(
    rf"(?P<weekend>(?:下下|下|这|本)?个?周末)|(?P<week>下下|下|这|本)个?{WEEK}(?![一二三四五六日天末1-7])"
    r"|(?P<month>下下|下|这|本)个?月(?![\d一二三四五六七八九十初底末中])"
)
_SEVERAL = re.compile(r"[几多来]")


class Absence(NamedTuple):
    """First and last day away, both included. Without `first` it is today; without `last` nobody said when it ends."""

    first: date | None
    last: date | None


def read(text: str, said_at: datetime) -> Absence | None:
    """The days away that a (normalised) text names; None where none, only vague ones, or ones that are over."""
    text = _YEAR_END.sub(_last_of_year, _MONTH_START.sub(r"\1月1号", text))
    for up_to in _UP_TO.finditer(text):
        head, tail = text[: up_to.start()], text[up_to.end() :]
        if end := _end_of_span(tail):
            return _span(_with_its_word(head), end, said_at) or None
    return _one_day(text, said_at) or _whole(text, said_at.date()) or _so_long(text, said_at.date())


def _last_of_year(found: re.Match[str]) -> str:
    named = found[0][0] if found[0][0] in "今明后" else ""
    return f"{named}年12月31号" if named else "12月31号"


def _end_of_span(tail: str) -> str:
    bare = _BARE.match(tail)
    return f"{bare[0]}号" if bare else ahead.leading(tail)


def _with_its_word(head: str) -> str:
    return f"{head}号" if _BARE_END.search(head) else head


def _span(head: str, end: str, said_at: datetime) -> Absence | None:
    """What goes on already comes before what is still to begin, unless its end counts from today (周五到下下周一)."""
    today, begun = said_at.date(), dates.read(head, said_at)
    first = ahead.read(head, today)
    last = _last(end, first, today) if first else None
    coming = Absence(first, last) if first and last and last >= first else None
    until = _last(end, begun, today) if begun and begun < today else None if first else ahead.read(end, today)
    if coming and (_FROM_TODAY.match(end) or (begun and until and until - begun > _DAY * 31)):
        return coming
    return Absence(None, until) if until and until >= today else coming


def _last(end: str, first: date, today: date) -> date | None:
    return ahead.read(end, today if _FROM_TODAY.match(end) else first)


def _until(last: date | None) -> Absence | None:
    return Absence(None, last) if last else None


def _one_day(text: str, said_at: datetime) -> Absence | None:
    """A text that names one day: the first of so many, the first without an end, the last, or the only one."""
    without_length = _LENGTH.sub(" ", text)
    if back := _BACK_ON.search(without_length):
        day = ahead.read(without_length[: back.start()], said_at.date())
        return _until(day)
    day = ahead.read(without_length, said_at.date())
    if day is None:
        return None
    if length := _length(text, day):
        return Absence(day, length)
    return Absence(day, None if _OPEN_END.search(text) else day)


def _length(text: str, first: date) -> date | None:
    """The last of so many days from the first."""
    found = _LENGTH.search(text)
    if not found or _SEVERAL.match(text[found.end() :]):
        return None
    count = 0.5 if found[1] == "半" else number(found[1])
    if not count:
        return None
    if found[2] == "月" and count >= 1:
        return months_on(first, int(count)) - _DAY
    return first + _DAY * (round(count * {"天": 1, "月": 30}.get(found[2], 7)) - 1)


def _whole(text: str, today: date) -> Absence | None:
    """下周, 下个月, 周末: all of it, or what is left of it."""
    found = _WHOLE.search(text)
    if not found:
        return None
    if found["month"]:
        first = months_on(today.replace(day=1), _steps(found["month"]))
        last = months_on(first, 1) - _DAY
    else:
        monday = today + _DAY * (7 * _steps(found["week"] or found["weekend"]) - today.weekday())
        first, last = (monday + _DAY * 5 if found["weekend"] else monday), monday + _DAY * 6
    return Absence(max(first, today), last)


def _steps(prefix: str) -> int:
    return prefix.count("下")


def _so_long(text: str, today: date) -> Absence | None:
    """出差三天: from today."""
    return _until(_length(text, today))
