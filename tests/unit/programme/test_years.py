"""A duty year by its key, its name and its end, whatever month it begins in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.duty import duty_year
from programme.offers import was_taken_until
from programme.packs import RulePack, load_pack
from programme.packs.duties import Year
from programme.year_over import told_on
from programme.year_over import year_before as asked_about
from programme.years import briefly, key_of, last_day, late_until, name_of, year_before

NATIONAL = load_pack("national-2023")
DAYS = st.dates(date(2024, 1, 1), date(2060, 12, 31))
MONTHS = st.integers(1, 12)


def year_from(month: int) -> Year:
    return replace(NATIONAL.year, first_month=month)


def pack_from(month: int, late: str | None = None) -> RulePack:
    reminders = replace(NATIONAL.reminders, late_diaries_until=late)
    return replace(NATIONAL, year=year_from(month), reminders=reminders)


@given(MONTHS, DAYS)
def test_a_key_names_one_year_and_years_follow_each_other(month: int, day: date) -> None:
    rule = year_from(month)
    first, last = duty_year(rule, None, day)
    assert first.year == key_of(rule, day)
    assert last_day(rule, key_of(rule, day)) == last
    assert last_day(rule, year_before(rule, day)) == first - timedelta(days=1)


@given(MONTHS, DAYS)
def test_diaries_are_taken_for_a_month_where_the_pack_names_no_day(month: int, day: date) -> None:
    pack = pack_from(month)
    begins = duty_year(pack.year, None, day)[0]
    late = late_until(pack, year_before(pack.year, day))
    assert begins <= late < begins + timedelta(days=31)
    assert (late + timedelta(days=1)).day == 1


@given(MONTHS, DAYS, st.sampled_from(["01-31", "07-20", "02-28"]))
def test_the_day_that_the_pack_names_is_the_first_after_the_end(month: int, day: date, until: str) -> None:
    pack = pack_from(month, until)
    last = last_day(pack.year, key_of(pack.year, day))
    late = late_until(pack, key_of(pack.year, day))
    assert f"{late:%m-%d}" == until
    assert last < late <= last + timedelta(days=366)
    assert was_taken_until(pack, day, late) is None
    assert was_taken_until(pack, day, late + timedelta(days=1)) == late


@pytest.mark.parametrize(
    ("month", "name", "short"),
    [
        (1, "2026 年度", "2026 年"),
        (7, "2026–2027 年度", "2026–2027 年度"),
        (12, "2026–2027 年度", "2026–2027 年度"),
    ],
)
def test_a_year_in_two_calendar_years_is_named_by_both(month: int, name: str, short: str) -> None:
    assert (name_of(year_from(month), 2026), briefly(year_from(month), 2026)) == (name, short)


def test_a_year_from_july_is_told_of_in_july_and_asked_about_until_september() -> None:
    pack = pack_from(7)
    assert told_on(pack, 2027) == date(2027, 7, 1)
    gone = date(2026, 7, 1), date(2027, 6, 30)
    assert asked_about(pack, date(2027, 9, 30)) == gone
    assert asked_about(pack, date(2027, 10, 1)) is None
