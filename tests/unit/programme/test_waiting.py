"""Whoever waits hears how it stands: never too late, not on a rest day, each word once, over random lives."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.packs import load_pack
from programme.reminders import Ladder
from programme.waiting import of_focus, of_need, of_objection, of_return, of_review
from programme.workdays import Calendar, is_workday, is_working

PACK = load_pack("national-2023")
RULE, CALENDAR = PACK.waiting, PACK.calendar
SHANGHAI = timezone(timedelta(hours=8))
DAY = timedelta(days=1)
FIRST = datetime(2025, 1, 1, tzinfo=SHANGHAI)
MOMENTS = st.integers(0, 577 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
DAYS = MOMENTS.map(datetime.date)


def need(since: datetime, now: datetime, urgent: bool = False) -> Ladder[datetime]:
    return of_need(RULE, 7, since, urgent, now, CALENDAR)


def heard(since: datetime, until: datetime, urgent: bool = False) -> list[tuple[datetime, str]]:
    """What is heard by one who looks whenever something is next due, as the application does."""
    words, now = [], since
    while (at := need(since, now, urgent).next(now)) and at <= until:
        reminder = need(since, at, urgent).due(at)
        assert reminder is not None
        words.append((at, reminder.key))
        now = at
    return words


def awake(begins: date, ends: date) -> int:
    """Days after the one and up to the other that are no rest days."""
    return sum(is_working(begins + days * DAY, CALENDAR) for days in range(1, (ends - begins).days + 1))


def test_a_firm_hears_after_one_three_seven_days_then_weekly() -> None:
    since = datetime(2026, 3, 2, 10, 10, tzinfo=SHANGHAI)
    words = heard(since, since + 30 * DAY)
    assert [(at.day, at.hour) for at, _ in words] == [(3, 11), (5, 11), (9, 11), (16, 11), (23, 11), (30, 11)]
    assert [key for _, key in words] == [f"need_waits:7:{days}" for days in (1, 3, 7, 14, 21, 28)]


@pytest.mark.parametrize(
    ("since", "first"),
    [
        (datetime(2026, 9, 30, 10, 0, tzinfo=SHANGHAI), datetime(2026, 10, 8, 10, 0, tzinfo=SHANGHAI)),
        (datetime(2026, 3, 6, 21, 30, tzinfo=SHANGHAI), datetime(2026, 3, 9, 8, 0, tzinfo=SHANGHAI)),
        (datetime(2026, 3, 3, 3, 30, tzinfo=SHANGHAI), datetime(2026, 3, 4, 8, 0, tzinfo=SHANGHAI)),
    ],
)
def test_a_word_waits_for_the_working_day_and_the_morning(since: datetime, first: datetime) -> None:
    assert need(since, since).next(since) == first


def test_an_urgent_need_does_not_wait_for_monday() -> None:
    friday = datetime(2026, 3, 6, 10, 0, tzinfo=SHANGHAI)
    assert need(friday, friday, urgent=True).next(friday) == friday + DAY


@given(MOMENTS, st.integers(1, 400))
def test_no_firm_waits_in_silence_past_eight_days_and_no_word_has_a_key_twice(
    since: datetime, days: int
) -> None:
    until = since + days * DAY
    words = heard(since, until)
    moments = [since, *(at for at, _ in words), until]
    assert all(awake(before.date(), after.date()) <= 8 for before, after in pairwise(moments))
    assert len({key for _, key in words}) == len(words)
    assert all(is_workday(at.date(), CALENDAR) and 8 <= at.hour < 22 for at, _ in words if at.year < 2027)


@given(MOMENTS, st.lists(st.integers(1, 900), min_size=1, max_size=30))
def test_after_an_outage_of_any_length_one_word_is_said_and_none_again(
    since: datetime, hours: list[int]
) -> None:
    now, said = since, []
    for gap in hours:
        before, now = now, now + timedelta(hours=gap)
        ladder = need(since, now)
        if any(before < rung.at <= now for rung in ladder.rungs):
            reminder = ladder.due(now)
            said += [reminder.key] if reminder else []
    assert len(set(said)) == len(said)


@given(MOMENTS, st.integers(0, 400))
def test_the_same_life_gives_the_same_words_whenever_it_is_looked_at(since: datetime, days: int) -> None:
    late = need(since, since + 500 * DAY)
    now = since + days * DAY
    assert need(since, now).due(now) == late.due(now)
    assert need(since, now).next(now) == late.next(now)
    utc = of_need(RULE, 7, since.astimezone(UTC).astimezone(SHANGHAI), False, now, CALENDAR)
    assert utc.due(now) == late.due(now)


@given(DAYS, st.integers(1, 400))
def test_no_applicant_waits_past_ten_working_days_then_twenty(since: date, days: int) -> None:
    until = since + days * DAY
    ladder = of_review(RULE, 3, since, until, CALENDAR)
    said = [rung.at for rung in ladder.rungs if rung.at <= until]
    counted = [awake(since, day) for day in said]
    assert counted == [5, 10, *range(20, 500, 20)][: len(said)]
    last = said[-1] if said else since
    assert awake(last, until) < (20 if len(said) > 2 else 10)
    assert ladder.next(until) is not None


@given(DAYS, st.integers(0, 60))
def test_who_has_an_objection_hears_on_the_first_working_day_after_publicity(ended: date, days: int) -> None:
    ladder = of_objection(RULE, 3, ended, ended + days * DAY, CALENDAR)
    assert awake(ended, ladder.rungs[0].at) == 1
    assert len({rung.name for rung in ladder.rungs}) == len(ladder.rungs)


@given(DAYS)
def test_who_was_returned_hears_twice(returned: date) -> None:
    ladder = of_return(RULE, 3, returned, CALENDAR)
    assert [
        awake(returned + days * DAY, rung.at) <= 1 for days, rung in zip((7, 30), ladder.rungs, strict=True)
    ]
    assert ladder.next(ladder.rungs[-1].at) is None


def test_in_a_year_without_a_notice_the_week_alone_counts() -> None:
    assert [is_working(date(2028, 10, day), Calendar()) for day in range(14, 18)] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(("rated", "days"), [(True, [7]), (False, [7, 30])])
def test_a_focus_group_is_asked_early_and_late_only_where_nothing_else_asks_then(
    rated: bool, days: list[int]
) -> None:
    """A service that was rated is asked about after thirty days for its effect: one word that day, not two."""
    ladder = of_focus(RULE, 7, FIRST, rated)
    asked = [ladder.due(FIRST + day * DAY) for day in days]
    assert [ladder.next(FIRST + (day - 1) * DAY) for day in days] == [FIRST + day * DAY for day in days]
    assert len({one.key for one in asked if one}) == len(days)
    assert ladder.next(FIRST + days[-1] * DAY) is None
    assert ladder.due(FIRST + 60 * DAY) is None
