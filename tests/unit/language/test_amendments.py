"""Clause by clause: what a message names, what it calls wrong, what it puts in place."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.amendments import Clause, _Grammar, clauses
from language.normalise import normalise

NAMES = frozenset(["日期", "时间", "时长", "家数", "企业", "企业家数", "方式", "内容", "电话"])


def told(text: str) -> list[tuple[str, str, str]]:
    """Name, what was wrong and what is right, of each clause."""
    return [(one.label, one.old, one.new) for one in clauses(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("时长改成3小时", [("时长", "", "3小时")]),
        ("麻烦把时长改为3小时吧，谢谢", [("时长", "", "3小时"), ("", "", "谢谢")]),
        ("企业家数换成 3家", [("企业家数", "", "3家")]),
        ("时长从2小时改成3小时", [("时长", "2小时", "3小时")]),
        ("时间是周二不是周一", [("时间", "周一", "周二")]),
        ("家数写错了，应该是5家", [("家数", "", ""), ("", "", "5家")]),
        ("时长写成2小时了", [("时长", "2小时", "")]),
        ("家数：5家；时长：3小时", [("家数", "", "5家"), ("时长", "", "3小时")]),
        ("時長改成3小時", [("时长", "", "3小時")]),
        ("电话 138 0000 5555", [("电话", "", "138 0000 5555")]),
    ],
)
def test_a_clause_names_what_it_speaks_of(text: str, found: list[tuple[str, str, str]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("四小时改成五小时", "四小时", "五小时"),
        ("2小时改3小时", "2小时", "3小时"),
        ("不是两家是三家", "两家", "三家"),
        ("是6家不是5家", "5家", "6家"),
        ("两家打成三家了", "三家", "两家"),
        ("3小时不对，", "3小时", ""),
        ("不止2家", "2家", ""),
        ("应该是昨天才对", "", "昨天"),
        ("我说的是线上", "", "线上"),
        ("刚才记错了是两家", "", "两家"),
        ("刚才记错了", "", ""),
        ("不对", "", ""),
    ],
)
def test_what_is_wrong_and_what_is_right_without_a_name(text: str, old: str, new: str) -> None:
    [clause] = clauses(text, NAMES)
    assert (clause.label, clause.old, clause.new, clause.corrects) == ("", old, new, True)


@pytest.mark.parametrize(
    "text",
    [
        "时长改成3小时，家数改成5家",
        "时长改成3小时\n家数改成5家",
        "时长改成3小时 家数改成5家",
        "时长改成3小时家数改成5家",
        "时长改成3小时和家数改成5家",
        "时长改成3小时，另外把家数改成5家",
        "把时长和家数改成3小时和5家",
        "时长、家数分别改成3小时、5家",
    ],
)
def test_two_corrections_are_two_however_they_are_joined(text: str) -> None:
    assert told(text) == [("时长", "", "3小时"), ("家数", "", "5家")]


@pytest.mark.parametrize(
    "text",
    ["有结果了打我电话", "撤回111号", "我更急的是招不到工人", "合同改成谁的名字", "社保是不是要补缴", "3家"],
)
def test_what_corrects_nothing_stays_as_it_is(text: str) -> None:
    assert clauses(text, NAMES) == [Clause(text, new=text)]


@given(st.text(max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    for clause in clauses(text, NAMES):
        assert clause.text in text
        assert not clause.plain or clause.new == clause.text


def test_fault_that_is_found_twice_is_no_value() -> None:
    assert [(one.old, one.new) for one in clauses("不对不对，电话是13900139000", ("电话",))] == [
        ("", ""),
        ("", "13900139000"),
    ]


NAMELESS = (
    "不对，",
    "改成",
    "不是",
    "是",
    "3小时",
    "明天",
    "三家",
    "、",
    "；",
    " ",
    "另外",
    "写错了",
    "把",
    "我们",
    "?",
)


@given(st.lists(st.sampled_from(NAMELESS), max_size=8).map("".join))
def test_where_no_name_stands_the_names_make_no_difference(text: str) -> None:
    assert clauses(text, NAMES) == list(_grammar_of_names().read(normalise(text)))


@cache
def _grammar_of_names() -> _Grammar:
    return _Grammar(tuple(sorted(NAMES, key=len, reverse=True)))
