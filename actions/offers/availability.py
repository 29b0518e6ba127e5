"""When an expert may be asked, and how much they take on: theirs to say (S9.2)."""

from __future__ import annotations

from datetime import date, datetime

from actions.audit import note
from actions.offers.access import access_expert
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork

MOST = 20
"""Services at once; whoever says more means something else."""


def set_availability(
    work: UnitOfWork,
    speaker: Speaker,
    now: datetime,
    *,
    away_until: date | None = None,
    quiet: str | None = None,
    capacity: int | None = None,
) -> int:
    """Keep what is named and leave the rest; return the expert's number.

    A day that is past means «back again»; `quiet` «» any day will do.
    """
    expert = access_expert(work, speaker)
    if away_until is not None:
        expert.away_until = away_until if away_until >= now.date() else None
    if quiet is not None:
        expert.quiet = quiet
    if capacity is not None:
        expert.capacity = min(max(capacity, 1), MOST)
    note(work, "set_availability", "expert", expert.id, speaker.person_id, now)
    return expert.id
