"""Which day brings a digest, and what of it is read first."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.digests import Item, arrange, carried_on, digest_days, goals_told, left_lying
from programme.workdays import is_working

TODAY = date(2026, 7, 7)
PAGE = 8
DAYS = st.one_of(st.none(), st.dates(date(2026, 7, 1), date(2026, 9, 1)))
ITEMS = st.lists(st.builds(Item, st.text(max_size=3), st.booleans(), DAYS, st.integers(0, 9)), max_size=30)


@given(ITEMS)
def test_every_line_is_read_once_and_the_first_page_has_news(items: list[Item]) -> None:
    order = arrange(items, TODAY, PAGE)
    assert sorted(order) == list(range(len(items)))
    news = sum(item.new for item in items)
    assert sum(items[n].new for n in order[:PAGE]) >= min(news, 6)
    first = [items[n].urgency(TODAY) for n in order[:PAGE]]
    assert first == sorted(first)


@given(ITEMS)
def test_what_is_due_stands_above_all_others_of_its_page(items: list[Item]) -> None:
    order = arrange(items, TODAY, PAGE)
    due = [items[n].by is not None and items[n].by <= TODAY for n in order[:PAGE]]  # type: ignore[operator]  # asked on the left
    assert due == sorted(due, reverse=True)


def test_a_week_of_holidays_has_one_digest_day_and_make_up_days_are_such() -> None:
    assert [is_working(date(2026, 10, day)) for day in (1, 5, 8, 10)] == [False, False, True, True]
    assert list(digest_days(date(2026, 10, 8))) == []
    assert list(digest_days(date(2026, 10, 9))) == [date(2026, 10, 8)]


@pytest.mark.parametrize(
    ("last", "opens_week", "told"),
    [
        (None, False, "all"),
        (date(2026, 6, 30), False, "all"),
        (date(2025, 7, 7), True, "all"),
        (date(2026, 7, 1), True, "behind"),
        (date(2026, 7, 6), False, ""),
    ],
)
def test_goals_are_told_once_a_month_and_when_one_fell_behind(
    last: date | None, opens_week: bool, told: str
) -> None:
    assert goals_told(last, TODAY, opens_week) == told


def test_a_year_without_a_notice_has_its_weekdays() -> None:
    assert is_working(date(2031, 3, 3))
    assert not is_working(date(2031, 3, 1))


def test_what_has_stood_for_three_weeks_is_said_once() -> None:
    since = carried_on(["need:1", "need:2"], {"need:1": "2026-06-16", "need:9": "2026-01-01"}, TODAY)
    assert since == {"need:1": "2026-06-16", "need:2": "2026-07-07"}
    assert left_lying(since, date(2026, 7, 6), TODAY) == ["need:1"]
    assert left_lying(since, TODAY, date(2026, 7, 8)) == []
