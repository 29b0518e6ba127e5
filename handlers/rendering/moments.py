"""Moments as people say them: «今天 9:00», «3月9日 周一 14:30»."""

from __future__ import annotations

from datetime import date, datetime

from handlers.rendering.plain import WEEKDAYS

_NEAR = {-1: "昨天", 0: "今天", 1: "明天"}


def moment(at: datetime, now: datetime) -> str:
    """A moment by the clock of `now`."""
    local = at.astimezone(now.tzinfo)
    return f"{day(local.date(), now.date())} {local.hour}:{local:%M}"


def day(on: date, today: date) -> str:
    """昨天, 今天 and 明天 by name; the year only where it is another."""
    year = f"{on.year}年" if on.year != today.year else ""
    return _NEAR.get((on - today).days) or f"{year}{on.month}月{on.day}日 周{WEEKDAYS[on.weekday()]}"
