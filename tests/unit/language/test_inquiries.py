"""What only asks for something to be told or shown, and what tells, requests or reports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.inquiries import after_a_wait, inquires, others_say, seeks


@pytest.mark.parametrize(
    "text",
    [
        "先等等，看下今天的日报",
        "先问一下，现在有多少专家",
        "今年几篇日记了",
        "上次那个海滨食品厂去的是几号",
        "他电话给我",
        "名额还剩多少",
        "谁报名了？",
        "查一下霞山有几个站",
    ],
)
def test_it_asks(text: str) -> None:
    assert inquires(text)


@pytest.mark.parametrize(
    "text",
    [
        "周五下班前报本月时长",
        "能不能改成周五",
        "换到三楼行吗",
        "他住院了",
        "讲了三家企业的税务问题",
        "各位老师，月底前请把日记补齐",
        "",
    ],
)
def test_it_asks_nothing(text: str) -> None:
    assert not inquires(text)


def test_a_wait_before_a_question_says_nothing() -> None:
    assert after_a_wait("先问一下，现在有多少专家") == "现在有多少专家"
    assert after_a_wait("等一下，看下今天的日报") == "看下今天的日报"
    assert after_a_wait("等一下，他明天来") == "等一下，他明天来"
    assert after_a_wait("等一下") == "等一下"


@given(st.text(alphabet="先等问一下，看今天几多少谁吗？日报他", max_size=30))
def test_nothing_but_the_lead_is_lost(text: str) -> None:
    assert text.strip().endswith(after_a_wait(text).strip())


def test_what_others_say_is_told() -> None:
    assert others_say("企业那边都说挺好，想要银行产品资料")
    assert not others_say("我们想要银行产品资料")


def test_a_bare_list_of_titles_seeks_nobody() -> None:
    assert not seeks("注册会计师、税务师")
    assert seeks("想找税务师")
