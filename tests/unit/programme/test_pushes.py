"""When an officer may be told one more thing of a kind: at once, gathered within the hour, so many a day."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from programme.delivery import CARDS_A_DAY, GATHERED_FOR, next_card_at

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 5, 12, 10, tzinfo=ZONE)


def test_the_first_of_a_kind_goes_at_once_and_the_next_waits_for_the_hour() -> None:
    assert next_card_at(NOW, None, 0) == NOW
    assert next_card_at(NOW, NOW - timedelta(minutes=10), 1) == NOW + timedelta(minutes=50)
    assert next_card_at(NOW, NOW - GATHERED_FOR, 1) == NOW


def test_beyond_the_number_of_a_day_it_waits_for_the_morning() -> None:
    assert next_card_at(NOW, None, CARDS_A_DAY) == datetime(2026, 5, 13, 8, tzinfo=ZONE)


@given(st.lists(st.integers(0, 14 * 60), max_size=60))
def test_however_much_comes_a_day_has_no_more_pushes_than_its_number(minutes: list[int]) -> None:
    waiting = sorted(NOW.replace(hour=8) + timedelta(minutes=minute) for minute in minutes)
    sent: list[datetime] = []
    while waiting:
        now = waiting[0]
        today = sum(one.date() == now.date() for one in sent)
        at = next_card_at(now, sent[-1] if sent else None, today)
        if at > now:
            waiting = sorted(at if one < at else one for one in waiting)
        else:
            sent.append(now)
            waiting = [one for one in waiting if one > now]
    days = {one.date() for one in sent}
    assert all(sum(one.date() == day for one in sent) <= CARDS_A_DAY for day in days)
    assert all(later - earlier >= GATHERED_FOR for earlier, later in itertools.pairwise(sent))
