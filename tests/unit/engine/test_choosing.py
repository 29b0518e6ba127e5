"""«Which one?»: by itself where there is one, passed over where there is none, asked where there are several."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.engine import fill
from handlers.engine.choosing import OneOf
from handlers.engine.form import Options
from handlers.engine.slots import pending
from tests.unit.engine.talks import FORM, standing, talk


@pytest.mark.parametrize(
    ("found", "asked", "known"),
    [
        ((), "", {}),
        ((("甲", 1),), "", {"one": 1}),
        ((("甲", 1), ("乙", 2)), "one", {}),
    ],
)
def test_which_one(found: Options, asked: str, known: dict[str, int]) -> None:
    calls = []

    def look(talk: object) -> Options:
        calls.append(1)
        return found

    which = OneOf("one", "哪个", "哪一个？", look)
    form = replace(FORM, slots=(which.slot,), infer=which.infer)
    here, at = talk(), standing()
    fill.begin(here, form, at)
    slot = pending(here, form, at)
    assert (slot.name if slot else "", at.values) == (asked, known)
    assert calls == [1]


def test_with_words_for_none_it_is_asked_even_so_and_the_form_does_not_open_for_nothing() -> None:
    nothing = OneOf(
        "one",
        "哪个",
        "哪一个？",
        lambda talk: (),
        none="没有。",
        read=lambda talk, text: text,
        hint="说编号。",
    )
    form = replace(FORM, slots=(nothing.slot,))
    slot = pending(talk(), form, standing())
    assert slot
    assert (slot.name, slot.read(talk(), "7"), slot.hint) == ("one", "7", "说编号。")
    assert nothing.needless(talk()) == "没有。"
    some = replace(nothing, found=lambda talk: (("甲", 1),))
    assert some.needless(talk()) == ""


def test_it_is_asked_in_its_own_words_and_says_what_to_do() -> None:
    slot = OneOf("one", "哪个", "哪一个？", lambda talk: (("甲", 1), ("乙", 2))).slot
    assert (slot.name, slot.label, slot.ask, slot.hint) == (
        "one",
        "哪个",
        "哪一个？",
        "是哪一个？点一下就行。",
    )
    assert slot.choices(talk(), {}) == (("甲", 1), ("乙", 2))
    assert slot.read(talk(), "甲") is None
