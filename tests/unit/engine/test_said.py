"""A decision is heard wherever its word stands, and not where the word decides nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.engine.decisions import said

SAID = {
    "何志强的申请可以通过": ("pass", "何志强的申请"),
    "李明达那份可以了": ("pass", "李明达那份"),
    "同意何志强的申请": ("pass", "何志强"),
    "12 号投诉查实了": ("uphold_complaint", "12 号投诉"),
    "投诉 3 号查无实据": ("dismiss_complaint", "投诉 3 号"),
    "3号异议成立": ("uphold_objection", "3号"),
    "周教授那个先警告一下，半年没动静": ("warn", "周教授，半年没动静"),
    "半年没动静，警告周教授": ("warn", "周教授，半年没动静"),
    "先别警告周教授，他住院了": ("withhold", "周教授，他住院了"),
    "把周教授的警告解除了吧": ("lift", "把周教授"),
    "恢复李律师": ("resume", "李律师"),
    "恢復李律師": ("resume", "李律师"),
    "王会计的资格先暂停，企业投诉在核": ("suspend", "王会计的资格，企业投诉在核"),
    "取消钱顾问的资格，收费": ("revoke", "钱顾问，收费"),
    "湛江海东科技产业园那份退回去，缺章": ("return", "湛江海东科技产业园那份，缺章"),
    "退回 何志强 缺学历证明": ("return", "何志强 缺学历证明"),
    "周教授的续聘可以": ("agree_renewal", "周教授的续聘"),
    "给李律师发个绑定码": ("bind_code", "给李律师"),
    "警告 后学军": ("warn", "后学军"),
    "警告": ("warn", ""),
    "把他的警告先不发，他住院了": ("withhold", "他，他住院了"),
    "李律师的警告先放一放": ("withhold", "李律师"),
    "先别给李律师记警告": ("withhold", "李律师"),
    "算了别警告了": ("withhold", ""),
    "另外一个就警告吧": ("warn", "另外一个"),
    "第一个先不警告": ("withhold", "第一个"),
    "决定改成暂不警告": ("withhold", ""),
}
NOT_SAID = (
    "警告以后仍不开展服务",
    "警告后还是没有日记",
    "警告过两次了",
    "暂停期间照样收费",
    "何志强通过了吗",
    "怎么还没通过",
    "何志强还没通过",
    "收取咨询费八百元，投诉已查实",
    "泄露企业配方，已查实",
    "查实前年收取咨询费五百元",
    "住院半年，七月起恢复服务",
    "有企业投诉，正在核查",
    "老板要求我们暂停供货",
    "我们公司的贷款申请被银行退回了",
    "今天可以了",
    "没问题",
    "可以",
    "",
)


@pytest.mark.parametrize("text", SAID)
def test_the_word_may_stand_anywhere(text: str) -> None:
    heard = said(text)
    assert heard
    assert (heard[0].code, heard[1]) == SAID[text]


@pytest.mark.parametrize("text", NOT_SAID)
def test_asking_and_giving_a_reason_is_no_deciding(text: str) -> None:
    assert said(text) is None


@given(st.text(alphabet="何志强警告通过退回恢复的申请12号，。 吗那份", max_size=40))
def test_every_text_is_read_and_nothing_is_made_up(text: str) -> None:
    if heard := said(text):
        assert set(heard[1]) <= set(text) | set(" ，")
