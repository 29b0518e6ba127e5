"""Which reminders of an appointment are still to come."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from programme.meetings import of_meeting, still_to_come

AT = datetime.fromisoformat("2026-03-06T15:00+08:00")


@pytest.mark.parametrize(
    ("before", "ahead"),
    [
        (timedelta(days=2), ("day", "hour")),
        (timedelta(hours=22), ("hour",)),
        (timedelta(hours=1), ()),
        (timedelta(minutes=30), ()),
    ],
)
def test_what_is_promised_is_what_will_come(before: timedelta, ahead: tuple[str, ...]) -> None:
    assert still_to_come(AT, AT - before) == ahead
    assert tuple(one.name for one in of_meeting(1, AT, AT - before).rungs) == ahead
