"""Levels that hours of a lifetime reach: which one is reached, what the next one takes, and who confers it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programme.packs.duties import Star
from programme.readings import plain
from programme.spans import add_months

_NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Level:
    """The highest level that is reached, None before the first, and the next one, None behind the last."""

    reached: Star | None
    following: Star | None


def level(stars: Sequence[Star], hours: Decimal, certified_on: date, today: date) -> Level:
    """Where somebody stands who has served so many hours since the title was given."""
    reached = [one for one in stars if hours >= one.hours and today >= add_months(certified_on, one.months)]
    rest = stars[len(reached) :]
    return Level(reached[-1] if reached else None, rest[0] if rest else None)


def in_words(found: Level, hours: Decimal, certified_on: date) -> str:
    """«累计 320 小时，够二星（300 小时，区志愿者联合会评定）；三星还差 280 小时»."""
    parts = []
    if found.reached:
        parts.append(f"够{name(found.reached)}（{plain(found.reached.hours)} 小时，{found.reached.by}评定）")
    if found.following:
        parts.append(_still(found.following, hours, certified_on))
    return f"累计 {plain(hours)} 小时，{'；'.join(parts)}"


def name(star: Star) -> str:
    """«二星»."""
    return f"{_NUMERALS[star.stars]}星"


def _still(star: Star, hours: Decimal, certified_on: date) -> str:
    if hours < star.hours:
        return f"{name(star)}还差 {plain(star.hours - hours)} 小时"
    opens = add_months(certified_on, star.months)
    return f"{name(star)}的时长够了，{opens.year}年{opens.month}月{opens.day}日起可以评"
