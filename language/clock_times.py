"""When on its day a service was: 14:00–16:00 where clock times are told, else how early it can have begun."""

import re

from language import corrections
from language.durations import begun, spans

_DAY = 24 * 60
_EARLIEST = (
    (r"傍晚|晚上|今晚|晚间|夜里|夜晚|晚饭后", 17 * 60),
    (r"下午|下昼|午后|后晌", 12 * 60),
    (r"中午|正午|晌午|午休", 11 * 60),
    (r"早|上午|上昼|清晨|凌晨", 0),
)
_PART = re.compile("|".join(f"(?P<p{minute}>{words})" for words, minute in _EARLIEST))
_DONE = re.compile(r"[了过完]|刚|已经")
_PLANNED = re.compile(
    r"等[一下会]|待会|一会儿?[要去就]|稍后|过会|[要会](?:去|给|到|在|帮|为)|准备[去给到在帮]|打算|计划[去给到在]|马上去|即将|将[要去给到在]|定在|约[在好]"
)


def told(text: str, hours: float | None) -> tuple[tuple[int, int], ...]:
    """Beginning and end of each stretch, in minutes of the day; an end past midnight is cut there."""
    found = corrections.latest(text, spans(text))
    clocked = [(one.begins, one.hours) for one in found if one.begins is not None and one.hours]
    if not clocked and hours and (beginning := begun(text)) is not None:
        clocked = [(beginning, hours)]
    return tuple((begins, min(_DAY, begins + round(length * 60))) for begins, length in clocked)


def earliest(text: str) -> int:
    """The minute of the day before which the part of the day that a text names has not come; 0 where it names none, or
    speaks of what is done («今天下午讲了两小时»)."""
    found = [] if _DONE.search(text) else list(_PART.finditer(text))
    return min((int((match.lastgroup or "p0")[1:]) for match in found), default=0)


def is_planned(text: str) -> bool:
    """Whether a text speaks of what is still to be done, and of nothing done: «等会儿去给三家讲税»."""
    return bool(_PLANNED.search(text)) and not _DONE.search(text)
