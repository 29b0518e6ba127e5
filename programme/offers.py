"""How long an expert has to answer, how many are asked at once, and how long a deed can be undone."""

from __future__ import annotations

from datetime import datetime, timedelta

URGENT_ANSWER = timedelta(hours=2)
ANSWER = timedelta(hours=24)
URGENT_WAVE = 3
UNDO = timedelta(hours=24)


def answer_by(asked_at: datetime, urgent: bool) -> datetime:
    """When an unanswered offer lapses (S3.4: emergencies have a fast lane)."""
    return asked_at + (URGENT_ANSWER if urgent else ANSWER)


def wave(urgent: bool) -> int:
    """How many experts are asked at once."""
    return URGENT_WAVE if urgent else 1


def can_undo(recorded_at: datetime, now: datetime) -> bool:
    """A diary can be corrected or taken back by its writer within a day."""
    return now - recorded_at <= UNDO
