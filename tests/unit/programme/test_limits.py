"""Reminders over random years: never past a limit, never on a day that is not theirs, and never less than wished."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import SHANGHAI
from programme.limits import About, Listener, Wish, next_reminder
from programme.offers import answer_by
from programme.packs import load_pack
from programme.workdays import is_holiday, is_working

PACK = load_pack("national-2023")
LIMITS = PACK.limits
FIRST = date(2025, 1, 1)
days = st.integers(0, 700).map(lambda n: FIRST + timedelta(days=n))
abouts = st.builds(About, by=st.none() | days, said_on=st.none(), must=st.booleans())
wishes: st.SearchStrategy[Wish] = st.sampled_from(["usual", "quarterly", "must"])
listeners = st.builds(
    Listener,
    wish=wishes,
    quiet=st.sampled_from(["", "67", "1", "12345"]),
    away_from=st.none() | days,
    away_until=st.none() | days,
)


def a_year(wanted: list[tuple[date, About]], who: Listener) -> list[tuple[date, About]]:
    """What is sent of what falls due, each put off to the day that is free for it."""
    sent: list[tuple[date, About]] = []
    for day, about in sorted(wanted, key=lambda one: one[0]):
        said = max((on for on, other in sent if other.by == about.by), default=None)
        begin = max([day, *(on for on, _ in sent)])
        known = replace(about, said_on=said)
        if free := next_reminder(begin, known, {on for on, _ in sent}, who, LIMITS):
            sent.append((free, known))
    return sent


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(days, abouts), max_size=40), listeners)
def test_no_year_goes_past_a_limit(wanted: list[tuple[date, About]], who: Listener) -> None:
    sent = a_year(wanted, who)
    on = [day for day, _ in sent]
    for span, most in ((1, 1), (7, 2), (30, 3), (365, 10)):
        assert all(sum(0 <= (day - one).days < span for one in on) <= most for day in on)
    for day, about in sent:
        assert not is_holiday(day)
        assert not who.is_away(day)
        assert str(day.isoweekday()) not in who.quiet
        presses = about.by is not None and 0 <= (about.by - day).days <= LIMITS.pressing_days
        assert presses or about.said_on is None or (day - about.said_on).days >= LIMITS.same_figures_days
        assert about.must or presses or who.wish != "must"


@settings(max_examples=60, deadline=None)
@given(st.lists(days, max_size=30), abouts, days)
def test_whoever_has_room_hears_at_once(before: list[date], about: About, day: date) -> None:
    free = next_reminder(day, about, before, Listener(), LIMITS)
    assert free is None or free >= day
    if not is_holiday(day) and all(abs((day - one).days) >= 365 for one in before):
        assert free == day


@pytest.mark.parametrize(
    ("day", "free"),
    [
        (date(2026, 10, 1), date(2026, 10, 8)),
        (date(2026, 2, 14), date(2026, 2, 14)),  # a Saturday that is worked
        (date(2026, 2, 15), date(2026, 2, 24)),
        (date(2026, 3, 7), date(2026, 3, 7)),  # an ordinary Saturday
    ],
)
def test_holidays_are_left_out_and_plain_weekends_are_not(day: date, free: date) -> None:
    assert next_reminder(day, About(), (), Listener(), LIMITS) == free


def test_the_last_days_before_a_date_may_repeat_the_figures() -> None:
    by = date(2026, 12, 31)
    call = About(by, said_on=date(2026, 12, 1))
    assert next_reminder(date(2026, 12, 15), call, (), Listener(), LIMITS) == date(2026, 12, 17)


def test_who_stopped_reminders_hears_what_must_be_known() -> None:
    stopped = Listener(wish="must")
    today = date(2026, 3, 3)
    assert next_reminder(today, About(), (), stopped, LIMITS) is None
    assert next_reminder(today, About(must=True), (), stopped, LIMITS) == today
    assert next_reminder(today, About(by=date(2026, 6, 30)), (), stopped, LIMITS) == date(2026, 6, 16)


def test_once_a_quarter_is_once_a_quarter() -> None:
    rarely = Listener(wish="quarterly")
    sent = {date(2026, 1, 20)}
    assert next_reminder(date(2026, 3, 3), About(), sent, rarely, LIMITS) == date(2026, 4, 1)


def test_the_clock_of_an_offer_stands_still_on_days_off() -> None:
    eve = datetime(2026, 2, 14, 16, tzinfo=SHANGHAI)
    assert answer_by(PACK.offers, eve, False) == datetime(2026, 2, 24, 16, tzinfo=SHANGHAI)
    assert answer_by(PACK.offers, eve, True) == eve + timedelta(hours=2)
    friday = datetime(2026, 3, 6, 9, 30, tzinfo=SHANGHAI)
    assert answer_by(PACK.offers, friday, False) == datetime(2026, 3, 9, 9, 30, tzinfo=SHANGHAI)


@settings(max_examples=60, deadline=None)
@given(st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 1), timezones=st.just(SHANGHAI)))  # noqa: DTZ001  # hypothesis puts the zone
def test_an_offer_never_lapses_on_a_day_off(moment: datetime) -> None:
    ends = answer_by(PACK.offers, moment, False)
    assert ends - moment >= timedelta(hours=24)
    assert is_working((ends - timedelta(seconds=1)).date())
