"""Every diary is in exactly one weekly report, on whatever day it was served, written, put right or taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from actions.reports.month import WEEK, reported_until
from actions.reports.tally import Part, Tally, tally
from storage.queries.reports.week import Entry
from storage.window import Window
from tests.conftest import MONDAY

FIRST = reported_until(MONDAY.date(), MONDAY.tzinfo)
WEEKS = 5
HOURS = st.integers(1, 8).map(Decimal)
MINUTES = st.integers(1, 60 * 24 * 7 * (WEEKS - 1))
CHANGES = st.lists(st.tuples(MINUTES, st.one_of(st.none(), HOURS)), max_size=3)
LIVES = st.lists(st.tuples(MINUTES, st.integers(0, 40), HOURS, CHANGES), max_size=8)
"""When it was written, how many days after the service, its hours, and what became of it: other hours, or None for taken back."""


@given(LIVES)
def test_each_is_in_one_report_and_all_of_them_say_what_stands(
    lives: list[tuple[int, int, Decimal, list[tuple[int, Decimal | None]]]],
) -> None:
    entries = [entry for number, life in enumerate(lives) for entry in _entries(number * 10 + 1, *life)]
    reports = [_report(entries, week) for week in range(WEEKS)]
    stand = [entry for entry in entries if entry.closed_at is None]
    counted = sum(one.on_time.count + one.late.count - one.taken_back.count for one in reports)
    hours = sum(_hours(one) for one in reports)
    assert (counted, hours) == (len(stand), sum(entry.hours for entry in stand))
    assert all(
        sum(part.count for part in one.by_domain.values()) == one.on_time.count + one.late.count
        for one in reports
    )


@given(MINUTES, st.integers(0, 40), HOURS)
def test_a_late_one_is_said_to_be_late_in_the_next_report(written: int, days: int, hours: Decimal) -> None:
    [entry] = _entries(1, written, days, hours, [])
    reports = [_report([entry], week) for week in range(WEEKS)]
    [its] = [week for week, one in enumerate(reports) if one.on_time.count or one.late.count]
    assert _end(its) - WEEK < entry.recorded_at <= _end(its)
    is_late = entry.served_on < (_end(its) - WEEK).date()
    assert (reports[its].late if is_late else reports[its].on_time) == Part(1, hours)


def _entries(
    number: int, written: int, days: int, hours: Decimal, changes: list[tuple[int, Decimal | None]]
) -> Iterator[Entry]:
    at = FIRST + timedelta(minutes=written)
    one = Entry(number, None, at.date() - timedelta(days=days), hours, ("law",), at, None)
    for after, figure in changes:
        closed = replace(one, closed_at=one.recorded_at + timedelta(minutes=after % (60 * 24 * 6) + 1))
        if closed.closed_at is None or closed.closed_at > _end(WEEKS - 1):
            break
        yield closed
        if figure is None:
            return
        one = replace(
            one, id=one.id + 1, replaces_id=one.id, hours=figure, recorded_at=closed.closed_at, closed_at=None
        )
    yield one


def _end(week: int) -> datetime:
    return FIRST + WEEK * (week + 1)


def _report(entries: list[Entry], week: int) -> Tally:
    """What the query brings for this week, counted."""
    window = Window(_end(week) - WEEK, _end(week))
    touched = [one for one in entries if _within(one.recorded_at, window) or _within(one.closed_at, window)]
    return tally(touched, window, window.opens.date())


def _within(at: datetime | None, window: Window) -> bool:
    return at is not None and window.opens < at <= window.closes


def _hours(one: Tally) -> Decimal:
    return one.on_time.hours + one.late.hours + one.corrected.hours - one.taken_back.hours
