"""Whoever wants to change a slot that a form never asks for is asked something; what only stands there to be read is not offered."""

from __future__ import annotations

import pytest

from handlers.engine.tokens import read
from tests.handlers.stage import Stage
from tests.handlers.ways import FORMS, Places

SHOWN = sorted(
    name
    for name, form in FORMS.items()
    if form.card and any(slot.ask == "" and slot.label and not slot.hidden for slot in form.slots)
)


@pytest.mark.parametrize("name", SHOWN)
def test_every_slot_that_may_be_changed_has_a_question(name: str, stage: Stage, places: Places) -> None:
    for card in (place for place in places(name) if any(reply.card for reply in place.shown)):
        stage.put(card.role, card.state)
        offered = stage.say(card.role, "修改")[-1].choices
        for choice in (one for one in offered if (token := read(one.token)) and "change" in token.name):
            assert FORMS[name].slot(choice.token.rpartition(".")[2]).can_be_told  # type: ignore[union-attr]
            stage.put(card.role, card.state)
            stage.say(card.role, "修改")
            assert stage.tap(card.role, choice)[-1].text
