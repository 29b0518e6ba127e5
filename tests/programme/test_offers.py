"""How long, how many at once, and until when a deed can be undone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from programme.offers import answer_by, can_undo, wave

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_what_is_urgent_asks_three_for_two_hours() -> None:
    assert wave(urgent=True) == 3
    assert answer_by(NOW, urgent=True) == NOW + timedelta(hours=2)


def test_what_is_not_asks_one_for_a_day() -> None:
    assert wave(urgent=False) == 1
    assert answer_by(NOW, urgent=False) == NOW + timedelta(hours=24)


def test_a_deed_can_be_undone_for_a_day_to_the_second() -> None:
    assert can_undo(NOW, NOW)
    assert can_undo(NOW, NOW + timedelta(hours=24))
    assert not can_undo(NOW, NOW + timedelta(hours=24, seconds=1))
