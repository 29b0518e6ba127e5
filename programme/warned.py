"""Whoever was warned and has not reported since is reminded again, until the warning is decided about."""

from __future__ import annotations

from datetime import date, timedelta

from programme.reminders import HolderFacts, Ladder, Rung

DAYS = (30, 90, 180, 270, 360)
"""After a warning, for as long as it stands: a month, then by the quarter."""


def still_warned(facts: HolderFacts, warned_on: date | None) -> tuple[Ladder[date], ...]:
    """The ladder of a holder who was warned on a day; none for who was not, or has reported since."""
    if facts.state != "warned" or warned_on is None or facts.silent_since > warned_on:
        return ()
    rungs = tuple(Rung(warned_on + timedelta(days=day), f"{day}") for day in DAYS)
    told = {"qualification": facts.id, "since": str(facts.silent_since)}
    return (Ladder("still_warned", f"still_warned:{facts.id}:{warned_on}", rungs, facts=told),)
