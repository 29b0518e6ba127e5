"""What a member of staff looks for, read out of their own words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.conversations.staff.sought import Sought, is_plain, read

TODAY = date(2026, 3, 2)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), timezone(timedelta(hours=8)))


READ = {
    "霞山区的需求列一下": Sought("need", region="440803"),
    "蓝湾厂有几条需求": Sought("need", name="蓝湾"),
    "查一下13800138000是谁": Sought(phone="13800138000"),
    "李律师今年记了几次": Sought("diary", domain="law", since=date(2026, 1, 1), until=TODAY, name="李律师"),
    "法律方面还有哪些没人接": Sought("need", domain="law", states=("unanswered", "open")),
    "廉江有哪些懂外贸的专家": Sought("expert", region="440881", domain="trade"),
    "赤坎的工作站": Sought("station", region="440802"),
    "12 号需求": Sought("need", number=12),
    "李律师现在手上有几单": Sought("load", domain="law", name="李律师"),
    "现在手头压着多少活": Sought("load"),
    "上个月霞山的申请": Sought(
        "application", region="440803", since=date(2026, 2, 1), until=date(2026, 2, 28)
    ),
    "查一下": Sought(),
}


@pytest.mark.parametrize("text", READ)
def test_kind_place_field_state_days_and_name_are_read(text: str) -> None:
    assert read(text, "440800", _at(TODAY)) == READ[text]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("霞山区都有哪些需求，列给我看看", True),
        ("赤坎有哪些懂法律的专家", True),
        ("李律师今年记了几次", True),
        ("李律师的电话多少", True),
        ("李律师手上有几单", True),
        ("他现在手上有几单", True),
        ("我手上有几单", False),
        ("何志强的申请怎么样了", True),
        ("我的申请怎么样了", False),
        ("今天有什么要处理的", False),
        ("派 2 号", False),
    ],
)
def test_what_can_only_be_a_look_up(text: str, plain: bool) -> None:
    assert is_plain(text) == plain


@given(st.text(max_size=60), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_any_text_is_read_and_a_span_never_ends_before_it_begins(text: str, today: date) -> None:
    found = read(text, "440800", _at(today))
    assert (found.since is None) == (found.until is None)
    assert found.since is None or found.until is None or found.since <= found.until
