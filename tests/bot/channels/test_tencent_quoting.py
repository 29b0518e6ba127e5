"""A quote in the text of a message is taken apart from what is said about it."""

from __future__ import annotations

import pytest

from bot.channels.tencent.quoting import split

CHINESE = "这是一条引用/回复消息：\n“益企：\n新需求：赤坎区一家企业\n想请您帮忙”\n------\n接受"
ENGLISH = 'This is a quote/reply:\n"Yiqi:\nA need"\n------\nyes'
OLDER = "「益企：新需求：赤坎区一家企业」\n- - - - - - - - - - - - - - -\n接受"


@pytest.mark.parametrize(
    ("text", "quoted", "said"),
    [
        (CHINESE, "新需求：赤坎区一家企业\n想请您帮忙", "接受"),
        (ENGLISH, "A need", "yes"),
        (OLDER, "新需求：赤坎区一家企业", "接受"),
        ("接受", "", "接受"),
        ("「接受」是什么意思", "", "「接受」是什么意思"),
        ("上午：两小时\n------\n下午：三小时", "", "上午：两小时\n------\n下午：三小时"),
        ("这是一条引用/回复消息", "", "这是一条引用/回复消息"),
    ],
)
def test_a_quote_is_taken_apart(text: str, quoted: str, said: str) -> None:
    assert split(text) == (quoted, said)
