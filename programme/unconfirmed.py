"""What somebody told and left without 确认: said after a day and after a week, before its absence is held against them."""

from __future__ import annotations

from datetime import datetime, timedelta

from programme.packs.spans import Reminders
from programme.reminders import Ladder, Rung


def unconfirmed_waits(rule: Reminders) -> tuple[timedelta, ...]:
    """How long after it was last told of it is spoken of."""
    return tuple(timedelta(days=days) for days in rule.unconfirmed_days)


def of_unconfirmed(
    rule: Reminders, person_id: int, form: str, key: int, told_at: datetime
) -> Ladder[datetime]:
    """A form left lying: `key` is its number within its person's talk, `told_at` when they last told something of it."""
    rungs = tuple(Rung(told_at + after, f"{after.days}") for after in unconfirmed_waits(rule))
    facts = {"form": form, "key": key, "told": told_at.isoformat()}
    return Ladder("unconfirmed", f"unconfirmed:{person_id}:{key}", rungs, facts=facts)
