"""Whether what the pack promised was kept: how many were in time, and how long the middle one took (service times)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import get_args

from actions.access import require
from actions.reports.figures import access_office, year_of
from programme.packs import RulePack
from programme.packs.times import Step
from storage.queries.people.speakers import Speaker
from storage.queries.reports.late import Promise, promises
from storage.queries.reports.span import Span
from storage.unit_of_work import UnitOfWork

STEPS: tuple[Step, ...] = get_args(Step)
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """Of one step: how many fell due, how many of them in time; the middle one's hours by the clock, of those done at all."""

    step: Step
    due: int
    in_time: int
    hours: float | None


def kept_times(
    work: UnitOfWork,
    speaker: Speaker,
    rules: RulePack,
    now: datetime,
    region: str | None = None,
    days: tuple[date, date] | None = None,
) -> list[Kept]:
    """The steps of which something fell due in the year so far, or in these days; of the jurisdiction or of a place in it."""
    office = access_office(work, speaker, "see_monitoring")
    if region:
        require(speaker, "see_monitoring", region)
    span = Span(*days, now.tzinfo) if days else year_of(rules, now)
    work.flush()
    found = (_kept(step, promises(work.connection, region or office, span, step), now) for step in STEPS)
    return [one for one in found if one.due]


def _kept(step: Step, promised: Iterable[Promise], now: datetime) -> Kept:
    due = [one for one in promised if one.done or one.by < now]
    took = [(one.done - one.since).total_seconds() / HOUR for one in due if one.done]
    in_time = sum(one.done is not None and one.done <= one.by for one in due)
    return Kept(step, len(due), in_time, round(median(took), 1) if took else None)
