"""What a new wording of an earlier message changes in the form that it filled, and what it leaves."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.engine import rewording
from handlers.engine.catalogue import Catalogue
from handlers.engine.conversation import Conversation
from handlers.engine.moves import Reword
from handlers.engine.state import Dialogue, FormState
from handlers.engine.utterance import Utterance
from tests.unit.engine.talks import FORM, FULL, standing, talk


@pytest.fixture(autouse=True)
def _heard_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No message was read together with another one."""
    monkeypatch.setattr(rewording, "wording_before", lambda *_: None)


def conversation(*stack: FormState) -> Conversation:
    return Conversation(talk(), Dialogue(9, list(stack)), Catalogue({"visit": FORM}, {}, {}, {}, None))  # type: ignore[arg-type]  # nobody asks for help


def told(text: str, *slots: str, first: bool = False) -> dict[str, Any]:
    return {"text": text, "slots": list(slots), "first": first}


def edited(at: FormState, text: str) -> Reword:
    move = rewording.move_of(conversation(at), Utterance(text, name="11", edits="11"))
    assert isinstance(move, Reword)
    return move


@pytest.mark.parametrize(
    ("was", "text", "values"),
    [
        (told("周一两个：2", "day", "hours", first=True), "周一三个：3", {"hours": 3}),
        (told("周一：2", "day", "hours", first=True), "周二：2", {"day": "2026-03-03"}),
        (told("2", "hours"), "4", {"hours": 4}),
        (told("周一，2", "day", "hours"), "周二，5", {"day": "2026-03-03", "hours": 5}),
        (told("线上", "way"), "上门", {"way": "visit"}),
        (told("时长改成2", "hours"), "时长改成3", {"hours": 3}),
    ],
)
def test_what_reads_otherwise_than_before_is_put_right(
    was: dict[str, Any], text: str, values: dict[str, Any]
) -> None:
    assert edited(standing(values=dict(FULL), messages={"11": was}), text).answer.values == values


def test_what_was_put_right_meanwhile_is_not_put_back() -> None:
    first = told("周一：2", "day", "hours", first=True)
    at = standing(values=FULL | {"hours": 6}, messages={"11": first})
    assert edited(at, "周二：2").answer.values == {"day": "2026-03-03"}


def test_what_is_said_no_more_is_asked_again() -> None:
    first = told("周一：2", "day", "hours", first=True)
    assert edited(standing(values=dict(FULL), messages={"11": first}), "周一").gone == ("hours",)
    other = standing(values=FULL | {"hours": 6}, messages={"11": first})
    assert edited(other, "周一").gone == ()


def test_what_is_wrong_with_the_new_wording_is_said() -> None:
    at = standing(values=dict(FULL), messages={"11": told("2", "hours")})
    assert edited(at, "9").answer.wrong == "太长了。"
    assert edited(at, "9").answer.values == {}


def test_a_message_of_two_forms_changes_neither() -> None:
    known = {"11": told("周一：2", "day", first=True)}
    both = conversation(standing(messages=known), standing(key=2, messages=known))
    assert rewording.move_of(both, Utterance("周二：2", edits="11")) == Reword()


def test_a_message_is_kept_with_what_it_filled_and_what_it_began() -> None:
    dialogue = Dialogue(1, [standing(values={"day": "2026-03-02"}, turn=1)])
    before = rewording.filled(dialogue)
    at = dialogue.stack[0]
    at.put("hours", 2)
    at.put("kind", 0, inferred=True)
    at.turn += 1
    dialogue.stack.append(standing(key=2))
    rewording.remember(dialogue, before, Utterance("2", name="12"))
    rewording.remember(dialogue, before, Utterance("3"))
    assert at.messages == {"12": told("2", "hours")}
    assert dialogue.stack[1].messages == {"12": told("2", first=True)}


def test_only_so_many_messages_are_kept() -> None:
    dialogue = Dialogue(1, [standing()])
    at = dialogue.stack[0]
    for number in range(rewording.MOST_KEPT + 3):
        before = rewording.filled(dialogue)
        at.put("hours", number)
        at.turn += 1
        rewording.remember(dialogue, before, Utterance(str(number), name=str(number)))
    assert next(iter(at.messages)) == "3"
    assert len(at.messages) == rewording.MOST_KEPT
