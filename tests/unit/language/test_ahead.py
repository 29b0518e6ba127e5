"""A day to come: never before today, and what was written is what comes out."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from language import read_date, read_day_ahead

SHANGHAI = timezone(timedelta(hours=8))
WEDNESDAY = datetime(2026, 3, 4, 9, tzinfo=SHANGHAI)
WEEKDAYS = "一二三四五六日"
TENS = ("", "十", "二十", "三十")

EXACT = {
    "今天": "2026-03-04",
    "今天下午": "2026-03-04",
    "下午三点": "2026-03-04",
    "明天": "2026-03-05",
    "明早九点": "2026-03-05",
    "明晨": "2026-03-05",
    "听日": "2026-03-05",
    "后天": "2026-03-06",
    "大后天晚上": "2026-03-07",
    "周三": "2026-03-04",
    "周五": "2026-03-06",
    "周二": "2026-03-10",
    "星期天": "2026-03-08",
    "礼拜日": "2026-03-08",
    "周5": "2026-03-06",
    "本周五": "2026-03-06",
    "这个星期六": "2026-03-07",
    "下周一": "2026-03-09",
    "下周五": "2026-03-13",
    "下周五下午3点": "2026-03-13",
    "下个星期三": "2026-03-11",
    "下下周一": "2026-03-16",
    "18号": "2026-03-18",
    "4号": "2026-03-04",
    "3号": "2026-04-03",
    "本月28号": "2026-03-28",
    "下个月3号": "2026-04-03",
    "下月3日": "2026-04-03",
    "下下个月5号": "2026-05-05",
    "月底": "2026-03-31",
    "这个月底": "2026-03-31",
    "下个月底": "2026-04-30",
    "下下个月末": "2026-05-31",
    "4月底": "2026-04-30",
    "3月底": "2026-03-31",
    "2月底": "2027-02-28",
    "这个月最后一天": "2026-03-31",
    "下个月最后一天": "2026-04-30",
    "下个月第一个周一": "2026-04-06",
    "下个月最后一个周五": "2026-04-24",
    "第二季度最后一天": "2026-06-30",
    "清明假期最后一天": "2026-04-06",
    "节后第一天": "2026-04-07",
    "4月20日": "2026-04-20",
    "4月20": "2026-04-20",
    "四月二十号": "2026-04-20",
    "3月4日": "2026-03-04",
    "3月3日": "2027-03-03",
    "今年5月1日": "2026-05-01",
    "明年2月1日": "2027-02-01",
    "后年2月29日": "2028-02-29",
    "4.20": "2026-04-20",
    "4/20": "2026-04-20",
    "0420": "2026-04-20",
    "2026年4月20日": "2026-04-20",
    "2026-4-20": "2026-04-20",
    "20260420": "2026-04-20",
    "26年4月20日": "2026-04-20",
    "1天后": "2026-03-05",
    "3天后": "2026-03-07",
    "10天后": "2026-03-14",
    "二十天以后": "2026-03-24",
    "两周后": "2026-03-18",
    "两个星期之后": "2026-03-18",
    "一个月后": "2026-04-04",
    "再过三天": "2026-03-07",
    "过10天": "2026-03-14",
    "元旦": "2027-01-01",
    "劳动节": "2026-05-01",
    "国庆": "2026-10-01",
    "国庆前一天": "2026-09-30",
    "国庆节第二天": "2026-10-02",
    "中秋": "2026-09-25",
    "除夕": "2027-02-05",
    "9月25日截止": "2026-09-25",
    "从4月20日开始": "2026-04-20",
    "不是周五，是周六": "2026-03-07",
    "原定20号改到25号": "2026-03-25",
    "20号改到25号": "2026-03-25",
    "下周4月20日": "2026-04-20",
    "下周一，3月9日": "2026-03-09",
}
"""Said on Wednesday, 4 March 2026."""

VAGUE = """
过两天 过几天 几天后 十几天后 三五天后 半个月后 下周 下周末 周末 下个月 明年 年底 月初 4月 每周五 每个周五 随便 不知道 国庆后 国庆前后
国庆期间 4月20日前 4月20日以后 18号左右 下周五之前 4月20日到22日 周五和周六 18号、19号 下周，周五 下个月，18号 0天后 32号 2月30日
4月31日 18号楼 3号线 今后 3.5小时 下个月第五个周一
"""

PASSED = """
昨天 前天 大前天 上周五 上上周五 这周一 今年2月1日 去年5月1日 前年5月1日 上个月3号 上上个月3号 3天前 2026年3月3日 2026-03-03 20260303
本月3号 去年最后一天
"""


@pytest.mark.parametrize(("text", "day"), EXACT.items())
def test_a_day_ahead_is_read(text: str, day: str) -> None:
    found = read_day_ahead(text, WEDNESDAY)
    assert found is not None
    assert found.isoformat() == day


@pytest.mark.parametrize("text", VAGUE.split())
def test_what_names_no_single_day_is_none(text: str) -> None:
    assert read_day_ahead(text, WEDNESDAY) is None


@pytest.mark.parametrize("text", PASSED.split())
def test_a_day_that_has_passed_is_none_ahead_and_stays_known_behind(text: str) -> None:
    assert read_day_ahead(text, WEDNESDAY) is None
    behind = read_date(text, WEDNESDAY)
    assert behind is not None
    assert behind < WEDNESDAY.date()


@pytest.mark.parametrize(
    ("said_on", "text", "day"),
    [
        ((2026, 1, 31), "一个月后", "2026-02-28"),
        ((2026, 1, 31), "下个月31号", None),
        ((2026, 1, 31), "31号", "2026-01-31"),
        ((2026, 2, 1), "31号", "2026-03-31"),
        ((2026, 12, 15), "下个月3号", "2027-01-03"),
        ((2026, 12, 15), "3号", "2027-01-03"),
        ((2026, 12, 15), "下下个月底", "2027-02-28"),
        ((2026, 12, 31), "元旦前一天", "2026-12-31"),
        ((2026, 12, 31), "月底", "2026-12-31"),
        ((2026, 3, 8), "下周一", "2026-03-09"),
        ((2026, 3, 8), "周一", "2026-03-09"),
        ((2026, 3, 8), "周日", "2026-03-08"),
        ((2026, 3, 9), "下周一", "2026-03-16"),
        ((2027, 3, 1), "2月29日", "2028-02-29"),
        ((2026, 3, 1), "2月29日", None),
        ((2031, 1, 1), "中秋", None),
    ],
)
def test_at_the_edges_of_weeks_months_and_years(
    said_on: tuple[int, int, int], text: str, day: str | None
) -> None:
    found = read_day_ahead(text, datetime(*said_on, 23, tzinfo=SHANGHAI))
    assert (found.isoformat() if found else None) == day


def test_soon_after_midnight_today_is_today() -> None:
    assert read_day_ahead("今天下午", WEDNESDAY.replace(hour=1)) == WEDNESDAY.date()


moments = st.builds(
    lambda day, hour: WEDNESDAY + timedelta(days=day, hours=hour),
    st.integers(-790, 1760),
    st.integers(-9, 14),
)
words = st.lists(
    st.sampled_from(
        [*EXACT, *VAGUE.split(), *PASSED.split(), *"到至和、，。改在前后去给", "不是", "原定", "12", "三"]
    ),
    max_size=5,
)


@given(words.map("".join) | st.text(max_size=20), moments)
def test_never_before_today(text: str, said_at: datetime) -> None:
    found = read_day_ahead(text, said_at)
    assert found is None or found >= said_at.date()


@given(st.integers(0, 6), st.sampled_from(["周", "星期", "礼拜"]), moments)
def test_the_weekday_written_is_the_weekday_read(weekday: int, word: str, said_at: datetime) -> None:
    today, written = said_at.date(), word + WEEKDAYS[weekday]
    coming = read_day_ahead(written, said_at)
    next_week = read_day_ahead("下" + written, said_at)
    assert coming is not None
    assert next_week is not None
    assert coming.weekday() == next_week.weekday() == weekday
    assert 0 <= (coming - today).days <= 6
    monday = today - timedelta(days=today.weekday())
    assert 7 <= (next_week - monday).days <= 13
    assert read_day_ahead("下下" + written, said_at) == next_week + timedelta(days=7)


@given(st.integers(1, 12), st.integers(1, 31), moments)
def test_the_month_and_day_written_are_those_read(month: int, day: int, said_at: datetime) -> None:
    found = read_day_ahead(f"{month}月{day}日", said_at)
    spelled = TENS[day // 10] + "零一二三四五六七八九"[day % 10].strip("零")
    assert (
        found == read_day_ahead(f"{month}月{spelled}号", said_at) == read_day_ahead(f"{month}/{day}", said_at)
    )
    assume(found is not None)
    assert found is not None
    assert (found.month, found.day) == (month, day)
    assert (found - said_at.date()).days <= 366


@given(st.integers(1, 28), moments)
def test_the_day_of_the_month_written_is_that_read(day: int, said_at: datetime) -> None:
    today = said_at.date()
    coming, next_month = (read_day_ahead(f"{text}{day}号", said_at) for text in ("", "下个月"))
    assert coming is not None
    assert next_month is not None
    assert coming.day == next_month.day == day
    assert (coming - today).days <= 31
    assert (next_month.year * 12 + next_month.month) - (today.year * 12 + today.month) == 1


@given(st.dates(date(2026, 1, 1), date(2029, 12, 31)), moments)
def test_a_full_date_is_itself_or_has_passed(day: date, said_at: datetime) -> None:
    expected = day if day >= said_at.date() else None
    for written in (f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day:%Y%m%d}"):
        assert read_day_ahead(written, said_at) == expected


@given(st.integers(1, 99), moments)
def test_so_many_days_on(days: int, said_at: datetime) -> None:
    for written in (f"{days}天后", f"{days}天以后", f"再过{days}天"):
        assert read_day_ahead(written, said_at) == said_at.date() + timedelta(days=days)
