"""Which day a message speaks of: always today or before, never guessed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache

from language import corrections
from language.calendar.joins import ASIDE, joined
from language.calendar.reckoning import BEHIND, Moment
from language.calendar.scan import COMING, Expression, expressions, places, tenses

_NOT_THEN = re.compile(
    r"^(?:之?前(?![一1两二2三夕])|以前|截止|到期|起(?!到|至|一直|-)(?:施行|实施|执行)?|开始(?:施行|实施|执行)|(?:才|刚)?(?:补[记录填写登]|来填|登记|记录一下)|施行|实施|出台|不算|还?没到|的?新[规政])"
)
MENDED_FROM = re.compile(r"^[^,。;]{0,6}(?:改到|改成|改在|改为|推到|推迟到|调到)")
RANK = (
    "full", "iso", "short", "turned", "same_day", "ends", "date", "slashed", "padded", "dashed", "in_month",
    "weeks_ago", "day_ago", "ago", "named", "mistyped", "weekdays", "week", "only", "feast", "lunar", "either", "month_end", "hours_ago",
    "today", "loosely_ago", "repeated", "stretch", "loose", "part", "just", "dotted",
)  # fmt: skip
_IMPLIED = ("part", "just", "dotted")
_UNSURE = ("mistyped", "either")
_ABOUT = re.compile(r"(?:左右|前后|上下(?!午))")
"""Behind a day these leave open which one is meant."""
_PERHAPS = re.compile(r"(?:大概|大约|好像|似乎|可能|也许|应该是?|差不多|记得是?|估计)(?:是|在)?$")
_DONE = re.compile("[了过完]")


@lru_cache(maxsize=16)
def mentions(text: str, said_at: datetime) -> tuple[Expression, ...]:
    """Every day behind that the text names, in its order; what was taken back is left out. Kept a moment."""
    at = Moment(said_at, BEHIND)
    then = (one for one in expressions(text, at) if one.tense != COMING and _is_then(text, one))
    return settled(text, list(_led(text, (_behind(text, one, at) for one in joined(text, then, at)))))


def _is_then(text: str, one: Expression) -> bool:
    after = text[one.end : one.end + 16]
    return not (_NOT_THEN.match(after) or MENDED_FROM.match(after))


def _behind(text: str, one: Expression, at: Moment) -> Expression:
    about = one.kind not in ASIDE and _ABOUT.match(text, one.end)
    return one._replace(day=None) if about or (one.day and one.day > at.today) else one


def _led(text: str, found: Iterable[Expression]) -> Iterator[Expression]:
    """前几天去的，下午讲的: a part of the day after a loose word is not today's; 最近的新政 is no such word."""
    loosely = False
    for one in found:
        yield one._replace(day=None) if loosely and one.kind == "part" else one
        is_loose = one.kind in ASIDE and one.kind not in _IMPLIED
        loosely = loosely or (is_loose and text[one.end : one.end + 1] != "的")


def settled(text: str, found: list[Expression]) -> tuple[Expression, ...]:
    """The days that stand after what the speaker took back."""
    standing = set(corrections.latest(text, [one for one in found if one.kind not in _IMPLIED]))
    return tuple(one for one in found if one.kind in _IMPLIED or one in standing)


def names_day_ahead(text: str) -> bool:
    """Whether a text names a day to come, none behind, and nothing done before it: 明天给三家讲税."""
    found = tenses(text)
    ahead = bool(found) and all(tense == COMING for _, tense in found)
    return ahead and not _DONE.search(text, 0, found[0][0])


def is_part_of_a_day(text: str) -> bool:
    """Whether a text names a part of a day («下午», «晚上八点»), and no day that it would be of."""
    return {kind for _, _, kind in places(text)} == {"part"}


def read(text: str, said_at: datetime) -> date | None:
    """The day of the service, or None where no day or only a vague one is named."""
    return told(mentions(text, said_at))


def told(found: Sequence[Expression], rank: Sequence[str] = RANK) -> date | None:
    """The most exact of the days named, the first of its kind; `rank` holds the kinds, most exact first."""
    best = min(found, key=lambda one: (rank.index(one.kind), one.start), default=None)
    return best.day if best else None


def each(text: str, found: Sequence[Expression]) -> bool:
    """昨天和今天各讲一小时: what is told holds for each of several days."""
    several = [one for one in found if one.first]
    return bool(several) and "各" in text[several[0].end : several[0].end + 8]


def worked_out(text: str, found: Sequence[Expression]) -> bool:
    """Whether the day told is not just what was said: today's by its part alone, a slip of the hand, one of two named,
    one that the speaker is not sure of."""
    day, outright = told(found), [one for one in found if one.kind not in ASIDE]
    unsure = any(
        one.kind in _UNSURE or _PERHAPS.search(text, max(0, one.start - 6), one.start) for one in outright
    )
    disputed = any(one.day != day for one in outright)
    return day is not None and (not outright or unsure or disputed)
