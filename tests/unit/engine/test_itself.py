"""What is said of the very thing that is being filled in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.engine.form import Slot
from handlers.engine.itself import drops, misplaced, without_its_name
from tests.unit.engine.talks import FORM

TEXT = Slot("text", "内容", ask="写什么？", free=True, composed=True)
SUMMARY = replace(FORM, title="活动总结", card="活动总结", slots=(*FORM.slots, TEXT))
UNDOING = replace(FORM, title="撤下活动", card="撤下这场活动")


@pytest.mark.parametrize(
    "text",
    ["刚才的活动总结取消", "这个总结不要了", "取消这份总结", "把刚才那个先取消了", "算了，活动总结不交了"],
)
def test_it_is_dropped_by_its_name(text: str) -> None:
    assert drops(SUMMARY, text)


@pytest.mark.parametrize("text", ["取消了两场活动", "总结写好了", "这个活动很成功", ""])
def test_what_only_speaks_of_it_drops_nothing(text: str) -> None:
    assert not drops(SUMMARY, text)


def test_a_form_that_takes_back_is_not_given_up_by_the_word_for_its_deed() -> None:
    assert not drops(UNDOING, "取消这场活动")


@pytest.mark.parametrize("text", ["这个总结给服务中心发过去", "把10号改成15号", "刚才那份交上去吧"])
def test_an_errand_and_a_correction_are_no_text_for_others(text: str) -> None:
    assert misplaced(SUMMARY, TEXT, text)


@pytest.mark.parametrize(
    "text", ["今年办了12场活动，服务120家", "会议改成周五下午，请互相转告", "月底前交台账"]
)
def test_what_is_meant_for_others_is_taken(text: str) -> None:
    assert not misplaced(SUMMARY, TEXT, text)


def test_the_name_before_that_of_a_slot_is_left_out() -> None:
    assert without_its_name(SUMMARY, "总结内容改成两句") == "内容改成两句"
    assert without_its_name(SUMMARY, "总结改成两句") == "总结改成两句"
