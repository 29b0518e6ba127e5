"""When staff hear of the year that is over, and until when it is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.packs import load_pack
from programme.workdays import is_working
from programme.year_over import told_on, year_before

NATIONAL = load_pack("national-2023")


@given(st.integers(2024, 2060))
def test_it_is_told_on_the_first_working_day_of_january(year: int) -> None:
    day = told_on(NATIONAL, year)
    assert day is not None
    assert (day.year, day.month) == (year, 1)
    assert is_working(day)
    assert not any(is_working(date(year, 1, n)) for n in range(1, day.day))
    assert day < NATIONAL.reminders.late_diaries_after(date(year - 1, 12, 31))


@pytest.mark.parametrize(
    ("today", "shown"), [(date(2027, 1, 1), True), (date(2027, 3, 31), True), (date(2027, 4, 1), False)]
)
def test_the_old_year_is_shown_for_a_quarter(today: date, shown: bool) -> None:
    assert year_before(NATIONAL, today) == ((date(2026, 1, 1), date(2026, 12, 31)) if shown else None)


def test_where_years_run_from_certification_nobody_is_told_in_january() -> None:
    pack = replace(NATIONAL, year=replace(NATIONAL.year, runs="anniversary"))
    assert told_on(pack, 2027) is None
    assert year_before(pack, date(2027, 1, 5)) is None
