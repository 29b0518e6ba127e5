"""Dated facts: warnings, terms, questions about renewal."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.dues import (
    first_term,
    renewed_term,
    silence,
    silence_days,
    term_dues,
    warning_due,
)
from programme.packs import load_pack
from programme.packs.duties import Warn
from programme.spans import Span, add_months, months_in_words

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
    assert "满半年未开展活动" in found.text


@pytest.mark.parametrize(
    ("months", "left", "days"),
    [
        (6, (90, 30, 10), (90, 150, 170)),
        (6, (10, 90, 30), (90, 150, 170)),
        (7, (90, 30, 10), (120, 180, 200)),
        (3, (90, 30, 10), (60, 80)),
        (1, (29, 30), (1,)),
        (6, (), ()),
    ],
)
def test_the_days_of_silence_are_counted_back_from_the_warning(
    months: int, left: tuple[int, ...], days: tuple[int, ...]
) -> None:
    assert silence_days(Warn("X 一", Span(months, "months")), left) == days


@pytest.mark.parametrize(
    ("months", "alone", "behind"),
    [
        (6, "半年", "满半年"),
        (12, "一年", "满一年"),
        (18, "一年半", "满一年半"),
        (24, "两年", "满两年"),
        (120, "十年", "满十年"),
        (126, "十年半", "满十年半"),
        (132, "132 个月", "满 132 个月"),
        (1, "1 个月", "满 1 个月"),
        (7, "7 个月", "满 7 个月"),
        (13, "13 个月", "满 13 个月"),
    ],
)
def test_spans_in_words(months: int, alone: str, behind: str) -> None:
    assert (months_in_words(months), months_in_words(months, "满")) == (alone, behind)


def test_what_a_warning_is_about() -> None:
    assert silence(Warn("X 一", Span(6, "months"))) == "满半年没有活动和日记"
    assert silence(Warn("X 一", Span(7, "months")), "您的") == "满 7 个月没有您的活动和日记"


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


def test_a_warning_is_counted_from_the_later_of_certification_and_report() -> None:
    found = warning_due(NATIONAL, "expert", date(2026, 1, 1), date(2025, 12, 1))
    assert found
    assert (found.what, found.on) == ("warning", date(2026, 7, 2))
    assert found.text == "自 2026-01-01 起满半年未开展活动、未报送数据"


def test_the_questions_and_the_end_in_words() -> None:
    asks = term_dues(NATIONAL, "station", date(2029, 10, 12))
    assert [due.text for due in asks] == [
        "任期 2029-10-12 届满，还有 60 天",
        "任期 2029-10-12 届满，还有 30 天",
        "任期已于 2029-10-12 届满",
    ]
    assert [due.clause for due in asks] == ["YQ 续聘：到期前 60 天和 30 天各问一次"] * 2 + ["N23-S 第十二条"]


def test_a_term_that_cannot_be_renewed_only_ends() -> None:
    rules = NATIONAL.rules("expert")
    assert rules.term
    once = replace(NATIONAL, expert=replace(rules, term=replace(rules.term, renewal=None)))
    assert [due.what for due in term_dues(once, "expert", date(2029, 10, 12))] == ["expire"]
    assert renewed_term(once, "expert", date(2029, 10, 12)) is None
    term = first_term(NATIONAL, "expert", date(2026, 2, 28))
    assert term
    assert (term.begins_on, term.ends_on) == (date(2026, 2, 28), date(2029, 2, 28))


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_spans_end_on_the_corresponding_day(day: date, months: int, end: date) -> None:
    assert add_months(day, months) == end
