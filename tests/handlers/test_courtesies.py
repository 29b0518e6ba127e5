"""A kind line each: short, true at that hour, and in the voice of the house."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.courtesies import WHYS, courtesy, is_english, kind_of, kind_of_offtopic

NEVER = re.compile(r"推断|马上|尽快|第一时间|即可|相关|推送|我们|[他她你~～！]|亲")
LONGEST = 44


@given(st.sampled_from(sorted(WHYS)), st.text(max_size=40), st.integers(0, 23))
def test_every_message_gets_one_short_line(why: str, text: str, hour: int) -> None:
    line = courtesy(why, text, hour)
    assert line
    assert "\n" not in line
    assert why == "english" or len(line) <= LONGEST
    assert not NEVER.search(line)


@pytest.mark.parametrize(
    ("why", "text", "hour", "says"),
    [
        ("greeting", "在吗", 8, "早上好"),
        ("greeting", "你好", 15, "下午好"),
        ("greeting", "你好", 23, "晚上好"),
        ("goodbye", "拜拜", 23, "早点休息"),
        ("goodbye", "先这样", 10, "再见"),
        ("thanks", "太感谢了", 10, "不客气"),
        ("smalltalk", "你是机器人吗", 10, "程序"),
        ("smalltalk", "今天好累", 10, "辛苦"),
        ("smalltalk", "今天真热", 10, "我在"),
        ("abuse", "什么破玩意", 10, "抱歉"),
        ("private_matter", "我要离婚", 10, "12348"),
        ("offtopic", "推荐个酒店", 10, "企业"),
        ("offtopic", "最近住院了没法服务", 10, "顾好自己"),
        ("english", "Can you help me with export tax?", 10, "works in Chinese"),
        ("advert", "代开发票加微信", 10, "广告"),
    ],
)
def test_what_is_said(why: str, text: str, hour: int, says: str) -> None:
    assert says in courtesy(why, text, hour)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Can you help me with export tax?", True),
        ("Wo yao zhao zhuanjia bangmang", True),
        ("thank you very much indeed", False),
        ("ok", False),
        ("hello", False),
        ("I need help. 请帮我", False),
        ("13800001234", False),
    ],
)
def test_who_writes_english_alone(text: str, english: bool) -> None:
    assert is_english(text) is english
    assert (kind_of(text) == "english") is english


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("我想离婚，孩子归谁", "private_matter"),
        ("代开发票，加我微信", "advert"),
        ("附近哪家酒店便宜", "offtopic"),
    ],
)
def test_what_is_none_of_ours_is_told_apart(text: str, kind: str) -> None:
    assert kind_of_offtopic(text) == kind
