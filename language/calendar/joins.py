"""Several days said as one: a range (3月9日至11日, 周一到周五), a list (4月7号，8号，9号), a night that ends tomorrow."""

import re
from collections.abc import Iterable
from datetime import datetime, time

from language.calendar.reckoning import AHEAD, Moment
from language.calendar.scan import EITHER, Expression, expressions

_AND = re.compile(r" ?(?:[、和跟与同及/]|或者?|还是) ?")
_COMMA = re.compile(r" ?, ?")
_UP_TO = re.compile(r"起?[, ]?(?:一直)?(?:到|至|[-~]+) ?")
_CLOCK = re.compile(
    r"[^,。;]{0,3}(?:\d{1,2}|[一二两三四五六七八九十]{1,3})[点时:][^,。;]{0,6}?(?:一直)?(?:到|至|[-~])+ ?"
)
_SMALL_HOURS = re.compile(r"凌晨|零点|(?<!\d)0?[0-5][点:]|[一二两三四五]点")
_ALIKE = {"week", "date", "only", "slashed", "in_month", "full", "iso", "short", "lunar"}
"""Days of these kinds side by side are a list: 周六周日两天, 3月5号6号."""
_BORROWING = {"only", "date", "slashed", "padded", "week", "lunar", "either"}
"""At the end of a range they take month, week and year from its beginning."""
ASIDE = frozenset(("part", "just", "loose", "stretch", "repeated", "loosely_ago", "dotted"))
"""Kinds that are no day of their own."""


def joined(text: str, found: Iterable[Expression], at: Moment) -> list[Expression]:
    """Ranges and lists in the place of their members. One day told twice stays two."""
    together: list[Expression] = []
    for one in found:
        before = together[-1] if together else None
        if before is None or one.kind in ASIDE or before.kind in ASIDE:
            together.append(one)
        elif _says_it_again(text, before, one):
            together[-1] = before._replace(end=one.end + text.startswith(")", one.end))
        elif _ends_the_night(text, before, one):
            continue
        elif _are_one(text, before, one):
            together[-1] = _both(text, before, one, at)
        else:
            together.append(one)
    return together


def _says_it_again(text: str, earlier: Expression, later: Expression) -> bool:
    """5月16日(周六)."""
    told = later.kind == "week" and earlier.day is not None and earlier.day == later.day
    return told and text[earlier.end : later.start] in ("", "(", " ")


def _are_one(text: str, earlier: Expression, later: Expression) -> bool:
    if earlier.day is not None and earlier.day == later.day:
        return False
    between = text[earlier.end : later.start]
    alike = earlier.kind in _ALIKE and later.kind in (earlier.kind, "only")
    if not between or _COMMA.fullmatch(between):
        return alike
    if _CLOCK.fullmatch(between):
        return True
    return bool(_AND.fullmatch(between) or _UP_TO.fullmatch(between))


def _ends_the_night(text: str, evening: Expression, end: Expression) -> bool:
    """昨晚十一点到今天凌晨一点半 is one evening."""
    small_hours = _SMALL_HOURS.search(text, end.start, end.end + 4)
    return bool(small_hours and _CLOCK.fullmatch(text, evening.end, end.start))


def _both(text: str, earlier: Expression, later: Expression, at: Moment) -> Expression:
    first, last = earlier.first or earlier.day, later.day
    if first and (last is None or last < first or (later.kind in _BORROWING and later.tense == EITHER)):
        base = Moment(datetime.combine(first, time(12), at.said_at.tzinfo), AHEAD)
        last = next((one.day for one in expressions(text[later.start : later.end], base)), None)
    return earlier._replace(end=later.end, day=None, first=first, last=last)
