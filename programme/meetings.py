"""When both sides of an appointment are reminded of it, and whoever has not answered is asked once more.

The day before in the afternoon, and an hour before. Nothing that would have come before both had agreed, and nothing from
its beginning on.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from programme.reminders import Ladder, Rung

DAY_BEFORE = time(17)
HOUR = timedelta(hours=1)
LASTS = timedelta(hours=1)
"""So long an appointment takes in a calendar, where nobody said how long."""
REACHES = timedelta(days=2)
"""No reminder comes longer before its appointment."""
LATEST_ASK = timedelta(hours=3)
"""Later before its beginning nobody is asked once more about a proposal."""


def of_meeting(meeting_id: int, starts_at: datetime, agreed_at: datetime) -> Ladder[datetime]:
    """An appointment that both have agreed to (`starts_at` in local time): to both."""
    rungs = tuple(rung for rung in _near(starts_at) if rung.at > agreed_at)
    return Ladder("meeting_near", f"meeting_near:{meeting_id}", rungs, starts_at, {"meeting": meeting_id})


def still_to_come(starts_at: datetime, now: datetime) -> tuple[str, ...]:
    """Which reminders of an appointment lie ahead: «day», «hour» (`starts_at` in local time)."""
    return tuple(rung.name for rung in _near(starts_at) if rung.at > now)


def of_proposal(meeting_id: int, starts_at: datetime, proposed_at: datetime) -> Ladder[datetime]:
    """An appointment that waits for an answer: once more to who is asked, half a day before it begins at the latest."""
    at = _day_before(starts_at)
    rungs = (Rung(at, "day"),) if at - proposed_at >= LATEST_ASK else ()
    return Ladder("meeting_waits", f"meeting_waits:{meeting_id}", rungs, starts_at, {"meeting": meeting_id})


def _near(starts_at: datetime) -> tuple[Rung[datetime], ...]:
    return Rung(_day_before(starts_at), "day"), Rung(starts_at - HOUR, "hour")


def _day_before(starts_at: datetime) -> datetime:
    return datetime.combine(starts_at.date() - timedelta(days=1), DAY_BEFORE, starts_at.tzinfo)
