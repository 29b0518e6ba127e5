"""Needs are asked for by the pack's spans, at most twice in each, and not of who told some in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.collecting import collecting, span_of
from programme.packs import load_pack
from programme.packs.model import Collecting
from programme.readings import YearRecord
from programme.reminders import HolderFacts, all_due

PACK = load_pack(Path(__file__).parents[2] / "packs" / "stations-year.toml")
CERTIFIED = date(2026, 1, 1)
STATION = HolderFacts(7, "station", "active", CERTIFIED, date.max, CERTIFIED, YearRecord(Decimal(0), 0, 0, 0))
DAYS = st.dates(CERTIFIED, date(2031, 1, 1))


def _asked(facts: HolderFacts, first: date, last: date) -> list[tuple[date, str]]:
    """On which days who looks every day asks anew, each key once."""
    said: dict[str, date] = {}
    for number in range((last - first).days + 1):
        today = first + timedelta(days=number)
        for one in all_due(collecting(PACK, facts, today), today):
            said.setdefault(one.key, today)
    return [(day, key) for key, day in said.items()]


def test_a_quarter_asks_two_weeks_before_its_end_and_reminds_once() -> None:
    days = [day for day, _ in _asked(STATION, CERTIFIED, date(2026, 7, 1))]
    assert days == [date(2026, 3, 17), date(2026, 3, 28), date(2026, 6, 16), date(2026, 6, 27)]


def test_who_told_within_the_span_is_asked_in_the_next_alone() -> None:
    told = replace(STATION, needs_told_on=date(2026, 2, 3))
    assert [day for day, _ in _asked(told, CERTIFIED, date(2026, 6, 20))] == [date(2026, 6, 16)]


@pytest.mark.parametrize("state", ["warned", "suspended", "expired"])
def test_who_is_not_in_good_standing_is_asked_nothing(state: str) -> None:
    assert collecting(PACK, replace(STATION, state=state), date(2026, 3, 17)) == ()


@given(DAYS, st.integers(1, 24))
def test_every_day_is_in_one_span_and_spans_follow_each_other(day: date, months: int) -> None:
    rule = Collecting("c", "c", months, (14,))
    begins, ends = span_of(rule, CERTIFIED, day)
    assert begins <= day <= ends
    assert span_of(rule, CERTIFIED, ends + timedelta(days=1))[0] == ends + timedelta(days=1)


@pytest.mark.parametrize("days", [(), (3, 14), (14, 14), (20, 14, 3), (28,)])
def test_days_that_cannot_be_meant_are_refused(days: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="ask_days_left"):
        Collecting("c", "c", 1, days)
