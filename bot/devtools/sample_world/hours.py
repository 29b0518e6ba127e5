"""When people of the sample world do things: by day, never in the quiet hours."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from programme.delivery import QUIET_FROM, QUIET_TO

EVENING = time(21, 30)


def last_awake(at: datetime) -> datetime:
    """The moment itself, or the evening before it in the quiet hours."""
    if QUIET_TO <= at.time() < QUIET_FROM:
        return at
    day = at if at.time() >= QUIET_FROM else at - timedelta(days=1)
    return day.replace(hour=EVENING.hour, minute=EVENING.minute, second=0, microsecond=0)


def next_awake(at: datetime, chance: Random) -> datetime:
    """The moment itself by day, else some time in the next morning."""
    if time(8, 30) <= at.time() < time(20):
        return at
    day = at if at.time() < time(12) else at + timedelta(days=1)
    return day.replace(hour=9, minute=chance.randrange(60), second=0, microsecond=0)


def some_time(start: datetime, end: datetime, chance: Random) -> datetime:
    """A moment by day between two; rather on a working day."""
    at = start + (end - start) * chance.random()
    if at.weekday() >= 5 and chance.random() < 0.7:
        at -= timedelta(days=2)
    return at.replace(hour=chance.randrange(9, 18), minute=chance.randrange(60), second=0, microsecond=0)
