"""Offers and diaries by the figures of a pack."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from programme.offers import answer_by, can_undo, is_too_old, wave
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
