"""Decisions of staff: how they are said, and how those whom they are about are called."""

from __future__ import annotations

import pytest

from handlers.engine.decision import LOOK_AGAIN, Subject
from handlers.engine.decisions import button, decisions, said
from handlers.message import Choice
from tests.unit.engine.talks import talk


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("通过", "pass", ""),
        ("不予通过", "refuse", ""),
        (" 请退回：何志强\n缺身份证明 ", "return", "何志强\n缺身份证明"),
        ("取消资格 李律师", "revoke", "李律师"),
        ("不警告", "withhold", ""),
    ],
)
def test_the_longest_word_that_a_text_begins_with_is_the_decision(text: str, code: str, rest: str) -> None:
    found = said(text)
    assert found
    assert (found[0].code, found[1]) == (code, rest)


@pytest.mark.parametrize("text", ["", "我想通过", "审核"])
def test_what_begins_with_no_word_of_a_decision_is_none(text: str) -> None:
    assert said(text) is None


def test_a_button_on_a_notice_has_the_decisions_first_word_or_one_of_its_own() -> None:
    assert button("pass", 7) == Choice("通过", "p:decide:7:decision=pass")
    assert button("pass", 7, "好") == Choice("好", "p:decide:7:decision=pass")


def test_a_decision_needs_a_reason_and_a_second_look_unless_it_says_otherwise() -> None:
    assert decisions()["refuse"].needs_reason
    assert not decisions()["pass"].needs_reason
    assert decisions()["resume"].caution(talk(), 1) == LOOK_AGAIN


@pytest.mark.parametrize(
    ("subject", "label"),
    [
        (Subject(3, "李律师", "赤坎区"), "李律师（赤坎区）"),
        (Subject(3, "李律师", ""), "李律师"),
        (Subject(3, "李律师", "赤坎区", 12), "12 号 李律师（赤坎区）"),
        (Subject(3, "李律师", "", 12), "12 号 李律师"),
    ],
)
def test_a_subject_is_told_from_its_namesakes(subject: Subject, label: str) -> None:
    assert subject.label == label
