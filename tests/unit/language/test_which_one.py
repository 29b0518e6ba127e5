"""Which of a few things is meant by whoever calls one by its matter."""

from __future__ import annotations

import pytest

from language.which_one import by_field, pointed_at, which, without_pointing

DEBT, SHOP = (
    "客户拖欠货款十二万，合同纠纷想起诉 法律法规 赤坎区",
    "房东提前收回铺面，租赁合同还有两年 法律法规 赤坎区",
)
TOLD = {1: DEBT, 2: SHOP}


@pytest.mark.parametrize(
    ("text", "words", "besides", "meant"),
    [
        ("接受欠货款那条", "欠货款", "接受", [1]),
        ("婉拒房东那件", "房东", "婉拒", [2]),
        ("铺面那单我接了", "铺面", "我接了", [2]),
        ("拒绝要起诉的那个", "起诉", "拒绝", [1]),
        ("货款的我接", "货款", "我接", [1]),
        ("不接房东的", "房东", "不接", [2]),
        ("接那个租房子的", "租房子", "接", [2]),
        ("把收回铺面的推掉", "收回铺面", "推掉", [2]),
        ("接那个食品厂的", "食品厂", "接", []),
        ("接受赤坎那条", "赤坎", "接受", []),
    ],
)
def test_pointing(text: str, words: str, besides: str, meant: list[int]) -> None:
    assert pointed_at(text) == words
    assert without_pointing(text) == besides
    assert which(words, TOLD, loosely=True) == meant


@pytest.mark.parametrize(
    "text",
    [
        "接受",
        "接受，谢谢",
        "那条我接了",
        "接这条",
        "我接，下午就去",
        "没空去赤坎那边",
        "那个时候的事我接不了",
    ],
)
def test_nothing_is_pointed_at(text: str) -> None:
    assert pointed_at(text) == ""
    assert without_pointing(text) == text


def test_by_field() -> None:
    assert by_field("税务那条", {1: ("law",), 2: ("tax", "finance")}) == [2]
    assert by_field("随便哪条", {1: ("law",), 2: ("tax",)}) == []
