"""Several days, months or experts in one message: told apart or left open, and never taken for a need (issue: wrong facts)."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language import read_diaries
from language.intents.reading import meaning, read_intent

NOW = datetime(2026, 11, 27, 20, tzinfo=timezone(timedelta(hours=8)))
"""A Friday."""
DAYS = {"周一": "2026-11-23", "周二": "2026-11-24", "周三": "2026-11-25", "周四": "2026-11-26"}
LENGTHS = {"半小时": 0.5, "一小时": 1.0, "一个半小时": 1.5, "两小时": 2.0, "40分钟": 0.67}
ALIKE = st.sampled_from(["都是", "都讲了", "每次", "各是", "均为"])
OPEN = [
    "昨天和前天都去了海川冷链讲融霜，每天两小时",
    "10号下午和12号上午给两家茶厂讲商标，一共四个小时",
    "11月3日、11月5日各去宏发家具一次，讲消防，每次1小时",
    "1月3小时、2月4小时、3月5小时，都是讲税",
    "9月服务8小时3家，10月服务6小时2家",
    "上半年累计服务30家，60小时",
    "我和李老师各讲一小时，来了12家企业",
    "三位专家各讲一小时，企业18家",
    "四位老师轮流讲，各讲半小时，到会46家",
    "张工、陈工和我给恒昌注塑做诊断，每人两小时",
    "2026年3月9日至3月11日在开发区办班，培训企业29家（其中外市8家），每天6小时",
    "4月7号，8号，9号连着三天在佛山给5家企业做诊断，每天3小时",
]


@given(
    st.lists(st.sampled_from(sorted(DAYS)), min_size=2, max_size=3, unique=True),
    st.lists(st.integers(2, 30), min_size=3, max_size=3),
    st.sampled_from(sorted(LENGTHS)),
    ALIKE,
)
def test_a_length_told_at_the_end_alone_is_that_of_each_day(
    days: list[str], counts: list[int], length: str, alike: str
) -> None:
    told = "，".join(f"{day}给{count}家讲税" for day, count in zip(days, counts, strict=False))
    read = read_diaries(f"{told}，{alike}{length}", NOW)
    assert [(one.date and one.date.isoformat(), one.hours, one.enterprises) for one in read] == [
        (DAYS[day], LENGTHS[length], count) for day, count in zip(days, counts, strict=False)
    ]


@given(st.lists(st.integers(1, 12), min_size=2, max_size=5, unique=True), st.data())
def test_what_months_come_to_is_no_service(months: list[int], data: st.DataObject) -> None:
    told = [
        f"{month}月{data.draw(st.integers(1, 40))}小时{data.draw(st.integers(1, 9))}家" for month in months
    ]
    (read,) = read_diaries("、".join(told) + "，都是讲税", NOW)
    assert (read.date, read.hours, read.enterprises) == (None, None, None)


@given(
    st.sampled_from(["我和李老师", "我跟王律师", "三位专家", "我们俩", "两个老师", "赵工和我"]),
    st.sampled_from(["各讲", "每人讲", "分别讲了", "各"]),
    st.sampled_from(sorted(LENGTHS)),
)
def test_whose_hours_those_of_colleagues_are_is_asked(who: str, each: str, length: str) -> None:
    (read,) = read_diaries(f"昨天{who}{each}{length}，12家企业来听", NOW)
    assert read.hours is None
    assert read.enterprises == 12


@pytest.mark.parametrize("text", OPEN)
def test_what_stays_open_is_a_diary_and_no_need(text: str) -> None:
    """One of day and length is left to be asked, or what was worked out is marked; and it is read as a diary."""
    for read in read_diaries(text, NOW):
        assert read.date is None or read.hours is None
        assert read.hours is None or "hours" in read.inferred or "一共" in text
    for vector in (None, meaning(text)):
        assert read_intent(text, ["expert"], [], vector).main == "diary.log"


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        (
            "昨天上午九点到十点半给蓝屿水产讲了出口退税 下午两点去小灶电器厂看了应收账款 一个钟",
            [1.5, 1.0],
        ),
        ("11月26号上午给四海生蚝看账一个半小时 下午给望潮合作社讲个税两个小时", [1.5, 2.0]),
        (
            "补几篇 11月20号 四海生蚝酒楼 成本核算 两小时 11月23号 望潮对虾 合作社账 一个半小时",
            [2.0, 1.5],
        ),
    ],
)
def test_blanks_part_services_as_commas_do(text: str, hours: list[float]) -> None:
    assert [one.hours for one in read_diaries(text, NOW)] == hours


@pytest.mark.parametrize(
    "text",
    [
        "昨天 下午 给 3家企业 讲了 两个小时 税务",
        "昨天下午给蓝湾厂讲税 两点到三点 晚上回家写材料两个小时",
        "昨天上午给蓝湾厂看账 下午也给蓝湾厂看账 一共三小时",
    ],
)
def test_blanks_in_one_service_part_nothing(text: str) -> None:
    assert len(read_diaries(text, NOW)) == 1
