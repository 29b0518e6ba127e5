"""Every expression for a day in a text, in its order; none is read across another."""

import re
from collections.abc import Container, Iterator
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from language.calendar import festivals, figures, loose, lunar, month_days, names, offsets, periods, weeks
from language.calendar.kinds import Kind
from language.calendar.reckoning import Moment

_ORDER = (
    "either", "lunar", "full", "iso", "turned", "ends", "month_end", "padded", "date", "dashed", "short", "dotted", "slashed",
    "in_month", "same_day", "day_ago", "ago", "hours_ago", "weeks_ago", "later", "loosely_ago", "repeated", "weekdays", "week", "named",
    "mistyped", "today", "only", "feast", "loose", "stretch", "part", "just",
)  # fmt: skip
"""Of two that begin at one place the earlier is tried first."""
_KINDS: dict[str, Kind] = {
    kind.name: kind
    for module in (month_days, figures, weeks, offsets, names, lunar, festivals, periods, loose)
    for kind in module.KINDS
}
_STARTS = re.compile(f"[{''.join(sorted({char for kind in _KINDS.values() for char in kind.starts}))}]")


_NUMERALS = "0-9零〇一二两俩三仨四五六七八九十廿卅百千壹贰叁肆伍陆柒捌玖拾元"
_GLANCES = {
    _NUMERALS: rf"0\d|\d{{8}}|\d{{4}} \d|[{_NUMERALS}]+ ?(?:[月日号年天周星礼初多来几余季\-/.·、,和跟及与至到~或还]|个[周星礼月]|"
    rf"个?半?个?(?:小时|钟|分)[钟头]?[之以]?前|$)|{festivals.PATTERN}",
    "上下": "[上下][上下一个月周星礼年半季午旬昼]",
    "去来旧同": "[去来旧]年|旧历|同月",
    "半": "半个?(?:小时|钟|月|年)",
}
"""What must follow for the reading to be worth trying: most numbers count something else, and are passed over at a glance."""


@cache
def _beginning_with(char: str) -> re.Pattern[str]:
    """The expressions that may begin with a character."""
    glance = next((then for chars, then in _GLANCES.items() if re.match(f"[{chars}]", char)), "")
    return _any_of(tuple(name for name in _ORDER if char in _KINDS[name].starts), glance)


@cache
def _any_of(kinds: tuple[str, ...], glance: str) -> re.Pattern[str]:
    either = "|".join(f"(?P<{name}>{_KINDS[name].pattern})" for name in kinds)
    return re.compile(f"(?={glance})(?:{either}){names.OF_A_DAY}")


_NUMBERED = frozenset(_ORDER) - {
    "dotted",
    "named",
    "today",
    "part",
    "just",
    "week",
    "feast",
    "mistyped",
    "loose",
    "stretch",
    "repeated",
}
_COMING = re.compile(
    rf"^(?:的|到)?(?:明|来年|大*后[天日儿年]|下(?!半|午|旬|昼)|再?过|{names.TOMORROW})|后(?:{names.OF_A_DAY})$"
)
_GONE = re.compile(r"^(?:大*前[天日儿晚个年]|昨|[去旧]年|上(?!半|午|旬|昼)|[噚㖊琴寻浔])|前$")
COMING, EITHER, GONE = 1, 0, -1


class Expression(NamedTuple):
    """What is read at `start:end`; `day` is None where it leaves it open. `tense` tells what its words say of when it is:
    明天 lies ahead and 上周 behind, whatever day they mean."""

    start: int
    end: int
    day: date | None
    kind: str
    tense: int = EITHER
    last: date | None = None
    """The last day, where several are named from the first (`day` is None then)."""
    first: date | None = None


def expressions(text: str, at: Moment) -> Iterator[Expression]:
    """One after the other, and the day of each."""
    for match, kind in _matches(text):
        day = _KINDS[kind].day(match, at)
        yield Expression(match.start(), match.end(), day, kind, _tense(match[kind], kind))


def tenses(text: str) -> list[tuple[int, int]]:
    """Where each expression begins, and what its words say of when it is."""
    return [(match.start(), _tense(match[kind], kind)) for match, kind in _matches(text)]


def places(text: str) -> list[tuple[int, int, str]]:
    """Where each expression stands, and its kind."""
    return [(match.start(), match.end(), kind) for match, kind in _matches(text)]


@lru_cache(maxsize=16)
def _matches(text: str) -> tuple[tuple[re.Match[str], str], ...]:
    """Every match and its kind; a festival's name counts where it stands for a day. Kept a moment, as several ask."""
    place, found = 0, []
    while begins := _STARTS.search(text, place):
        match = _beginning_with(begins[0]).match(text, begins.start())
        kind = match.lastgroup if match else None
        if match and kind and (kind != "feast" or _is_feast(text, match)):
            found.append((match, kind))
            place = match.end()
        else:
            place = begins.end()
    return tuple(found)


def leading(text: str) -> str:
    """The words for a day that a text begins with; empty where it begins otherwise."""
    found = _beginning_with(text[0]).match(text) if _STARTS.match(text) else None
    return found[0] if found else ""


def _tense(said: str, kind: str) -> int:
    if kind in ("later", "hours_ago", "day_ago", "ago"):
        return COMING if kind == "later" else GONE
    return COMING if _COMING.search(said) else GONE if _GONE.search(said) else EITHER


def _is_feast(text: str, match: re.Match[str]) -> bool:
    end = match.end("feast_name")
    return festivals.is_day(match["feast_name"], text[end : end + 5], of_a_year=bool(match["feast_year"]))


def without_days(text: str, kinds: Container[str] = frozenset(_ORDER), mark: str = ";") -> str:
    """The text with marks where days are told, so that nothing in them is read as something else: 去年 is no going."""
    spans = [match.span(kind) for match, kind in _matches(text) if kind in kinds]
    for start, end in spans:
        text = text[:start] + mark * (end - start) + text[end:]
    return text


def without_numbers(text: str) -> str:
    """Blanks in the place of days that are told in numbers; 昨晚 and 上午 stay, as clocks count from them."""
    return without_days(text, _NUMBERED, " ")
