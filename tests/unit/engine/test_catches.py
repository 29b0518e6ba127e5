"""What a card asks before its deed, which of the things asked about a text names, and one more of a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from handlers.engine.catches import About, Catch
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form
from handlers.engine.state import FormState
from handlers.engine.taps import CHANGED
from handlers.message import Incoming
from tests.unit.engine.front import Front, asking
from tests.unit.engine.talks import FORM, FULL, standing


def _says(text: str) -> bool | None:
    return {"是的": True, "不是": False}.get(text)


def _again(talk: ConversationContext, values: Values) -> Catch | None:
    return None if "secret" in values else Catch("又一次？", "不记了", "是另一次", {"secret": "yes"}, _says)


def _never(talk: ConversationContext, values: Values) -> Catch | None:
    return Catch("太多了。", "不记了") if values["hours"] > 5 else None


AGAIN, NEVER = replace(FORM, catch=_again), replace(FORM, catch=_never)


def card(**values: Any) -> FormState:
    return standing(values=FULL | values)


@pytest.mark.parametrize("said", ["确认", "好的", "没问题"])
def test_a_plain_yes_is_asked_again(front: Front, said: str) -> None:
    heard = front.say(said, AGAIN, stack=[card()])
    assert heard.texts == ["又一次？"]
    assert heard.forms == ["visit"]
    assert [choice.label for choice in heard.replies[0].choices] == ["是另一次", "修改", "不记了"]


@pytest.mark.parametrize("said", ["是另一次", "是的", "1"])
def test_the_answer_itself_does_the_deed(front: Front, said: str) -> None:
    assert front.say(said, AGAIN, stack=[card()]).texts == ["已记录 2026-03-02"]


@pytest.mark.parametrize("said", ["不记了", "不是", "取消"])
def test_its_no_gives_the_form_up(front: Front, said: str) -> None:
    heard = front.say(said, AGAIN, stack=[card()])
    assert heard.forms == []
    assert heard.dialogue.dropped


def test_what_cannot_be_has_no_yes_and_ends_when_put_right(front: Front) -> None:
    for said in ("确认", "是的"):
        assert front.say(said, NEVER, stack=[card(hours=6)]).texts == ["太多了。"]
    assert front.say("不对，是 4", NEVER, stack=[card(hours=6)]).values["hours"] == 4
    assert front.say("确认", NEVER, stack=[card(hours=4)]).texts == ["已记录 2026-03-02"]


def test_a_tap_on_an_older_card_is_shown_the_newer(front: Front) -> None:
    tapped = Incoming("web", "a", "1", "是另一次", choice="f:1:sure.7")
    heard = front.hear(tapped, AGAIN, stack=[replace(card(), turn=8)])
    assert heard.forms == ["visit"]
    assert heard.texts == [f"{CHANGED}\n又一次？"]


def _named(talk: ConversationContext, text: str, waiting: Sequence[Any]) -> About | None:
    if "甲" in text:
        return About(1, speaks=True)
    return About(missing="没有丙。") if "丙" in text else None


def _offer(*waiting: int) -> Form:
    return replace(asking("offer", waiting), about=_named, means=lambda intent, text: {"answer": "accept"})


def test_the_one_that_is_named_is_answered(front: Front) -> None:
    assert front.say("甲那条", _offer(1, 2)).texts == ["offer 1 accept"]
    assert front.say("接受", _offer(1, 2)).texts == ["哪一个？"]


def test_the_only_one_is_not_taken_for_another(front: Front) -> None:
    heard = front.say("丙，接受", _offer(2), stack=[])
    assert "offer 2 accept" not in heard.texts


def test_one_more_parks_the_one_in_hand(front: Front) -> None:
    more = replace(FORM, one_more=lambda text: text[2:] if text.startswith("再记") else None)
    assert front.say("再记", more, stack=[card()]).forms == ["visit", "visit"]
    assert front.say("再记", more, stack=[standing()]).forms == ["visit"]
    assert front.say("再记周二", more, stack=[card()]).values["day"] == "2026-03-03"
