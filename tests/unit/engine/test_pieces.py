"""What goes on with a matter, and what does not: by how it is said, and by when."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from handlers.engine import acts, pieces
from handlers.engine.state import Dialogue
from handlers.engine.utterance import Utterance
from tests.unit.engine.talks import NOW

TELLING = (
    "货是去年发的",
    "对方电话也打不通",
    "我们催了四回",
    "一共八万块",
    "合同没写日期",
    "补充一下，对方是吴川的",
    "他们还说要告我们",
    "后来就没下文了",
    "还讲了怎么开票",
    "老板娘跑路了",
)
NOT_TELLING = (
    "怎么办呢",
    "多久能来人",
    "有消息了打我电话",
    "帮我撤了吧",
    "我更急的是招不到人",
    "另外还想问贷款",
    "不对，是三月签的",
    "知道了",
    "就这些了",
    "谢谢",
    "好的",
    "查一下12号",
    "电话13900001234也没人接",
    "你们还没回我",
    "我想退出了",
)


@pytest.mark.parametrize("text", TELLING)
def test_a_fact_goes_on_with_the_matter(text: str) -> None:
    assert pieces.is_telling(text)


@pytest.mark.parametrize("text", NOT_TELLING)
def test_a_question_a_wish_a_correction_or_a_courtesy_does_not(text: str) -> None:
    assert not pieces.is_telling(text)


@pytest.mark.parametrize("text", ["好的", "怎么收费", "13900001234 王", "没了"])
def test_what_can_be_no_addition_is_not_offered_as_one(text: str) -> None:
    assert not pieces.may_be_one(text)


@pytest.mark.parametrize(
    ("text", "word"), [("补充", "add"), ("对", "add"), ("是另一件", "apart"), ("周五", "")]
)
def test_an_offer_is_taken_up_in_words(text: str, word: str) -> None:
    assert pieces.answers_offer(text) == word


def test_pieces_are_joined_by_one_comma() -> None:
    assert pieces.joined("货发了。", "，钱没给") == "货发了，钱没给"


@pytest.mark.parametrize(
    ("length", "is_tail"), [(4096, True), (3900, True), (4097, False), (2500, False), (900, False)]
)
def test_only_what_follows_a_cut_part_at_once_is_its_tail(length: int, is_tail: bool) -> None:
    dialogue = Dialogue()
    acts.with_tail(dialogue, Utterance("字" * length), NOW)
    tail = acts.with_tail(dialogue, Utterance("其余的"), NOW + timedelta(seconds=1))
    assert bool(tail.unreadable) == is_tail
    assert f"{length + 3} 个字" in tail.unreadable or not is_tail


@pytest.mark.parametrize("later", [timedelta(seconds=20), timedelta(days=1)])
def test_what_follows_later_is_a_message_of_its_own(later: timedelta) -> None:
    dialogue = Dialogue()
    acts.with_tail(dialogue, Utterance("字" * 4096), NOW)
    assert acts.with_tail(dialogue, Utterance("其余的"), NOW + later) == Utterance("其余的")


def test_a_tap_behind_a_cut_part_is_a_tap() -> None:
    dialogue = Dialogue()
    acts.with_tail(dialogue, Utterance("字" * 4096), NOW)
    assert not acts.with_tail(dialogue, Utterance("确认", "f:1:confirm.1"), NOW).unreadable


@pytest.mark.parametrize(
    ("moment", "is_within"), [("", False), (NOW.isoformat(), True), ("2026-03-01T00:00:00+00:00", False)]
)
def test_soon_is_within_a_minute_and_a_half(moment: str, is_within: bool) -> None:
    assert pieces.within(moment, _later(), pieces.SOON) == is_within


def _later() -> datetime:
    return NOW + timedelta(seconds=80)
