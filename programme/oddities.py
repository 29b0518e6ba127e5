"""What in a diary asks for a second look: by staff, and kindly by its writer before it is kept (S5.2, S5.5, S7.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from programme.packs.model import KindRules, Monitoring
from programme.readings import plain
from programme.spans import hours_in_words

FIRMS_AN_HOUR = 60
"""More than so many enterprises in an hour were hardly served."""
SHORTEST_TEXT = 10
"""Characters; shorter words are the same by chance."""
DAY_HOURS = 12
"""Where the pack does not say."""


@dataclass(frozen=True)
class Entry:
    """A diary as it is looked at. `day_hours`: all hours of its writer on that day, with its own; `overlaps`: another was at
    the same time; `repeats`: another of the year has the same words.
    """

    hours: Decimal
    enterprises: int
    day_hours: Decimal
    overlaps: bool = False
    repeats: bool = False


def odd(entry: Entry) -> tuple[str, ...]:
    """What looks odd in the figures alone: «2 小时服务 5000 家»."""
    if entry.enterprises <= FIRMS_AN_HOUR * max(entry.hours, Decimal("0.25")):
        return ()
    return (f"{hours_in_words(entry.hours)}服务 {entry.enterprises} 家",)


def flags(entry: Entry, rules: KindRules | None, monitoring: Monitoring | None) -> tuple[str, ...]:
    """All that staff should look at, the figures first."""
    most = monitoring.day_hours if monitoring else DAY_HOURS
    return (
        *odd(entry),
        *_fills_the_year(entry, rules),
        *((f"当天一共 {plain(entry.day_hours)} 小时",) if entry.day_hours > most else ()),
        *(("时间和另一篇重叠",) if entry.overlaps else ()),
        *(("内容和另一篇一样",) if entry.repeats else ()),
    )


def _fills_the_year(entry: Entry, rules: KindRules | None) -> tuple[str, ...]:
    """A short talk before many that alone meets a year's figure."""
    due = rules.duty.enterprises if rules and rules.duty else None
    return ("一篇就够全年家数",) if due and entry.enterprises >= due and entry.hours <= 1 else ()


def same_words(text: str, others: Sequence[str]) -> bool:
    """Whether the text was written before, but for blanks and signs."""
    mine = _bare(text)
    return len(mine) >= SHORTEST_TEXT and any(_bare(other) == mine for other in others)


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
