"""Where somebody corrects themselves in one breath, and how a list is told to grow or shrink."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.list_changes import applied, chosen, read
from language.repairs import completed, told_in_turn


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("三家，啊不对，四家", ["三家", "四家"]),
        ("三家啊不对四家", ["三家", "四家"]),
        ("三家吧，哦不，还是四家", ["三家", "四家"]),
        ("下周三…不不，周四", ["下周三", "周四"]),
        ("三家，不是，是四家", ["三家", "四家"]),
        ("三家，说错了，四家，不对，五家", ["三家", "四家", "五家"]),
        ("日期改成昨天，更正一下，前天", ["日期改成昨天", "前天"]),
        ("三家，算了，还是四家", ["三家", "四家"]),
        ("是，不，否", ["是", "否"]),
    ],
)
def test_what_was_taken_back_and_what_stands_in_its_place(text: str, pieces: list[str]) -> None:
    assert told_in_turn(text) == pieces


@pytest.mark.parametrize(
    "text",
    [
        "不对，是昨天",
        "哦不，是四家",
        "说错了，是四家",
        "三家，不是四家",
        "不是三家，是四家",
        "家数不对，应该是5家",
        "账做得不对，要补税",
        "专家讲得好不好，我说不好",
        "他不，我不",
        "",
    ],
)
def test_fault_found_with_what_was_said_before_takes_nothing_back(text: str) -> None:
    assert told_in_turn(text) == [text]


@given(st.text(alphabet="三四家，。啊哦不对是说错了还吧 改\n", max_size=40))
def test_nothing_is_lost_but_the_words_that_take_back(text: str) -> None:
    place = 0
    for piece in told_in_turn(text):
        place = text.index(piece, place) + len(piece)


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("下周三", "周四", "下周四"),
        ("日期改成3月5号", "6号", "3月6号"),
        ("上个月5号", "6号", "上个月6号"),
        ("下周三", "这周四", "这周四"),
        ("周三", "周四", "周四"),
        ("三家", "四家", "四家"),
    ],
)
def test_a_day_in_place_of_another_is_of_the_same_week_or_month(before: str, after: str, whole: str) -> None:
    assert completed(before, after) == whole


@pytest.mark.parametrize(
    ("text", "way", "what"),
    [
        ("加上法律", "adds", "法律"),
        ("再加上税务和融资吧", "adds", "税务和融资"),
        ("不要税务", "drops", "税务"),
        ("人力资源不要了", "drops", "人力资源"),
        ("把税务去掉", "drops", "税务"),
        ("删掉税务吧", "drops", "税务"),
        ("只留财税", "keeps", "财税"),
        ("就要法律了", "keeps", "法律"),
    ],
)
def test_a_list_is_told_to_change(text: str, way: str, what: str) -> None:
    assert read(text) == (way, what)


@pytest.mark.parametrize("text", ["加个急", "法律", "改成法律", "加快办", "要是没有呢"])
def test_other_words_change_no_list(text: str) -> None:
    assert read(text) is None


@given(st.lists(st.sampled_from("abcd"), unique=True), st.lists(st.sampled_from("abcd"), unique=True))
def test_a_list_has_what_it_is_told_to_have(before: list[str], said: list[str]) -> None:
    assert set(applied("adds", before, said)) == set(before) | set(said)
    assert set(applied("drops", before, said)) == set(before) - set(said)
    assert applied("keeps", before, said) == said


@pytest.mark.parametrize(
    ("text", "way", "what"),
    [
        ("除了孙工", "drops", "孙工"),
        ("除了孙工都提醒", "drops", "孙工"),
        ("除了孙工和郑老师，其他人都请", "drops", "孙工和郑老师"),
        ("除孙工以外都通知", "drops", "孙工"),
        ("孙工除外", "drops", "孙工"),
        ("孙工就不用提醒了", "drops", "孙工"),
        ("孙工不用了", "drops", "孙工"),
        ("别催孙工了", "drops", "孙工"),
        ("孙工就算了", "drops", "孙工"),
        ("孙工就行", "keeps", "孙工"),
        ("就孙工一个人", "keeps", "孙工"),
        ("提醒孙工就可以了", "keeps", "孙工"),
        ("就提醒孙工", "keeps", "孙工"),
        ("再提醒一下孙工", "keeps", "孙工"),
        ("孙工和郑老师两位就够了", "keeps", "孙工和郑老师"),
    ],
)
def test_some_of_those_shown_are_chosen(text: str, way: str, what: str) -> None:
    assert chosen(text) == (way, what)


@pytest.mark.parametrize(
    "text",
    [
        "除了孙工还有谁",
        "除了法律，我还懂税务",
        "除了周末也可以",
        "孙工",
        "确认",
        "提醒谁",
        "除了谁没交",
        "不用了",
        "算了",
        "",
    ],
)
def test_other_words_choose_none_of_them(text: str) -> None:
    assert chosen(text) is None
