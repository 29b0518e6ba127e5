"""Whoever talks of hotels, weather and films has no need, is not told twice that nobody understands, and may just leave."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from handlers.engine.state import Dialogue
from language.intents.sentences import FOR_TESTS, sentences
from tests.handlers.stage import Stage

MANY = 200


def _chatter() -> list[str]:
    """Sentences that the model has not learnt from: written for this, and of the authors for tests."""
    own = (Path(__file__).parent / "chatter.txt").read_text(encoding="utf-8").splitlines()
    others = [one.text for one in sentences() if one.author in FOR_TESTS and one.intent == "offtopic"]
    return [*own, *others][:MANY]


def test_at_most_one_of_two_hundred_sentences_begins_a_need(stage: Stage) -> None:
    begun = []
    for text in _chatter():
        stage.put("enterprise", {})
        stage.say("enterprise", text)
        begun += [text] if _needs(stage.dialogue("enterprise")) else []
    assert len(begun) <= 1, begun


def test_nobody_hears_twice_in_a_row_that_they_are_not_understood(stage: Stage) -> None:
    stage.put("enterprise", {})
    lost = ["没听明白" in stage.say("enterprise", text)[-1].text for text in _chatter()]
    assert not any(before and after for before, after in pairwise(lost))


def test_thanks_leave_a_form_as_it_is(stage: Stage) -> None:
    stage.put("enterprise", {})
    stage.say("enterprise", "海鲜加工厂的供货合同被客户单方面撕毁了，货款也不给")
    stage.say("enterprise", "谢谢")
    assert _needs(stage.dialogue("enterprise"))


@pytest.mark.parametrize("farewell", ["再见", "谢谢，再见", "不聊了，拜拜"])
def test_a_goodbye_ends_a_form_that_only_a_sentence_began(stage: Stage, farewell: str) -> None:
    stage.put("enterprise", {})
    stage.say("enterprise", "海鲜加工厂的供货合同被客户单方面撕毁了，货款也不给")
    assert _needs(stage.dialogue("enterprise"))
    stage.say("enterprise", farewell)
    assert stage.dialogue("enterprise").current is None


def _needs(dialogue: Dialogue) -> bool:
    return any(at.form == "need" for at in dialogue.stack)
