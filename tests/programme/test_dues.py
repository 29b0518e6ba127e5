"""Dated facts: warnings, terms, questions about renewal."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.dues import (
    first_term,
    renewed_term,
    term_dues,
    warning_due,
)
from programme.packs import load_pack
from programme.spans import add_months

NATIONAL = load_pack("national-2023")


@pytest.mark.parametrize(
    ("certified", "last", "due"),
    [
        (date(2026, 1, 1), None, date(2026, 7, 2)),
        (date(2026, 1, 1), date(2026, 3, 15), date(2026, 9, 16)),
        (date(2026, 5, 1), date(2026, 3, 15), date(2026, 11, 2)),
        (date(2025, 8, 31), None, date(2026, 3, 1)),
    ],
)
def test_half_a_year_of_silence(certified: date, last: date | None, due: date) -> None:
    found = warning_due(NATIONAL, "expert", certified, last)
    assert found
    assert (found.on, found.clause) == (due, "N23 五")
    assert "6 个月" in found.text


def test_a_pack_without_warning_has_none_due() -> None:
    assert warning_due(load_pack("hebei-2020"), "expert", date(2020, 1, 1)) is None


def test_a_term_lasts_three_years_to_the_corresponding_day() -> None:
    term = first_term(NATIONAL, "expert", date(2026, 10, 12))
    assert term
    assert (term.ends_on, term.clause) == (date(2029, 10, 12), "N23-E 第九条")
    following = renewed_term(NATIONAL, "expert", term.ends_on)
    assert following
    assert (following.begins_on, following.ends_on) == (date(2029, 10, 13), date(2032, 10, 12))


def test_renewal_is_asked_60_and_30_days_ahead() -> None:
    found = term_dues(NATIONAL, "expert", date(2029, 10, 12))
    assert [(due.what, due.on) for due in found] == [
        ("ask_renewal", date(2029, 8, 13)),
        ("ask_renewal", date(2029, 9, 12)),
        ("expire", date(2029, 10, 13)),
    ]
    assert all(due.clause for due in found)


def test_hebei_sets_no_term() -> None:
    hebei = load_pack("hebei-2020")
    assert first_term(hebei, "expert", date(2020, 5, 1)) is None
    assert renewed_term(hebei, "expert", date(2020, 5, 1)) is None
    assert term_dues(hebei, "expert", date(2020, 5, 1)) == ()


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(1, 48))
def test_longer_spans_end_later(day: date, months: int) -> None:
    assert day < add_months(day, months) < add_months(day, months + 2)
    assert add_months(day, months) <= add_months(day + timedelta(days=1), months)
