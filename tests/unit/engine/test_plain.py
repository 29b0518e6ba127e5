"""Lengths as people say them."""

from __future__ import annotations

import pytest

from handlers.rendering.plain import show_hours


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("0.67", "40 分钟"),
        ("0.5", "30 分钟"),
        ("1", "1 小时"),
        ("2.50", "2.5 小时"),
        ("1.33", "1 小时 20 分"),
        ("0.999", "1 小时"),
        ("0", "0 小时"),
    ],
)
def test_minutes_tell_what_hours_do_not(hours: str, words: str) -> None:
    assert show_hours(hours) == words
