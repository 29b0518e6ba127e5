"""Phrases made from a day, by a writer that knows nothing of the reader, come back as that day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from language import dates, normalise, read_date, read_day_ahead, read_period
from language.calendar import lunar, scan
from language.calendar.kinds import Kind
from language.data import rows

SHANGHAI = timezone(timedelta(hours=8))
WEEKDAYS, PLAIN, FORMAL = "一二三四五六日", "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
Writer = Callable[[date], str]


def spoken(number: int) -> str:
    """1 to 99 as it is said."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{PLAIN[tens]}十") + (PLAIN[ones] if ones else "")


def read_out(number: int, digits: str = PLAIN) -> str:
    return "".join(digits[int(figure)] for figure in str(number))


FULL: dict[str, Writer] = {
    "2026年3月9日": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "2026年03月09号": lambda day: f"{day:%Y年%m月%d号}",
    "26年3月9日": lambda day: f"{day:%y}年{day.month}月{day.day}日",
    "二零二六年三月九日": lambda day: f"{read_out(day.year)}年{spoken(day.month)}月{spoken(day.day)}日",
    "两千零二十六年三月九号": lambda day: (
        f"两千零{spoken(day.year - 2000)}年{spoken(day.month)}月{spoken(day.day)}号"
    ),
    "2026-3-9": lambda day: f"{day.year}-{day.month}-{day.day}",
    "2026/03/09": lambda day: f"{day:%Y/%m/%d}",
    "2026.3.9": lambda day: f"{day.year}.{day.month}.{day.day}",
    "20260309": lambda day: f"{day:%Y%m%d}",
    "26/3/9": lambda day: f"{day:%y}/{day.month}/{day.day}",
    "2026 03 09": lambda day: f"{day:%Y %m %d}",
}
YEARLY: dict[str, Writer] = {
    "3月9日": lambda day: f"{day.month}月{day.day}日",
    "三月九号": lambda day: f"{spoken(day.month)}月{spoken(day.day)}号",
    "3.9": lambda day: f"{day.month}.{day.day}",
    "3/9": lambda day: f"{day.month}/{day.day}",
    "3月份9号": lambda day: f"{day.month}月份{day.day}号",
}
HERE = Path(__file__).parent
READ = normalise("\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.tsv")))).text
AROUND = st.sampled_from(["{}", "{}给三家企业讲税务", "补登，{}，赤坎区", "我{}下午去的", "时间是{}", "({})"])
MOMENTS = st.datetimes(datetime(2024, 1, 1, 6), datetime(2029, 12, 31, 23)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=SHANGHAI)
)
YEAR_END = datetime(2026, 1, 1, 9, tzinfo=SHANGHAI)
LEAP = datetime(2028, 3, 1, 9, tzinfo=SHANGHAI)


@given(MOMENTS, st.integers(0, 700), st.sampled_from(sorted(FULL)), AROUND)
@example(YEAR_END, 1, "26/3/9", "{}")
@example(LEAP, 1, "2026-3-9", "{}")
def test_a_whole_date(said_at: datetime, ago: int, way: str, around: str) -> None:
    day = said_at.date() - timedelta(days=ago)
    assert read_date(around.format(FULL[way](day)), said_at) == day


@given(MOMENTS, st.integers(0, 360), st.sampled_from(sorted(YEARLY)), AROUND)
@example(YEAR_END, 1, "3月9日", "{}")
def test_a_month_and_a_day_are_the_nearest_on_either_side(
    said_at: datetime, away: int, way: str, around: str
) -> None:
    behind, ahead = (said_at.date() + timedelta(days=step * away) for step in (-1, 1))
    assume((behind.month, behind.day) != (2, 29) != (ahead.month, ahead.day))
    assert read_date(around.format(YEARLY[way](behind)), said_at) == behind
    assert read_day_ahead(around.format(YEARLY[way](ahead)), said_at) == ahead


@given(
    MOMENTS,
    st.integers(0, 3),
    st.integers(0, 6),
    st.sampled_from(["周", "星期", "礼拜"]),
    st.booleans(),
    AROUND,
)
@example(YEAR_END, 1, 6, "周", True, "{}")
def test_a_weekday_of_a_week_named(
    said_at: datetime, back: int, weekday: int, word: str, twice: bool, around: str
) -> None:
    monday = said_at.date() - timedelta(days=said_at.weekday() + 7 * back)
    day = monday + timedelta(days=weekday)
    which = "上" * back if back else "这"
    said = f"{which}{word}的{word}{WEEKDAYS[weekday]}" if twice else f"{which}{word}{WEEKDAYS[weekday]}"
    assert read_date(around.format(said), said_at) == (day if day <= said_at.date() else None)


@given(MOMENTS, st.integers(1, 99), st.booleans(), st.sampled_from(["前", "之前", "以前"]), AROUND)
@example(YEAR_END, 1, True, "前", "{}")
def test_so_many_days_ago(said_at: datetime, ago: int, in_figures: bool, word: str, around: str) -> None:
    number = str(ago) if in_figures else "两" if ago == 2 else spoken(ago)
    assert read_date(around.format(f"{number}天{word}"), said_at) == said_at.date() - timedelta(days=ago)


@given(MOMENTS, st.integers(0, 3), st.integers(1, 31), AROUND)
@example(YEAR_END, 1, 31, "{}")
def test_a_day_of_a_month_named(said_at: datetime, back: int, number: int, around: str) -> None:
    months = said_at.year * 12 + said_at.month - 1 - back
    year, month = months // 12, months % 12 + 1
    there = number <= calendar.monthrange(year, month)[1]
    day = date(year, month, number) if there else None
    said = f"{'上' * back}个月{number}号" if back else f"本月{spoken(number)}号"
    assert read_date(around.format(said), said_at) == (day if day and day <= said_at.date() else None)


@given(
    MOMENTS,
    st.integers(0, 90),
    st.integers(1, 40),
    st.sampled_from(["到", "至", "-", "~", "——"]),
    st.booleans(),
)
@example(YEAR_END, 1, 5, "到", False)
@example(datetime(2026, 3, 2, 9, tzinfo=SHANGHAI), 0, 3, "-", True)
def test_a_range_is_no_day_and_has_both_its_ends(
    said_at: datetime, ago: int, length: int, mark: str, whole: bool
) -> None:
    last = said_at.date() - timedelta(days=ago)
    first = last - timedelta(days=length)
    assume((2, 29) not in ((first.month, first.day), (last.month, last.day)))
    if whole:
        end = (
            f"{last.day}日"
            if (first.year, first.month) == (last.year, last.month)
            else f"{last.month}月{last.day}日"
        )
        said = f"{first.month}月{first.day}日{mark}{end}"
    else:
        said = f"{FULL['2026年3月9日'](first)}{mark}{FULL['2026年3月9日'](last)}"
    found = dates.mentions(said.replace("——", "--"), said_at)
    assert [(one.day, one.first, one.last) for one in found] == [(None, first, last)]
    assert read_date(f"{said}给三家企业讲税务", said_at) is None
    period = read_period(f"{said}记了哪些", said_at)
    assert period is not None
    assert (period.first, period.last) == (first, last)


@given(MOMENTS, st.lists(st.integers(1, 28), min_size=2, max_size=4, unique=True), st.sampled_from("、，,和"))
def test_a_list_is_no_day(said_at: datetime, days: list[int], mark: str) -> None:
    month = said_at.month
    for said in (
        mark.join(f"{month}月{day}日" for day in days),
        f"{month}月" + mark.join(f"{day}号" for day in sorted(days)),
        f"{month}月" + "、".join(map(str, sorted(days))) + "日",
    ):
        assert read_date(f"{said}给三家企业讲税务", said_at) is None


@given(st.integers(2020, 2033), st.integers(1, 12), st.integers(1, 29))
def test_a_lunar_day_named_with_its_year(year: int, month: int, number: int) -> None:
    day = lunar.day_of(year, month, number)
    assert day is not None
    tens = "初" if number <= 10 else "十" if number < 20 else "二十" if number == 20 else "廿"
    written = "初十" if number == 10 else tens + (PLAIN[number % 10] if number % 10 else "")
    names = {1: "正月", 11: "冬月", 12: "腊月"}
    said = f"{year}年农历{names.get(month, spoken(month) + '月')}{written}"
    later = datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI) + timedelta(days=3)
    assert read_date(said, later) == day


def test_lunar_years_follow_each_other_and_agree_with_the_festivals() -> None:
    firsts = {int(year): date.fromisoformat(first) for year, first, _, _ in rows("lunar_years.tsv")}
    for year, first, leap, lengths in rows("lunar_years.tsv"):
        days = [int(length) for length in lengths.split()]
        assert len(days) == (13 if int(leap) else 12)
        following = firsts.get(int(year) + 1)
        assert following in (None, date.fromisoformat(first) + timedelta(days=sum(days)))
    for name, *said in rows("festivals.tsv"):
        month, number = {"春节": (1, 1), "端午": (5, 5), "七夕": (7, 7), "中秋": (8, 15), "重阳": (9, 9)}.get(
            name, (0, 0)
        )
        if month:
            assert [str(lunar.day_of(int(day[:4]), month, number)) for day in said] == said


@pytest.mark.parametrize("kind", scan._KINDS.values(), ids=scan._KINDS)
def test_a_kind_begins_with_no_other_character_than_it_says(kind: Kind) -> None:
    """`starts` is there for speed; a character left out would hide what begins with it."""
    pattern = re.compile(kind.pattern)
    begun = {found[0][0] for found in pattern.finditer(READ)}
    assert begun <= set(kind.starts)
