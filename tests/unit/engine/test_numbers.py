"""Choices where there are no buttons: which have a number, and what a number typed back means."""

from __future__ import annotations

import pytest

from handlers.engine.numbers import as_text, picked
from handlers.message import Choice, Reply

MENU = (Choice("发布需求", "s:need"), Choice("我的需求", "s:my_needs"))
CARD = (Choice("确认", "f:1:confirm.2"), Choice("修改", "f:1:change"), Choice("取消", "f:1:cancel"))
STARS = (
    Choice("5 非常满意", "f:1:stars=5"),
    Choice("1 很不满意", "f:1:stars=1"),
    Choice("取消", "f:1:cancel"),
)
WAYS = (Choice("线上", "f:1:way=online"), Choice("上门", "f:1:way=visit"), Choice("返回", "f:1:back"))
STEPS = (Choice("跳过", "f:1:skip"), Choice("返回", "f:1:back"), Choice("取消", "f:1:cancel"))


@pytest.mark.parametrize(
    ("choices", "text"),
    [
        (MENU, "1. 发布需求\n2. 我的需求\n（回复数字就行）"),
        (CARD, "1. 确认\n2. 修改\n3. 取消\n（回复数字就行）"),
        (STARS, "5 非常满意\n1 很不满意\n（回复数字就行）\n也可以回复：取消"),
        (WAYS, "1. 线上\n2. 上门\n（回复数字就行）\n也可以回复：返回"),
        (STEPS, "也可以回复：跳过、返回、取消"),
    ],
)
def test_a_number_stands_only_where_it_can_mean_nothing_else(choices: tuple[Choice, ...], text: str) -> None:
    assert as_text(Reply("", choices=choices)) == text


def test_a_caption_that_is_a_number_keeps_its_own() -> None:
    assert picked(STARS, "5") == STARS[0]
    assert picked(STARS, "2") is None


def test_what_is_said_comes_first_and_a_reply_of_choices_alone_has_no_empty_line() -> None:
    assert as_text(Reply("选一个", choices=MENU)).startswith("选一个\n1. 发布需求")
    assert as_text(Reply("没有选项")) == "没有选项"


def test_a_number_counts_options_and_passes_over_words() -> None:
    assert picked(WAYS, "2") == WAYS[1]
    assert picked(WAYS, "3") is None
    assert picked(CARD, "3") == CARD[2]
    assert picked((), "1") is None
    assert picked(MENU, "0") is None
