"""Offers and diaries by the figures of a pack."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from programme.offers import (
    answer_by,
    asks_again_at,
    can_undo,
    free_on,
    is_too_old,
    is_worth_waiting,
    wave,
)
from programme.packs import load_pack

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
OFFERS, DIARIES = load_pack("national-2023").offers, load_pack("national-2023").diaries


def test_an_urgent_need_asks_three_for_two_hours() -> None:
    assert wave(OFFERS, urgent=True) == 3
    assert answer_by(OFFERS, NOW, urgent=True) == NOW + timedelta(hours=2)


def test_another_asks_one_for_a_day() -> None:
    assert wave(OFFERS, urgent=False) == 1
    assert answer_by(OFFERS, NOW, urgent=False) == NOW + timedelta(hours=24)


def test_a_diary_can_be_undone_for_a_day() -> None:
    assert can_undo(DIARIES, NOW, NOW)
    assert can_undo(DIARIES, NOW, NOW + timedelta(hours=24))
    assert not can_undo(DIARIES, NOW, NOW + timedelta(hours=24, seconds=1))


@pytest.mark.parametrize(
    ("served", "months", "old"),
    [
        (date(2025, 3, 2), 12, False),
        (date(2025, 3, 1), 12, True),
        (date(2026, 2, 2), 1, False),
        (date(2026, 2, 1), 1, True),
        (date(2026, 3, 2), 1, False),
    ],
)
def test_a_service_may_lie_back_so_many_months(served: date, months: int, old: bool) -> None:
    assert is_too_old(replace(DIARIES, oldest_months=months), served, NOW.date()) is old


MONDAY = NOW.date()


@pytest.mark.parametrize(
    ("away", "quiet", "full", "days"),
    [
        ((None, None), "", False, 0),
        ((None, None), "", True, 1),
        ((None, MONDAY), "", False, 1),
        ((None, MONDAY), "", True, 1),
        ((None, MONDAY), "23", False, 3),
        ((None, date(2026, 3, 5)), "", False, 4),
        ((date(2026, 3, 3), date(2026, 3, 5)), "", True, 4),
        ((date(2026, 3, 4), date(2026, 3, 5)), "", True, 1),
        ((None, None), "1", False, 1),
        ((None, None), "1234567", False, 0),
    ],
)
def test_when_somebody_may_be_asked_again(
    away: tuple[date | None, date | None], quiet: str, full: bool, days: int
) -> None:
    assert free_on(MONDAY, away, quiet, full=full) == MONDAY + timedelta(days=days)


def test_waiting_is_worth_it_for_some_days_and_ends_in_the_morning() -> None:
    assert [is_worth_waiting(OFFERS, MONDAY, MONDAY + timedelta(days=days)) for days in range(5)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert asks_again_at(date(2026, 3, 3), UTC) == datetime(2026, 3, 3, 8, tzinfo=UTC)
