"""By when a pack's service times are to be kept: by the clock, outside the night, on working days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.packs.times import ServiceTimes
from programme.workdays import is_working

ZONE = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("runs", "hours", "since", "by"),
    [
        ("clock", 24, "2026-03-06T15:00", "2026-03-07T15:00"),
        ("waking", 2, "2026-03-06T21:00", "2026-03-07T09:00"),
        ("waking", 2, "2026-03-06T23:30", "2026-03-07T10:00"),
        ("waking", 2, "2026-03-06T03:00", "2026-03-06T10:00"),
        ("waking", 24, "2026-03-06T15:00", "2026-03-08T11:00"),
        ("working", 24, "2026-03-06T15:00", "2026-03-09T15:00"),
        ("working", 2, "2026-03-07T15:00", "2026-03-09T02:00"),
        ("working", 24, "2026-09-30T12:00", "2026-10-08T12:00"),
    ],
)
def test_hours_that_count(
    runs: Literal["clock", "waking", "working"], hours: int, since: str, by: str
) -> None:
    """6 March 2026 is a Friday; the first week of October is a holiday."""
    assert ServiceTimes("X 一", contact_hours=hours, runs=runs).contact_by(at(since)) == at(by)


def test_what_is_urgent_and_a_review_go_by_the_clock() -> None:
    times = ServiceTimes("X 一", answer_hours=24, urgent_hours=2, review_days=5, runs="working")
    night = at("2026-03-06T23:00")
    assert times.answer_by(night, urgent=True) == at("2026-03-07T01:00")
    assert times.answer_by(night, urgent=False) == at("2026-03-09T23:00")
    assert times.review_by(night) == at("2026-03-11T23:00")


def test_what_is_not_promised_has_no_time() -> None:
    times = ServiceTimes("X 一", contact_hours=24)
    assert times.answer_by(at("2026-03-06T15:00"), urgent=True) is None
    assert times.review_by(at("2026-03-06T15:00")) is None
    assert ServiceTimes("X 一", answer_hours=24).answer_by(at("2026-03-06T15:00"), urgent=True) == at(
        "2026-03-07T15:00"
    )


def test_without_hours_of_its_own_what_is_urgent_is_promised_what_any_need_is() -> None:
    times = ServiceTimes("X 一", answer_hours=24, contact_hours=24, runs="working")
    friday = at("2026-03-06T15:00")
    assert (
        times.answer_by(friday, urgent=True)
        == times.answer_by(friday, urgent=False)
        == at("2026-03-09T15:00")
    )


@given(
    st.sampled_from(["clock", "waking", "working"]),
    st.integers(1, 720),
    st.integers(0, 270 * 24 * 60).map(lambda minutes: at("2026-01-01T00:00") + timedelta(minutes=minutes)),
)
def test_a_time_is_never_shorter_than_by_the_clock_and_ends_where_hours_count(
    runs: Literal["clock", "waking", "working"], hours: int, since: datetime
) -> None:
    by = ServiceTimes("X 一", contact_hours=hours, runs=runs).contact_by(since)
    assert by is not None
    assert by - since >= timedelta(hours=hours)
    moment = by - timedelta(seconds=1)
    assert runs != "waking" or 8 <= moment.hour < 22
    assert runs != "working" or is_working(date(moment.year, moment.month, moment.day))
