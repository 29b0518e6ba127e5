"""The stretch of time that a question looks back on."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language import read_period

SHANGHAI = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 29, 10, tzinfo=SHANGHAI)
TOLD = {
    "我上个月记了哪些": ("2026-10-01", "2026-10-31"),
    "去年给蓝湾厂服务过几次": ("2025-01-01", "2025-12-31"),
    "去年我够没够": ("2025-01-01", "2025-12-31"),
    "前年做了多少": ("2024-01-01", "2024-12-31"),
    "2024年的记录": ("2024-01-01", "2024-12-31"),
    "去年5月记了什么": ("2025-05-01", "2025-05-31"),
    "五月份都给谁服务了": ("2026-05-01", "2026-05-31"),
    "12月的呢": ("2025-12-01", "2025-12-31"),
    "这个月记了几篇": ("2026-11-01", "2026-11-29"),
    "今年都记了哪些": ("2026-01-01", "2026-11-29"),
    "3月到6月": ("2026-03-01", "2026-06-30"),
    "去年11月到12月的": ("2025-11-01", "2025-12-31"),
    "十一月到二月": ("2026-11-01", "2026-11-29"),
    "2-3月": ("2026-02-01", "2026-03-31"),
    "上半年服务了几家": ("2026-01-01", "2026-06-30"),
    "去年下半年": ("2025-07-01", "2025-12-31"),
    "二季度做了多少": ("2026-04-01", "2026-06-30"),
    "上季度": ("2026-07-01", "2026-09-30"),
    "上周记了吗": ("2026-11-16", "2026-11-22"),
    "这周": ("2026-11-23", "2026-11-29"),
    "3月9日到11日记了哪些": ("2026-03-09", "2026-03-11"),
    "12月30号到1月2号的": ("2025-12-30", "2026-01-02"),
    "上周一到周三": ("2026-11-16", "2026-11-18"),
    "昨天记的那条": ("2026-11-28", "2026-11-28"),
}
NOTHING = ("我记了哪些", "还差多少", "记了三个月", "", "明年呢", "13月的")


@pytest.mark.parametrize(("text", "days"), TOLD.items())
def test_first_and_last_day(text: str, days: tuple[str, str]) -> None:
    found = read_period(text, NOW)
    assert found is not None
    assert (str(found.first), str(found.last)) == days


@pytest.mark.parametrize("text", NOTHING)
def test_no_stretch_is_named(text: str) -> None:
    assert read_period(text, NOW) is None


@given(st.dates(date(2025, 1, 1), date(2028, 12, 31)), st.integers(1, 12))
def test_a_month_is_the_last_that_has_begun(today: date, month: int) -> None:
    found = read_period(
        f"{month}月记了哪些", datetime(today.year, today.month, today.day, 12, tzinfo=SHANGHAI)
    )
    assert found
    assert found.first.month == month
    assert found.first <= found.last <= today
    assert today - found.first < timedelta(days=366)


@given(st.text(alphabet="去前今上这个月年周季度半12一二三5昨天的 ", max_size=20), st.dates(date(2025, 1, 1)))
def test_whatever_is_typed_ends_today_at_the_latest(text: str, today: date) -> None:
    found = read_period(text, datetime(today.year, today.month, today.day, 12, tzinfo=SHANGHAI))
    assert found is None or found.first <= found.last <= today
