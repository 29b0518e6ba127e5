"""Quiet at night; what cannot wait goes at once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import SHANGHAI
from programme.delivery import may_go_at

moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(SHANGHAI))  # noqa: DTZ001  # hypothesis puts the zone


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (at(2, 8), at(2, 8)),
        (at(2, 21, 59), at(2, 21, 59)),
        (at(2, 22), at(3, 8)),
        (at(2, 23, 30), at(3, 8)),
        (at(3, 0), at(3, 8)),
        (at(3, 7, 59), at(3, 8)),
    ],
)
def test_a_notice_waits_for_the_morning(now: datetime, goes: datetime) -> None:
    assert may_go_at(now, urgent=False) == goes


@settings(derandomize=True, max_examples=100)
@given(moments)
def test_it_waits_ten_hours_at_most_and_what_is_urgent_not_at_all(now: datetime) -> None:
    assert may_go_at(now, urgent=True) == now
    goes = may_go_at(now, urgent=False)
    assert timedelta(0) <= goes - now <= timedelta(hours=10)
    assert may_go_at(goes, urgent=False) == goes
