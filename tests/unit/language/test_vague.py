"""A vague number of enterprises or hours is none, whatever stands in it; an exact one stays what it is."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language import read_count, read_diary

NOW = datetime(2026, 5, 18, 15, 15, tzinfo=timezone(timedelta(hours=8)))
FIGURES = "一二三四五六七八九"
MARKS = ["", " ", "  ", "-", "—", "～", "~", "、", "🏭", " 、", "\n", "…", "·", ".", "丶"]
BETWEEN = [*MARKS[1:], "到", "至", "或", "或者", "还是", " 到 ", "- "]
UNITS = ["家", "家企业", "家店", "户", "间", "个企业", "个老板"]
LATER = ["", "左右", "吧", "的样子"]
HOURS = ["小时", "个小时", "个钟头", "h"]


@st.composite
def few(draw: st.DrawFn) -> str:
    """好几 家, 十 来家, 若干家, 10多家."""
    head = draw(
        st.sampled_from(
            [
                "几",
                "好几",
                "十几",
                "几十",
                "若干",
                "数",
                "许多",
                "好多",
                "十来",
                "十多",
                "10多",
                "20几",
                "10余",
                "10+",
                "两百多",
            ]
        )
    )
    return head + draw(st.sampled_from([*MARKS[:4], "🏭", "…"])) + draw(st.sampled_from(UNITS[:5]))


@st.composite
def between(draw: st.DrawFn) -> str:
    """三四家, 3、4 家, 三到四家, １５－１６家."""
    low = draw(st.integers(2, 8))
    as_figures = draw(st.booleans())
    one, other = (str(low), str(low + 1)) if as_figures else (FIGURES[low - 1], FIGURES[low])
    mark = draw(st.sampled_from(BETWEEN if as_figures else [*BETWEEN, ""]))
    return f"{one}{mark}{other}{draw(st.sampled_from(['', ' ']))}{draw(st.sampled_from(UNITS[:5]))}"


@st.composite
def either(draw: st.DrawFn) -> str:
    """三家四家, 三家或者四家, 3家以上."""
    low = draw(st.integers(2, 8))
    if draw(st.booleans()):
        return f"{low}家{draw(st.sampled_from(['以上', '以内', '出头', '有余']))}"
    mark = draw(st.sampled_from(["", " ", "、", "或", "或者", "还是", "到", "至"]))
    return f"{FIGURES[low - 1]}家{mark}{FIGURES[low]}家"


@given(amount=st.one_of(few(), between(), either()), later=st.sampled_from(LATER))
def test_a_vague_number_is_asked_for(amount: str, later: str) -> None:
    told = read_diary(f"今天上午在赤坎区讲了两小时劳动合同，给{amount}{later}", NOW)
    assert (told.enterprises, told.hours) == (None, 2)
    assert read_count(f"{amount}{later}") is None


@given(
    low=st.integers(1, 8),
    mark=st.sampled_from([*BETWEEN, "个小时或", "小时到", "个小时还是"]),
    unit=st.sampled_from(HOURS),
    spoken=st.booleans(),
)
def test_vague_hours_are_asked_for(low: int, mark: str, unit: str, spoken: bool) -> None:
    spoken = spoken or mark == "."
    one, other = (FIGURES[low - 1], FIGURES[low]) if spoken else (str(low), str(low + 1))
    told = read_diary(f"今天上午在赤坎区给3家企业讲了{one}{mark}{other}{unit}劳动合同", NOW)
    assert told.hours is None
    assert told.enterprises == 3


@pytest.mark.parametrize(
    "amount",
    [
        "一二十家",
        "百十家",
        "十家八家",
        "３～４家",
        "三 四家",
        "两三家左右",
        "几十家",
        "3/4家",
        "15、6家",
        "20、30家",
        "一到三家",
        "10来家",
        "近百家",
        "不到5家",
        "至少3家",
        "3家不到",
        "3家多",
    ],
)
def test_these_are_vague(amount: str) -> None:
    assert read_diary(f"今天上午在赤坎区讲了两小时劳动合同，给{amount}", NOW).enterprises is None


@pytest.mark.parametrize(
    ("amount", "number"),
    [
        ("大概十家", 10),
        ("约20家", 20),
        ("3家左右", 3),
        ("12家", 12),
        ("３ 家", 3),
        ("十五家", 15),
        ("两家", 2),
        ("一百家", 100),
        ("3家门店", 3),
    ],
)
def test_these_are_numbers(amount: str, number: int) -> None:
    assert read_diary(f"今天上午在赤坎区给{amount}讲了两小时劳动合同", NOW).enterprises == number


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("周三到四家企业讲劳动合同，两小时", 4),
        ("14:00-16:00，4家企业，讲劳动合同", 4),
        ("3月5日，6家企业，讲劳动合同两小时", 6),
        ("上午三家，下午四家，讲劳动合同，一共三小时", 7),
        ("今天给3家以上门方式讲了两小时劳动合同", 3),
        ("今天给四家，半个小时，讲劳动合同", 4),
    ],
)
def test_what_only_stands_beside_a_number_leaves_it_one(text: str, count: int) -> None:
    assert read_diary(text, NOW).enterprises == count


@pytest.mark.parametrize(
    "label", ["家数：三、四家", "家数：3-4", "家数：十几", "家数 3、4", "企业数量:3～4", "家数：3家以上"]
)
def test_a_label_makes_no_number_of_it(label: str) -> None:
    assert read_diary(f"今天上午在赤坎区讲劳动合同，{label}，时长：2小时", NOW).enterprises is None


@pytest.mark.parametrize("label", ["时长：2,3小时", "时长：1-2小时", "时长：2、3小时", "时长：一两小时"])
def test_nor_of_hours(label: str) -> None:
    assert read_diary(f"今天上午在赤坎区讲劳动合同，家数：3，{label}", NOW).hours is None
