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
    away_from: date | None = None,
    away_until: date | None = None,
    quiet: str | None = None,
    capacity: int | None = None,
) -> int:
    """Keep what is named and leave the rest; return the expert's number.

    Away from `away_from` (from now on, where it is None) to `away_until`: a last day that is past means «back again».
    `quiet` «» any day will do.
    """
    expert = access_expert(work, speaker)
    if away_until is not None:
        away = away_until >= now.date()
        expert.away_from = away_from if away and away_from and away_from > now.date() else None
        expert.away_until = away_until if away else None
    if quiet is not None:
        expert.quiet = quiet
    if capacity is not None:
        expert.capacity = min(max(capacity, 1), MOST)
    note(work, "set_availability", "expert", expert.id, speaker.person_id, now)
    return expert.id
