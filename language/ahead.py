"""Which day to come a message names: today or later, never guessed.

What is vague (过两天, 下周) names no day. A day that has passed is none here; `dates` reads it.
"""

import re
from datetime import date, datetime, time

from language.calendar import scan
from language.calendar.joins import joined
from language.calendar.reckoning import AHEAD, Moment
from language.calendar.scan import GONE, Expression, expressions
from language.dates import MENDED_FROM, settled, told

_ABOUT = re.compile(r"^(?:之?前|以前|之?后|以后|左右|前后|上下|那几天)")
"""Behind a day these leave open which one is meant."""
_RANK = (
    "full", "iso", "short", "turned", "month_end", "ends", "same_day", "date", "slashed", "padded", "dashed",
    "in_month", "later", "stretch", "named", "weekdays", "week", "weeks_ago", "day_ago", "only", "feast", "lunar", "either", "today", "part", "loose",
    "repeated", "loosely_ago", "ago", "hours_ago", "mistyped", "just", "dotted",
)  # fmt: skip
"""Kinds, most exact first; 下周 beside 周五 or 18号 leaves open which week is meant."""
_WITH_ITS_OWN_BOUNDS = frozenset({"feast", "ends", "later"})
_NOT_AHEAD = frozenset({"mistyped", "just"})


def read(text: str, today: date) -> date | None:
    """The day to come that a (normalised) text names, today included; None where none or only a vague one is."""
    at = Moment(datetime.combine(today, time(12)), AHEAD)
    found = (one for one in expressions(text, at) if one.tense != GONE and one.kind not in _NOT_AHEAD)
    then = [one for one in found if not MENDED_FROM.match(text[one.end : one.end + 16])]
    return told(settled(text, [_ahead(text, one, today) for one in joined(text, then, at)]), _RANK)


def leading(text: str) -> str:
    """The words for a day that a (normalised) text begins with, which `read` may take; empty where it begins otherwise."""
    return scan.leading(text)


def _ahead(text: str, one: Expression, today: date) -> Expression:
    about = one.kind not in _WITH_ITS_OWN_BOUNDS and _ABOUT.match(text[one.end : one.end + 4])
    passed = one.day is None or one.day < today
    return one._replace(day=None) if about or passed else one
