"""An office's own goals for a year (S7.4): set by its staff, held against its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta

from sqlalchemy import select

from actions.access import require
from actions.audit import note
from actions.refusal import Refused
from actions.reports.figures import COUNTING, access_office
from programme.goal import MEASURES, Reached, passed_of
from storage.queries.people.speakers import Speaker
from storage.queries.reports.figures import figures
from storage.queries.reports.goals import activities_held, goals_of
from storage.queries.reports.span import Span
from storage.tables import YearlyGoal
from storage.unit_of_work import UnitOfWork

WEEK = timedelta(days=7)


def set_goals(
    work: UnitOfWork, speaker: Speaker, year: int, targets: Mapping[str, int], now: datetime
) -> None:
    """Set these targets for a year; one that was set before gives way, 0 takes it off. Refused «past_year»."""
    require(speaker, "report_figures", speaker.jurisdiction)
    assert speaker.jurisdiction is not None
    if year < now.year:
        raise Refused("past_year", f"{year} 年已经过去了，目标只能定今年或以后的。")
    for measure, target in targets.items():
        _set(work, speaker, (speaker.jurisdiction, year, measure), target, now)
    note(work, "set_goals", "person", speaker.person_id, speaker.person_id, now, year=str(year))


def _set(work: UnitOfWork, speaker: Speaker, which: tuple[str, int, str], target: int, now: datetime) -> None:
    region, year, measure = which
    own = select(YearlyGoal).where(
        YearlyGoal.region == region, YearlyGoal.year == year, YearlyGoal.measure == measure
    )
    found = work.session.scalars(own.with_for_update()).first()
    if not target:
        if found:
            work.session.delete(found)
        return
    one = found or YearlyGoal(region=region, year=year, measure=measure)
    one.target, one.person_id, one.set_at = target, speaker.person_id, now
    work.session.add(one)


def fell_behind(work: UnitOfWork, speaker: Speaker, year: int, now: datetime) -> list[Reached]:
    """Those goals that are behind the year and were not a week ago."""
    behind = [one for one in goals_reached(work, speaker, year, now) if one.behind]
    before = goals_reached(work, speaker, year, now - WEEK) if behind else []
    known = {one.measure for one in before if one.behind}
    return [one for one in behind if one.measure not in known]


def goals_reached(work: UnitOfWork, speaker: Speaker, year: int, now: datetime) -> list[Reached]:
    """How far each goal of a year is reached in the speaker's jurisdiction; of nobody's goals nothing is counted."""
    office = access_office(work, speaker, "see_monitoring")
    targets = goals_of(work, office, year)
    if not targets:
        return []
    last = min(date(year, 12, 31), max(now.date(), date(year, 1, 1)))
    span = Span(date(year, 1, 1), last, now.tzinfo)
    found = asdict(figures(work.connection, office, span, COUNTING))
    found["activities"] = activities_held(work, office, span)
    return [
        Reached(one, target, float(found[one.figure]), passed_of(year, now.date()))
        for measure, target in targets.items()
        if (one := MEASURES.get(measure))
    ]
