"""How long an expert has to answer, how many are asked at once, and how long a deed can be undone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from programme.packs.model import Diaries, Offers
from programme.spans import add_months


def answer_by(rule: Offers, asked_at: datetime, urgent: bool) -> datetime:
    """When an unanswered offer lapses (S3.4: emergencies have a fast lane)."""
    return asked_at + timedelta(hours=rule.urgent_answer_hours if urgent else rule.answer_hours)


def wave(rule: Offers, urgent: bool) -> int:
    """How many experts are asked at once."""
    return rule.urgent_at_once if urgent else rule.at_once


def can_undo(rule: Diaries, recorded_at: datetime, now: datetime) -> bool:
    """Whether its writer may still correct a diary or take it back."""
    return now - recorded_at <= timedelta(hours=rule.undo_hours)


def is_too_old(rule: Diaries, served_on: date, today: date) -> bool:
    """Whether a service lies too far back for a diary of one's own; staff enter it."""
    return add_months(served_on, rule.oldest_months) < today
