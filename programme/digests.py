"""What stands in a digest and when it goes: which day brings one, what of it is new, and in which order it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from programme.workdays import KNOWN, Calendar, is_working

SOON = timedelta(days=14)
"""A day so near goes before weight."""
LYING = timedelta(days=21)
"""What has stood in digests for so long is a matter for the level above as well."""
RESTS = timedelta(days=3)
"""The same lines are not said again after a weekend."""
ROWS_FOR_NEWS = 6
"""So many rows of the first page are kept for what is new; the others for what presses most."""


def monday_of(day: date) -> date:
    """The day on which its week begins."""
    return day - timedelta(days=day.weekday())


def digest_days(day: date, calendar: Calendar = KNOWN) -> Iterator[date]:
    """The working days of its week up to and without it: the first of a week brings the weekly one."""
    days = (monday_of(day) + timedelta(days=n) for n in range(day.weekday()))
    return (one for one in days if is_working(one, calendar))


def goals_told(last: date | None, today: date, opens_week: bool) -> Literal["all", "behind", ""]:
    """What a digest says of the yearly goals: all with a reader's first one of a month (`last`: the day of the one before), else once a
    week those that fell behind in it.
    """
    if last is None or (last.year, last.month) != (today.year, today.month):
        return "all"
    return "behind" if opens_week else ""


def has_rested(last: date | None, today: date) -> bool:
    """Whether the last digest is long enough ago for the same lines to be said again."""
    return last is None or today - last > RESTS


def carried_on(waiting: Sequence[str], before: Mapping[str, str], today: date) -> dict[str, str]:
    """Since when (ISO) each thing that waits has stood in digests that were sent; today, where it is new."""
    return {one: before.get(one, str(today)) for one in waiting}


def still_told(
    since: Mapping[str, str], put_off: Mapping[str, date], last: date, today: date
) -> dict[str, str]:
    """What the last digest has told: all but what was put off then until a day that has come; that is news again."""
    back = {one for one, until in put_off.items() if last < until <= today}
    return {one: first for one, first in since.items() if one not in back}


def left_lying(since: Mapping[str, str], last: date | None, today: date) -> list[str]:
    """What has stood for three weeks now, and had not at the last digest."""
    return [
        one
        for one, first in since.items()
        if date.fromisoformat(first) + LYING <= today
        and (last is None or date.fromisoformat(first) + LYING > last)
    ]


@dataclass(frozen=True, slots=True)
class Item:
    """One line: `by`, the last day to see to it; `weight`, the lower the heavier."""

    key: str
    new: bool
    by: date | None
    weight: int

    def urgency(self, today: date) -> tuple[int, date, int]:
        """What is due, then what soon will be by its day, then the rest by its weight."""
        if self.by is not None and self.by <= today + SOON:
            return (0 if self.by <= today else 1), self.by, self.weight
        return 2, date.max, self.weight


def arrange(items: Sequence[Item], today: date, page: int) -> list[int]:
    """The places of the items in the order in which they are read.

    The new ones have rows on the first page, however many old ones press more.
    """
    order = sorted(range(len(items)), key=lambda n: (items[n].urgency(today), not items[n].new))
    news = [n for n in order if items[n].new][:ROWS_FOR_NEWS]
    rest = [n for n in order if n not in news]
    first = {*news, *rest[: page - len(news)]}
    return [*(n for n in order if n in first), *(n for n in order if n not in first)]
