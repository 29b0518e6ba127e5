"""An appointment as people read it: when, where, by which link."""

from __future__ import annotations

from datetime import datetime

from handlers.rendering.moments import moment
from storage.queries.offers.meetings import MeetingFacts


def when_and_where(meeting: MeetingFacts, now: datetime) -> str:
    """«3月6日 周五 15:00，厂里», «明天 10:30，线上 https://…»."""
    where = f"线上 {meeting.link}".strip() if meeting.online else meeting.place
    return "，".join(part for part in (moment(meeting.starts_at, now), where) if part)
