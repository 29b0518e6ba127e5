"""Days away: both ends where they are told, never a guess, and what was written is what comes out."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from language import Absence, read_absence

SHANGHAI = timezone(timedelta(hours=8))
SUNDAY = datetime(2026, 11, 29, 10, tzinfo=SHANGHAI)
TODAY = SUNDAY.date()
WEEKDAYS = "一二三四五六日"
BOTH_ENDS = {
    "我下周一到周五出差": ("2026-11-30", "2026-12-04"),
    "下周三到下周五不在": ("2026-12-02", "2026-12-04"),
    "周五到下下周一请假": ("2026-12-04", "2026-12-07"),
    "18号到22号我在广州": ("2026-12-18", "2026-12-22"),
    "18到22号出差": ("2026-12-18", "2026-12-22"),
    "下个月20号到25号不在": ("2026-12-20", "2026-12-25"),
    "12月28号到1月3号外出": ("2026-12-28", "2027-01-03"),
    "12月18-22号培训": ("2026-12-18", "2026-12-22"),
    "12.18-12.22不在": ("2026-12-18", "2026-12-22"),
    "我明天到后天要去开会": ("2026-11-30", "2026-12-01"),
    "从广州到北京，下周一到周三都不在": ("2026-11-30", "2026-12-02"),
    "下个月初开始请假两周": ("2026-12-01", "2026-12-14"),
    "从12月28号开始出差三天": ("2026-12-28", "2026-12-30"),
    "明天起住院半个月": ("2026-11-30", "2026-12-14"),
    "下周一出差三天": ("2026-11-30", "2026-12-02"),
    "12月1号起休一个月": ("2026-12-01", "2026-12-31"),
    "下周出差": ("2026-11-30", "2026-12-06"),
    "下下周都不在": ("2026-12-07", "2026-12-13"),
    "下个月不在湛江": ("2026-12-01", "2026-12-31"),
    "下周末有事": ("2026-12-05", "2026-12-06"),
    "后天不在": ("2026-12-01", "2026-12-01"),
}
NOW_UNTIL = {
    "外出到10月8日": "2027-10-08",
    "到月底都没空": "2026-11-30",
    "出差三天": "2026-12-01",
    "请假一周": "2026-12-05",
    "这周三到下周二在外地": "2026-12-01",
    "20号到30号不在": "2026-11-30",
    "28号到3号休假": "2026-12-03",
    "昨天到后天不在": "2026-12-01",
    "月底前都没空": "2026-11-30",
    "下周三才回来": "2026-12-02",
    "本周不在": "2026-11-29",
}
ONLY_THE_FIRST = {
    "下周一开始请假": "2026-11-30",
    "从12月1号起出差": "2026-12-01",
    "下月初开始外出": "2026-12-01",
}
NOTHING = ("过两天不在", "最近出差多", "我上周三到周五不在", "出差", "昨天外出了", "", "从湛江到广州")


@pytest.mark.parametrize(("text", "days"), BOTH_ENDS.items())
def test_both_ends(text: str, days: tuple[str, str]) -> None:
    found = read_absence(text, SUNDAY)
    assert found
    assert (str(found.first), str(found.last)) == days


@pytest.mark.parametrize(("text", "last"), NOW_UNTIL.items())
def test_away_already(text: str, last: str) -> None:
    found = read_absence(text, SUNDAY)
    assert found
    assert (found.first or TODAY) <= TODAY
    assert str(found.last) == last


@pytest.mark.parametrize(("text", "first"), ONLY_THE_FIRST.items())
def test_an_end_that_nobody_told_is_left_open(text: str, first: str) -> None:
    assert read_absence(text, SUNDAY) == Absence(date.fromisoformat(first), None)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_vague_or_past_names_no_days(text: str) -> None:
    assert read_absence(text, SUNDAY) is None


days = st.integers(0, 120).map(lambda days: timedelta(days=days))
said_on = st.dates(date(2025, 1, 1), date(2028, 12, 31))
how = st.sampled_from(["我{}出差", "{}不在", "跟您说一声，{}外出", "{}休假，回来再联系"])
up_to = st.sampled_from(["到", "至", "~", "—"])


@given(said_on, days, days, how, up_to)
def test_dates_in_full_come_back(
    today: date, wait: timedelta, length: timedelta, how: str, up_to: str
) -> None:
    first, last = today + wait, today + wait + length
    said = how.format(f"{first.month}月{first.day}日{up_to}{last.month}月{last.day}日")
    assert read_absence(said, _noon(today)) == Absence(first, last)


@given(said_on, st.integers(1, 27), st.integers(0, 20), how, up_to)
def test_days_of_a_month_lie_in_one_span(today: date, wait: int, length: int, how: str, up_to: str) -> None:
    """«18号到22号»: the next 18th, and the 22nd that follows it; a span that has begun is meant where one can be."""
    assume(wait + length < 28)
    first = today + timedelta(days=wait)
    last = first + timedelta(days=length)
    said = how.format(f"{first.day}号{up_to}{last.day}号")
    assert read_absence(said, _noon(today)) == Absence(first, last)


@given(said_on, st.integers(0, 6), st.integers(0, 6), how, up_to)
def test_weekdays_follow_the_week_that_is_named(
    today: date, one: int, other: int, how: str, up_to: str
) -> None:
    monday = today + timedelta(days=7 - today.weekday())
    early, late = sorted((one, other))
    said = how.format(f"下周{WEEKDAYS[early]}{up_to}周{WEEKDAYS[late]}")
    assert read_absence(said, _noon(today)) == Absence(
        monday + timedelta(days=early), monday + timedelta(days=late)
    )


@given(said_on, st.integers(1, 90), st.integers(1, 60))
def test_so_many_days_from_one_on(today: date, wait: int, length: int) -> None:
    first = today + timedelta(days=wait)
    said = f"{first.month}月{first.day}日起出差{length}天"
    assert read_absence(said, _noon(today)) == Absence(first, first + timedelta(days=length - 1))


@given(st.text(alphabet="我周下月号日到至一二三1203起天不在出差 ,。", max_size=30), said_on)
def test_whatever_is_typed_ends_after_it_begins_and_not_before_today(text: str, today: date) -> None:
    found = read_absence(text, _noon(today))
    if found and found.last:
        assert found.last >= today
        assert found.first is None or found.first <= found.last


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("请假到年底，去海南", "2026-12-31"),
        ("年底前都不在湛江", "2026-12-31"),
        ("要到今年年底才有空，在外地", "2026-12-31"),
        ("出国到明年年底", "2027-12-31"),
        ("岁末才回来", "2026-12-31"),
    ],
)
def test_the_end_of_the_year_ends_an_absence(text: str, last: str) -> None:
    found = read_absence(text, SUNDAY)
    assert found
    assert found.first is None
    assert str(found.last) == last


def test_about_the_end_of_the_year_is_no_day() -> None:
    assert read_absence("年底出差几天", SUNDAY) is None
