"""The calendar of duties, gone through once a day, whenever the day's first tick comes."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from actions.packs import tell_of_lost_packs
from actions.silence import next_silence, sweep_silence
from actions.terms import next_term, sweep_terms
from storage.tables import Sweep
from storage.work import Work


def sweep_day(work: Work, now: datetime) -> int:
    """Do what the calendar asks of this day; 0 when it was done before."""
    if work.session.get(Sweep, now.date()) is not None:
        return 0
    work.session.add(Sweep(day=now.date(), at=now))
    work.session.flush()
    tell_of_lost_packs(work, now)
    return sweep_silence(work, now) + sweep_terms(work, now)


def next_sweep(work: Work, after: date, zone: tzinfo | None) -> datetime | None:
    """When the calendar will next ask for something."""
    moments = (next_silence(work, after, zone), next_term(work, after, zone))
    return min((moment for moment in moments if moment), default=None)
