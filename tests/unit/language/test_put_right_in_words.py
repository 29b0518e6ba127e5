"""Figures and ends of telephones that are put right where they stand; words to be passed on."""

from __future__ import annotations

import pytest

from language.card_talk import asked_after, asks_if_sent
from language.contacts import with_tail
from language.numerals import refigured, remeasured
from language.passed_on import passed_on


def test_a_figure_is_found_however_it_is_spelt() -> None:
    assert refigured("货款十二万要不回来", "12万", "13万") == "货款13万要不回来"
    assert refigured("十二万，又借十二万", "12万", "13万") is None
    assert refigured("货款要不回来", "12万", "13万") is None


def test_the_only_figure_of_a_measure_is_meant() -> None:
    assert remeasured("两个工人说要告我", "三个人") == "三个工人说要告我"
    assert remeasured("两个工人和三个老板", "四个人") is None
    assert remeasured("工人要告我", "三个人") is None


def test_the_last_figures_of_a_telephone() -> None:
    assert with_tail("13912345678", "尾数系9") == "13912345679"
    assert with_tail("13912345678", "尾号是1112") == "13912341112"
    assert with_tail("13912345678", "最后四位1112") == "13912341112"
    assert with_tail("13912345678", "是的") is None


@pytest.mark.parametrize(
    ("text", "whom", "words"),
    [
        ("跟他说我下午打电话给他", "", "我下午打电话给他"),
        ("转告李律师我明天不在", "李律师", "我明天不在"),
        ("麻烦跟李律师说一声，明天改到三点", "李律师", "明天改到三点"),
        ("请你转告对方：材料已备齐", "", "材料已备齐"),
    ],
)
def test_words_are_passed_on(text: str, whom: str, words: str) -> None:
    assert passed_on(text) == (whom, words)


@pytest.mark.parametrize(
    "text",
    [
        "跟他说了三次都没来",
        "给三家企业讲税务，昨天",
        "给李律师讲了两小时合同",
        "跟企业讲合同讲了两小时",
        "跟房东说一声要退租",
        "告诉我怎么办",
        "跟他说过没有",
        "跟你们说一声，我不想当了",
        "通知所有工作站周五开会",
        "对方说要告我",
    ],
)
def test_what_is_no_message_for_somebody_is_passed_on_to_nobody(text: str) -> None:
    assert passed_on(text) is None


@pytest.mark.parametrize(
    "text",
    ["发了没有啊刚才那个", "上面那个电话讲欠条的 你记了没有", "那个30万的呢 你没记吧", "你们到底记没记"],
)
def test_whether_it_was_taken_down_is_asked_in_many_ways(text: str) -> None:
    assert asks_if_sent(text)


def test_another_card_is_asked_after() -> None:
    assert asked_after("招人那个呢") == "招人"
    assert asked_after("那个贷款的怎么没了") == "贷款"
    assert asked_after("招不到人怎么办") == ""
