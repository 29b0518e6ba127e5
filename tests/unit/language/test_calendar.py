"""Holidays, and first and last days of months, quarters, years and holidays."""

from __future__ import annotations

from datetime import date

import pytest

from language.calendar import festivals, periods

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("元旦", "2026-01-01"),
        ("春节", "2026-02-17"),
        ("除夕", "2026-02-16"),
        ("元宵", "2026-03-03"),
        ("正月初一", "2026-02-17"),
        ("大年初三", "2026-02-19"),
        ("正月初十", "2026-02-26"),
        ("母亲节", "2026-05-10"),
        ("父亲节", "2026-06-21"),
        ("国庆节", "2026-10-01"),
        ("端午节", "2026-06-19"),
        ("立春", "2026-02-04"),
        ("跨年夜", "2026-12-31"),
        ("植树节", "2026-03-12"),
        ("三八节", "2026-03-08"),
        ("没有这个节", "None"),
    ],
)
def test_the_day_of_a_holiday(name: str, day: str) -> None:
    assert str(festivals.in_year(name, 2026)) == day


@pytest.mark.parametrize(
    ("year", "day"), [(2023, 14), (2024, 12), (2025, 11), (2026, 10), (2027, 9), (2022, 8)]
)
def test_mothers_day_is_the_second_sunday_of_may(year: int, day: int) -> None:
    assert festivals.in_year("母亲节", year) == date(year, 5, day)


def test_beyond_the_table_no_day_is_known() -> None:
    assert festivals.in_year("春节", 2031) is None
    assert festivals.in_year("大年初二", 2031) is None
    assert festivals.latest("春节", "", date(2022, 1, 31)) is None
    assert festivals.coming("春节", "", date(2030, 12, 31)) is None


@pytest.mark.parametrize(
    ("after", "today", "latest", "coming"),
    [
        ("", date(2026, 10, 1), "2026-10-01", "2026-10-01"),
        ("", date(2026, 9, 30), "2025-10-01", "2026-10-01"),
        ("前一天", date(2026, 10, 5), "2026-09-30", "2027-09-30"),
        ("假期前两天", date(2026, 10, 5), "2026-09-29", "2027-09-29"),
        ("前2天", date(2026, 10, 5), "2026-09-29", "2027-09-29"),
        ("前三天", date(2026, 10, 5), "2026-09-28", "2027-09-28"),
        ("第二天", date(2026, 10, 2), "2026-10-02", "2026-10-02"),
        ("次日", date(2026, 10, 1), "2025-10-02", "2026-10-02"),
    ],
)
def test_the_last_and_the_coming_one(after: str, today: date, latest: str, coming: str) -> None:
    assert str(festivals.latest("国庆", after, today)) == latest
    assert str(festivals.coming("国庆", after, today)) == coming


@pytest.mark.parametrize(
    ("name", "after", "is_day"),
    [
        ("国庆", "", True),
        ("国庆", "当天", True),
        ("国庆", "前一天", True),
        ("国庆", "假期", False),
        ("国庆", "后", False),
        ("国庆", "政策", False),
        ("除夕", "吃饭", True),
        ("三八", "", False),
        ("三八", "当天", True),
        ("三八节", "", True),
        ("双十一", "大促", False),
    ],
)
def test_whether_a_name_stands_for_a_day(name: str, after: str, is_day: bool) -> None:
    assert festivals.is_day(name, after) is is_day


@pytest.mark.parametrize(
    ("said", "latest", "coming"),
    [
        ("一季度最后一天", "2025-03-31", "2026-03-31"),
        ("上季度最后一天", "2025-12-31", "None"),
        ("本月第一天", "2026-03-01", "None"),
        ("上个月最后一天", "2026-02-28", "None"),
        ("上上个月最后一天", "2026-01-31", "None"),
        ("2月最后一天", "2026-02-28", "2027-02-28"),
        ("3月最后一天", "2025-03-31", "2026-03-31"),
        ("12月最后一天", "2025-12-31", "2026-12-31"),
        ("去年最后一天", "2025-12-31", "None"),
        ("前年最后一天", "2024-12-31", "None"),
        ("今年第一天", "2026-01-01", "None"),
        ("上半年最后一天", "2025-06-30", "2026-06-30"),
        ("下半年第一天", "2025-07-01", "2026-07-01"),
        ("上个月最后一个周五", "2026-02-27", "None"),
        ("本月第一个周一", "2026-03-02", "None"),
        ("本月第二个星期天", "None", "2026-03-08"),
        ("本月第一个工作日", "2026-03-02", "None"),
        ("5月首个工作日", "2025-05-06", "2026-05-06"),
        ("1月最后一个工作日", "2026-01-30", "None"),
        ("春节假期最后一天", "2026-02-23", "None"),
        ("春节后第一天", "2026-02-24", "None"),
        ("春节前最后一天", "2026-02-14", "None"),
        ("国庆假期第三天", "2025-10-03", "2026-10-03"),
        ("清明假期第一天", "2025-04-04", "2026-04-04"),
        ("节后第一天", "2026-02-24", "2026-04-07"),
        ("节前最后一天", "2026-02-14", "2026-04-03"),
        ("13月最后一天", "None", "None"),
    ],
)
def test_edges_of_periods(said: str, latest: str, coming: str) -> None:
    assert str(periods.latest(said, TODAY)) == latest
    assert str(periods.coming(said, TODAY)) == coming


def test_a_weekday_within_a_month() -> None:
    first, last = date(2026, 4, 1), date(2026, 4, 30)
    assert periods.weekday_within("第一个周三", first, last) == first
    assert periods.weekday_within("最后一个周四", first, last) == last
    assert periods.weekday_within("第四个周五", first, last) == date(2026, 4, 24)
    assert periods.weekday_within("周五", first, last) is None
