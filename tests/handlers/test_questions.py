"""Whoever wants to change a slot that a form never asks for is asked something; what only stands there to be read is not offered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from handlers.engine.tokens import read
from handlers.message import Choice
from tests.handlers.stage import Stage
from tests.handlers.ways import FORMS, Places

SHOWN = sorted(
    name
    for name, form in FORMS.items()
    if form.card and any(slot.ask == "" and slot.label and not slot.hidden for slot in form.slots)
)


@pytest.mark.parametrize("name", SHOWN)
def test_every_slot_that_may_be_changed_has_a_question(name: str, stage: Stage, places: Places) -> None:
    cards = [place for place in places(name) if any(reply.card for reply in place.shown)]
    assert cards
    for card in cards:
        stage.put(card.role, card.state)
        offered = stage.say(card.role, "修改")[-1].choices
        for choice, changed in _changes(offered):
            slot = FORMS[name].slot(changed)
            assert slot is not None
            assert slot.can_be_told, changed
            stage.put(card.role, card.state)
            stage.say(card.role, "修改")
            said = stage.tap(card.role, choice)[-1].text
            assert slot.ask or f"{slot.label}改成什么？" in said, said
            assert stage.state(card.role)["stack"][-1]["fixing"] == changed


def _changes(offered: Iterable[Choice]) -> Iterator[tuple[Choice, str]]:
    """What is offered to be changed, each with its slot."""
    for choice in offered:
        tap = read(choice.token)
        if tap and tap.word.startswith("change."):
            yield choice, tap.word.removeprefix("change.")


def test_what_is_offered_to_be_changed_is_found() -> None:
    card = Choice("日期", "f:1:change.date"), Choice("返回", "f:1:back")
    assert [slot for _, slot in _changes(card)] == ["date"]
