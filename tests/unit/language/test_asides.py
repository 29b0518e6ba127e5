"""What is said to us beside words that are written for others, and what are such words."""

import pytest

from language.asides import is_aside
from language.card_talk import asks_if_told


@pytest.mark.parametrize(
    "text",
    [
        "先等一下",
        "等会儿再发",
        "稍等哈",
        "我看看还有谁没交",
        "等我问下王主任",
        "我先看看名单",
        "让我核对一下人数",
        "怎么写好",
        "我忘了要说什么",
    ],
)
def test_what_is_said_to_us(text: str) -> None:
    assert is_aside(text)


@pytest.mark.parametrize(
    "text",
    [
        "请大家周五前看一下群里的文件",
        "周五前交日记",
        "我下周三去看望大家",
        "我们查过了，材料没问题",
        "请等通知",
        "会议改期，等下一次通知",
    ],
)
def test_what_others_are_told(text: str) -> None:
    assert not is_aside(text)


@pytest.mark.parametrize(
    "text", ["发给他们了吗？", "各站收到没有", "通知老师们了没", "大家都看到了吗", "告诉企业了吗"]
)
def test_somebody_asks_if_others_have_got_it(text: str) -> None:
    assert asks_if_told(text)


@pytest.mark.parametrize("text", ["请大家收到回复", "发票开了没", "发给他们", "通知各站周五前交"])
def test_somebody_tells_others(text: str) -> None:
    assert not asks_if_told(text)
