"""When and where a message offers to meet."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.meetings import read

HERE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=HERE)
EXACT = {
    "周五下午三点到厂里": ("03-06 15:00", "厂里"),
    "跟厂长说我后天下午两点半过去": ("03-04 14:30", ""),
    "礼拜五下午三点，还是在厂里": ("03-06 15:00", "厂里"),
    "3月6日15点在赤坎区海滨大道8号见面行不行": ("03-06 15:00", "赤坎区海滨大道8号"),
    "今天下午一点半到你们店里": ("03-02 13:30", "你们店里"),
    "明早八点": ("03-03 08:00", ""),
    "后天上午九点整，我在厂门口等": ("03-04 09:00", "厂门口"),
    "3月6号下午3:30到我们公司": ("03-06 15:30", "我们公司"),
    "礼拜三出货不行，礼拜四上午十点": ("03-05 10:00", ""),
}
OPEN = (
    "早一点来",
    "有一点急，明天来",
    "周三或者周四上午9点",
    "三点",
    "两个小时",
    "下周找个时间",
    "礼拜四上午来行不行",
)


@pytest.mark.parametrize("text", EXACT)
def test_a_day_and_an_hour_make_a_moment(text: str) -> None:
    found = read(text, MONDAY)
    assert found.at
    assert (f"{found.at:%m-%d %H:%M}", found.place) == EXACT[text]


@pytest.mark.parametrize("text", OPEN)
def test_what_leaves_one_open_makes_none(text: str) -> None:
    assert read(text, MONDAY).at is None


def test_online_has_its_link_and_no_place() -> None:
    found = read("明天10:30 腾讯会议 https://meeting.tencent.com/dm/abc，会议号 123-456-789", MONDAY)
    assert (found.online, found.link, found.place) == (True, "https://meeting.tencent.com/dm/abc", "")


def test_an_hour_alone_is_of_the_day_that_is_moved() -> None:
    before = datetime(2026, 3, 5, 10, tzinfo=HERE)
    assert read("改到下午四点", MONDAY, before).at == datetime(2026, 3, 5, 16, tzinfo=HERE)
    assert read("改到周五下午四点", MONDAY, before).at == datetime(2026, 3, 6, 16, tzinfo=HERE)


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    found = read(text, MONDAY)
    assert found.place in text
    assert found.day is None or found.day >= MONDAY.date()


@given(
    st.integers(0, 6), st.integers(8, 20), st.sampled_from(("", "厂里", "公司会议室", "霞山区人民大道12号"))
)
def test_what_is_written_plainly_is_understood(weekday: int, hour: int, place: str) -> None:
    text = f"下周{'一二三四五六日'[weekday]}{hour}点{f'在{place}' if place else ''}见面"
    found = read(text, MONDAY)
    assert found.at == datetime(2026, 3, 9 + weekday, hour, tzinfo=HERE)
    assert found.place == place
