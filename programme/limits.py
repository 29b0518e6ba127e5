"""Whether and when a person may be reminded, from what they were sent: a pure function, and the only one that decides it.

Answers, decisions and what is urgent are outside. What can wait stands back for the holidays of the yearly notice,
for the person's own quiet days and while they are away.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from programme.packs.spans import Limits
from programme.workdays import KNOWN, Calendar, is_holiday

Wish = Literal["usual", "quarterly", "must"]
HORIZON = 400
"""Days ahead within which a day is looked for; after a whole year nobody knows what it was about."""


@dataclass(frozen=True)
class Listener:
    """Who is reminded. `quiet`: weekdays as «67» for the weekend; away from `away_from` (at once) to `away_until`."""

    wish: Wish = "usual"
    quiet: str = ""
    away_from: date | None = None
    away_until: date | None = None

    def is_away(self, day: date) -> bool:
        """Whether they said that they are not there."""
        return self.away_until is not None and (self.away_from or date.min) <= day <= self.away_until


@dataclass(frozen=True)
class About:
    """What a reminder is about. `by`: the date it is for; `said_on`: when the same figures were last said.

    `must`: to be known by everybody, whatever they wish; what has a date, in the last days before it too.
    """

    by: date | None = None
    said_on: date | None = None
    must: bool = False


def next_reminder(
    today: date,
    about: About,
    sent: Collection[date],
    who: Listener,
    limits: Limits,
    calendar: Calendar = KNOWN,
) -> date | None:
    """The first day from `today` on that is free for it; None where none will come. `sent`: days of reminders."""
    days = (today + timedelta(days=n) for n in range(HORIZON))
    return next((day for day in days if is_free(day, about, set(sent), who, limits, calendar)), None)


def is_free(
    day: date, about: About, sent: set[date], who: Listener, limits: Limits, calendar: Calendar
) -> bool:
    """Whether the reminder may go on this day; `next_reminder` finds the first such."""
    return (
        has_room(day, sent, limits)
        and not (who.is_away(day) or str(day.isoweekday()) in who.quiet or is_holiday(day, calendar))
        and _is_news(day, about, limits)
        and _is_wished(day, about, sent, who, limits)
    )


def has_room(day: date, sent: Collection[date], limits: Limits) -> bool:
    """Whether one more on this day stays within each span."""
    spans = ((1, 1), (7, limits.in_week), (30, limits.in_month), (365, limits.in_year))
    return all(sum(0 <= (day - one).days < span for one in sent) < most for span, most in spans)


def _is_news(day: date, about: About, limits: Limits) -> bool:
    """The same figures rest, but for the last days before the date."""
    rested = about.said_on is None or (day - about.said_on).days >= limits.same_figures_days
    return rested or _presses(day, about, limits)


def _presses(day: date, about: About, limits: Limits) -> bool:
    return about.by is not None and 0 <= (about.by - day).days <= limits.pressing_days


def _is_wished(day: date, about: About, sent: set[date], who: Listener, limits: Limits) -> bool:
    """Who wishes for few hears of what presses all the same, once in its last days."""
    if who.wish == "usual" or about.must:
        return True
    lately = any(0 <= (day - one).days <= limits.pressing_days for one in sent)
    if _presses(day, about, limits) and not lately:
        return True
    return who.wish == "quarterly" and _quarter(day) not in map(_quarter, sent)


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3
