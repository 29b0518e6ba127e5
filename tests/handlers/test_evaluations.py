"""What a form says of itself (options, conditions, what follows) is worked out once a message and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.runtime import receive
from handlers.engine.catalogue import catalogue
from handlers.engine.decisions import decisions
from handlers.engine.form import Form, Slot
from tests.handlers.stage import Stage
from tests.handlers.ways import FORMS, Places

Counted = Counter[tuple[str, str]]


def _counting(what: str, ask: Callable[..., Any], counted: Counted) -> Callable[..., Any]:
    def asked(talk: Any, *about: Any) -> Any:
        counted[what, repr(about)] += 1
        return ask(talk, *about)

    return asked


def _slot(form: str, slot: Slot, counted: Counted) -> Slot:
    return replace(
        slot,
        options=_counting(f"{form}.{slot.name}.options", slot.options, counted),
        when=_counting(f"{form}.{slot.name}.{slot.label}.when", slot.when, counted),
    )


def _form(form: Form, counted: Counted) -> Form:
    slots = tuple(_slot(form.name, slot, counted) for slot in form.slots)
    infer = _counting(f"{form.name}.infer", form.infer, counted)
    return replace(form, slots=slots, infer=infer, of_pack=lambda rules: ())


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    counted: Counted = Counter()
    forms = {name: _form(form, counted) for name, form in FORMS.items()}
    known = replace(catalogue(), forms=forms)
    monkeypatch.setattr(receive, "catalogue", lambda: known)
    subjects = {
        code: replace(row, subjects=_counting(f"{row.of}.subjects", row.subjects, counted))
        for code, row in decisions().items()
    }
    monkeypatch.setattr("handlers.conversations.staff.decide.decisions", lambda: subjects)
    return counted


@pytest.fixture(scope="module")
def ground(another_stage: Callable[[], Stage]) -> Stage:
    """One of these tests' own: some forms do their deed at the first words."""
    return another_stage()


@pytest.mark.parametrize("name", sorted(FORMS))
def test_nothing_is_evaluated_twice_in_a_message(
    ground: Stage, places: Places, counted: Counted, name: str
) -> None:
    worked_out = False
    for place in places(name):
        for said in ("帮助", "返回", "湛江市赤坎区"):
            ground.put(place.role, place.state)
            counted.clear()
            ground.say(place.role, said)
            worked_out = worked_out or bool(counted)
            assert {what: times for what, times in counted.items() if times > 1} == {}, said
    assert worked_out or not places(name)
