"""Several things of one kind as one message: every button says whose it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handlers.message import Choice, Reply
from handlers.rendering.gathering import BUTTONS, gathered

ALL = Choice("看全部", "t:all")


def need(number: int) -> Reply:
    acts = (Choice(f"指派 {number} 号", f"a:{number}"), Choice("某日再看", f"l:{number}"))
    return Reply(f"{number} 号需求无人应答，请安排。\n法律法规", choices=acts)


def test_what_two_offer_in_the_same_words_is_left_out() -> None:
    found = gathered([need(2), need(3)], ALL)
    assert found.text == "2 件一样的事等您：\n1. 2 号需求无人应答，请安排。\n2. 3 号需求无人应答，请安排。"
    assert [choice.label for choice in found.choices] == ["指派 2 号", "指派 3 号", "看全部"]


@given(st.integers(2, 30))
def test_no_two_buttons_read_alike_and_there_are_few(several: int) -> None:
    labels = [choice.label for choice in gathered([need(n) for n in range(several)], ALL).choices]
    assert len(set(labels)) == len(labels) <= BUTTONS + 1
    assert labels[-1] == "看全部"
