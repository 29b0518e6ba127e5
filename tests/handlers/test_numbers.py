"""Choices where there are no buttons: which have a number, and what a number typed back means."""

from __future__ import annotations

import pytest

from bot.app import House
from handlers.engine import tokens
from handlers.engine.numbers import as_text, picked
from handlers.message import Choice, Incoming, Reply
from tests.contracts.crowd import FIRM, arrive, say

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
        (MENU, "1. 发布需求\n2. 我的需求\n（回复数字即可）"),
        (CARD, "1. 确认\n2. 修改\n3. 取消\n（回复数字即可）"),
        (STARS, "5 非常满意\n1 很不满意\n（回复数字即可）\n也可以回复：取消"),
        (WAYS, "1. 线上\n2. 上门\n（回复数字即可）\n也可以回复：返回"),
        (STEPS, "也可以回复：跳过、返回、取消"),
    ],
)
def test_a_number_stands_only_where_it_can_mean_nothing_else(choices: tuple[Choice, ...], text: str) -> None:
    assert as_text(Reply("", choices=choices)) == text


def test_a_caption_that_is_a_number_keeps_its_own() -> None:
    assert picked(STARS, "5") == STARS[0]
    assert picked(STARS, "2") is None


@pytest.mark.parametrize(
    ("text", "token"),
    [("2", "n:2"), (" １ ", "n:1"), ("选3", "n:3"), ("第2个", "n:2"), ("2家", ""), ("1000", ""), ("", "")],
)
def test_a_bare_number_is_a_choice(text: str, token: str) -> None:
    assert tokens.number(text) == token


def _typed(house: House, number: str) -> str:
    incoming = Incoming("web", "张厂长", f"n{number}", number, tokens.number(number))
    return "\n".join(reply.plain() for reply in house.take(incoming).result().replies)


def test_a_number_is_the_choice_it_stood_at(sqlite_house: House) -> None:
    arrive(sqlite_house, FIRM)
    assert "直接用一句话" in say(sqlite_house, "张厂长", "帮助")
    assert "还没有发布过需求" in _typed(sqlite_house, "2")


def test_a_number_beside_nothing_is_text(sqlite_house: House) -> None:
    arrive(sqlite_house, FIRM)
    say(sqlite_house, "张厂长", "帮助")
    assert "直接用一句话" in _typed(sqlite_house, "99")


def test_what_cannot_be_read_is_said_and_the_talk_stays(sqlite_house: House) -> None:
    arrive(sqlite_house, FIRM)
    say(sqlite_house, "张厂长", "发布需求")
    result = Incoming("web", "张厂长", "v1", unreadable="语音没听清，请打字说。")
    replies = sqlite_house.take(result).result().replies
    assert "语音没听清" in replies[0].text
    assert [choice.label for choice in replies[0].choices] == ["取消"]
