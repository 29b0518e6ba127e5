"""Quiet at night; what cannot wait goes at once; what fails comes back, each message at a moment of its own."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import SHANGHAI
from programme.delivery import (
    DEDUPLICATED_FOR,
    LEASE,
    LONGEST_WAIT,
    MOST_TRIES,
    PATIENT_TRIES,
    SEND_WITHIN,
    Failure,
    WayFacts,
    grave_may_go_at,
    may_go_at,
    next_reminder_at,
    next_step,
    rank,
    waits,
)
from programme.workdays import KNOWN, is_working

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


@settings(max_examples=100)
@given(moments)
def test_it_waits_ten_hours_at_most_and_what_is_urgent_not_at_all(now: datetime) -> None:
    assert may_go_at(now, urgent=True) == now
    goes = may_go_at(now, urgent=False)
    assert timedelta(0) <= goes - now <= timedelta(hours=10)
    assert may_go_at(goes, urgent=False) == goes


@settings(max_examples=100)
@given(st.integers(1, 60), st.integers(1, 10**9), st.timedeltas(timedelta(0), timedelta(days=2)))
def test_a_message_that_failed_waits_longer_each_time_and_never_less_than_asked(
    tries: int, row: int, after: timedelta
) -> None:
    assert waits(tries, row, after) >= after
    assert waits(tries, row) == waits(tries, row) <= LONGEST_WAIT * 1.25
    assert waits(tries, row) >= waits(1, row) * 0.6


def test_a_thousand_messages_do_not_come_back_at_one_moment() -> None:
    assert len({waits(3, row) for row in range(1000)}) > 500


def test_the_only_way_is_tried_for_a_day_and_another_is_taken_within_the_hour() -> None:
    tried = [
        sum((waits(one, 7) for one in range(1, most)), timedelta(0)) for most in (MOST_TRIES, PATIENT_TRIES)
    ]
    assert timedelta(hours=24) < tried[0] < timedelta(hours=48)
    assert timedelta(minutes=5) < tried[1] < timedelta(hours=1)


@pytest.mark.parametrize(
    ("failure", "step"),
    [
        (Failure("wait", 1, uncertain=False, may_repeat=False, other_ways=False), "again"),
        (Failure("wait", 1, uncertain=True, may_repeat=True, other_ways=False), "again"),
        (Failure("wait", 1, uncertain=True, may_repeat=False, other_ways=True), "unknown"),
        (Failure("wait", PATIENT_TRIES, uncertain=False, may_repeat=False, other_ways=True), "other way"),
        (Failure("wait", PATIENT_TRIES, uncertain=False, may_repeat=False, other_ways=False), "again"),
        (Failure("wait", MOST_TRIES, uncertain=False, may_repeat=False, other_ways=False), "other way"),
        (Failure("blocked", 1, uncertain=False, may_repeat=False, other_ways=False), "other way"),
        (Failure("broken", 1, uncertain=False, may_repeat=True, other_ways=True), "dead"),
    ],
)
def test_each_trouble_has_its_step(failure: Failure, step: str) -> None:
    assert next_step(failure) == step


MAILBOX, FIRST, SECOND = WayFacts(mailbox=True), WayFacts(preference=10), WayFacts(preference=20)


def test_a_mailbox_is_first_for_one_who_reads_it_and_last_for_one_who_does_not() -> None:
    ways = [SECOND, MAILBOX, FIRST, WayFacts()]
    assert sorted(ways, key=lambda way: rank(way, here=True)) == [MAILBOX, FIRST, SECOND, WayFacts()]
    assert sorted(ways, key=lambda way: rank(way, here=False)) == [FIRST, SECOND, WayFacts(), MAILBOX]
    assert rank(WayFacts(mailbox=True, preference=1), here=True) < rank(MAILBOX, here=True)


@pytest.mark.parametrize(
    ("now", "last", "again"),
    [
        (at(2, 9), None, at(2, 9)),
        (at(2, 9), at(1, 23), at(2, 9)),
        (at(2, 9), at(2, 8), at(3, 8)),
        (at(2, 0), at(2, 0), at(3, 8)),
        (at(31, 9), at(31, 8), datetime(2026, 4, 1, 8, tzinfo=SHANGHAI)),
    ],
)
def test_a_person_is_reminded_once_a_day(now: datetime, last: datetime | None, again: datetime) -> None:
    assert next_reminder_at(now, last) == again


@pytest.mark.parametrize(("tries", "plain"), [(1, 5), (2, 10), (3, 20), (9, 1280), (11, 3600), (500, 3600)])
def test_the_wait_doubles_from_five_seconds_to_an_hour(tries: int, plain: int) -> None:
    found = [waits(tries, row).total_seconds() for row in range(200)]
    assert plain * 0.75 <= min(found) < plain * 0.8
    assert plain * 1.2 < max(found) < plain * 1.25


def test_who_does_not_answer_is_not_asked_before_the_vendor_said() -> None:
    assert waits(1, 1, timedelta(minutes=7)) == timedelta(minutes=7)
    assert waits(1, 1, timedelta(seconds=1)) == waits(1, 1)


@pytest.mark.parametrize(
    ("failure", "step"),
    [
        (Failure("wait", PATIENT_TRIES - 1, uncertain=False, may_repeat=False, other_ways=True), "again"),
        (Failure("wait", MOST_TRIES - 1, uncertain=False, may_repeat=False, other_ways=False), "again"),
        (Failure("wait", MOST_TRIES + 1, uncertain=False, may_repeat=True, other_ways=False), "other way"),
        (Failure("broken", 1, uncertain=True, may_repeat=False, other_ways=True), "unknown"),
        (Failure("blocked", 1, uncertain=True, may_repeat=True, other_ways=False), "other way"),
    ],
)
def test_the_borders_between_the_steps(failure: Failure, step: str) -> None:
    assert next_step(failure) == step


def test_a_lease_outlasts_the_vendor_s_answer() -> None:
    assert SEND_WITHIN < LEASE < DEDUPLICATED_FOR


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (at(3, 9), at(3, 9)),
        (at(3, 17, 59), at(3, 17, 59)),
        (at(3, 18), at(4, 9)),
        (at(3, 8, 59), at(3, 9)),
        (at(6, 18, 30), at(9, 9)),
        (at(7, 12), at(9, 9)),
        (at(8, 20), at(9, 9)),
    ],
)
def test_what_is_hard_to_hear_waits_for_an_office_that_is_open(now: datetime, goes: datetime) -> None:
    assert grave_may_go_at(now, KNOWN) == goes


@given(moments)
def test_it_waits_no_longer_than_offices_are_closed(now: datetime) -> None:
    told = grave_may_go_at(now, KNOWN)
    assert is_working(told.date(), KNOWN)
    assert time(9) <= told.time() < time(18)
    assert told == now or told.time() == time(9)
    between = [now + timedelta(hours=hours) for hours in range((told - now) // timedelta(hours=1))]
    assert not any(is_working(one.date(), KNOWN) and time(9) <= one.time() < time(18) for one in between)
