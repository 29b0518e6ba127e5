"""Working days, read against the State Council's notices."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.errors import PackError, UnknownYear
from programme.workdays import Calendar, is_workday, known_years, last_day, read_calendar, working_days


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 9, 28), 5, date(2026, 10, 10)),
        (date(2024, 9, 27), 5, date(2024, 10, 10)),
        (date(2026, 5, 18), 5, date(2026, 5, 25)),
        (date(2026, 5, 16), 1, date(2026, 5, 18)),
    ],
)
def test_the_day_of_publication_is_excluded_and_make_up_days_count(start: date, days: int, end: date) -> None:
    assert last_day(start, days) == end


def test_the_days_counted_can_be_shown() -> None:
    days = working_days(date(2026, 9, 28), 5)
    assert [day.isoformat()[5:] for day in days] == ["09-29", "09-30", "10-08", "10-09", "10-10"]


def test_the_library_covers_2004_to_2026() -> None:
    assert known_years() == (2004, 2026)


@pytest.mark.parametrize("start", [date(2031, 3, 3), date(2026, 12, 29), date(1999, 1, 4)])
def test_an_unknown_year_is_refused_with_advice(start: date) -> None:
    with pytest.raises(UnknownYear, match="日历文件中补上"):
        last_day(start, 5)


def test_a_calendar_file_makes_a_new_year_known() -> None:
    calendar = read_calendar("[2031]\nnotice = 'x'\nrest = [2031-03-04]\nwork = [2031-03-08]\n")
    assert last_day(date(2031, 3, 3), 5, calendar) == date(2031, 3, 10)


def test_a_calendar_file_overrides_a_known_year() -> None:
    calendar = Calendar(rest=frozenset({date(2026, 9, 29)}), work=frozenset({date(2026, 10, 7)}))
    assert last_day(date(2026, 9, 28), 2, calendar) == date(2026, 10, 7)


@pytest.mark.parametrize(
    "text",
    [
        "[x]",
        "rest = [2031-01-01]",
        "[2031]\nrest = ['x']",
        "[2031]\nfree = []",
        "[2031]\nrest = [2031-01-01]\nwork = [2031-01-01]",
        "[2031",
    ],
)
def test_a_wrong_calendar_file_is_told(text: str) -> None:
    with pytest.raises(PackError, match=r"calendar\.toml:1"):
        read_calendar(text)


def test_at_least_one_day_is_asked_for() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        working_days(date(2026, 1, 5), 0)


@given(start=st.dates(date(2004, 1, 1), date(2026, 10, 1)), days=st.integers(1, 15))
def test_the_last_day_is_worked_and_closes_exactly_so_many(start: date, days: int) -> None:
    end = last_day(start, days)
    between = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert is_workday(end)
    assert sum(map(is_workday, between)) == days


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2031, 3, 3), True),
        (date(2031, 3, 7), True),
        (date(2031, 3, 8), False),
        (date(2031, 3, 9), False),
        (date(2004, 1, 5), True),
        (date(2026, 12, 31), True),
    ],
)
def test_a_year_that_a_notice_covers_is_worked_from_monday_to_friday(day: date, worked: bool) -> None:
    assert is_workday(day, Calendar(years=frozenset({2031}))) is worked


def test_an_unknown_year_names_what_is_known() -> None:
    with pytest.raises(UnknownYear) as fault:
        is_workday(date(2027, 1, 4))
    assert (fault.value.year, fault.value.known) == (2027, (2004, 2026))
    with pytest.raises(UnknownYear):
        is_workday(date(2003, 12, 31))


def test_one_working_day_is_enough_to_ask_for() -> None:
    assert working_days(date(2026, 1, 5), 1) == (date(2026, 1, 6),)


def test_a_calendar_holds_what_its_file_says() -> None:
    text = "[2031]\nrest = [2031-01-01]\nwork = [2031-01-04]\n[2032]\n"
    assert read_calendar(text) == Calendar(
        frozenset({date(2031, 1, 1)}), frozenset({date(2031, 1, 4)}), frozenset({2031, 2032})
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[x]", "日历文件应按年分表"),
        ("[2031]\nrest = ['x']", "rest 里应是日期，写的是 'x'"),
        ("[2031]\nwork = [2031-01-01T08:00:00]", "work 里应是日期"),
        ("[2031]\nfree = []", "只能写 rest、work、notice"),
        (
            "[2031]\nrest = [2031-01-02, 2031-01-01]\nwork = [2031-01-01, 2031-01-02]",
            "2031-01-01 既写作休息又写作上班$",
        ),
    ],
)
def test_a_wrong_calendar_file_is_told_in_words(text: str, fault: str) -> None:
    with pytest.raises(PackError, match=fault) as refusal:
        read_calendar(text, "own.toml")
    assert (refusal.value.file, refusal.value.line) == ("own.toml", 1)
