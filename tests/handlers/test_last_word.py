"""Whoever corrects themselves in one breath means what they said last, of whichever slot, on a card and at a question."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.handlers.cards import Change, OpenCard, open_cards, open_questions
from tests.handlers.stage import Stage
from tests.handlers.ways import FORMS, Places

CARDS = sorted(name for name, form in FORMS.items() if form.card)
NAMED = (
    "{name}改成{a}吧，哦不，还是{b}",
    "{name}改成{a}，啊不对，{b}",
    "{name}改成{a}，啊不对，{b}，不不，还是{c}",
    "{name}：{a}，不对，应该是{c}",
    "把{name}换成{a}，说错了，{c}",
    "{name}改成{a}……不不，{c}",
    "{name}改成{a}。刚才打错了，是{c}",
    "{name}改成{a}，不，{c}",
    "{name}改成{a}啊不对{c}",
    "{name}改成{a}哎不是，改成{c}",
    "{name}改成{a}，更正一下，{c}",
    "{name}改成{a}，算了，还是{c}",
    "{name}不是{a}，是{c}",
)
FIRST = ("{name}改成{c}，不是{a}", "{name}应该是{c}不是{a}")
"""What is right may be said first; of any words, what follows may be more of them."""
BARE = (
    "{a}，啊不对，{c}",
    "{a}吧，哦不，还是{c}",
    "{a}…不不，{c}",
    "{a}啊不对，是{c}",
    "{a}，说错了，{c}",
    "{a}，不，是{c}",
    "{a}，啊不对，{b}，不不，{c}",
    "改成{a}，哦不，改成{c}",
)

few = settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture(scope="module")
def cards(stage: Stage, places: Places) -> dict[str, OpenCard]:
    return open_cards(stage, places)


def _by_slot(changes: list[Change]) -> list[list[Change]]:
    """The changes of each slot that can be told in two ways at least."""
    names = sorted({one.slot.name for one in changes})
    grouped = ([one for one in changes if one.slot.name == name] for name in names)
    return [some for some in grouped if len({str(one.value) for one in some}) > 1]


def _three(chance: Random, changes: list[Change]) -> tuple[Change, Change, Change]:
    """What was said first, in between and last; the first and the last are not the same."""
    last = chance.choice(changes)
    others = [one for one in changes if one.value != last.value]
    return chance.choice(others), chance.choice(others), last


def _sentence(shape: str, chance: Random, said: tuple[Change, Change, Change]) -> str:
    first, between, last = (one.said for one in said)
    name = chance.choice(said[-1].names or ("",))
    return shape.format(name=name, a=first, b=between, c=last)


def _last_of(shape: str, said: tuple[Change, Change, Change]) -> Change:
    return said[-1] if "{c}" in shape else said[1]


@pytest.mark.parametrize("name", CARDS)
def test_the_value_named_last_is_kept_and_nothing_else_changes(cards: dict[str, OpenCard], name: str) -> None:
    card = cards.get(name)
    slots = _by_slot(card.changes()) if card else []
    if card is None or not slots:
        pytest.skip("nothing on this card can be said in two ways")

    @few
    @given(seed=st.integers(0, 2**32), shape=st.sampled_from(NAMED))
    def is_last(seed: int, shape: str) -> None:
        chance = Random(seed)
        said = _three(chance, chance.choice(slots))
        shape = shape if said[-1].slot.free else chance.choice((shape, *FIRST))
        text, last = _sentence(shape, chance, said), _last_of(shape, said)
        assert card.read(text).values == {last.slot.name: last.value}, text

    is_last()


@pytest.mark.parametrize("name", CARDS)
def test_without_a_name_too_where_the_value_tells_which(cards: dict[str, OpenCard], name: str) -> None:
    card = cards.get(name)
    told = [one for one in card.changes() if not one.slot.free] if card else []
    alone = [
        one for one in told if card and card.read(f"不对，是{one.said}").values == {one.slot.name: one.value}
    ]
    slots = _by_slot(alone)
    if card is None or not slots:
        pytest.skip("no bare value tells on this card which slot it means")

    @few
    @given(seed=st.integers(0, 2**32), shape=st.sampled_from(BARE))
    def is_last(seed: int, shape: str) -> None:
        chance = Random(seed)
        said = _three(chance, chance.choice(slots))
        text, last = _sentence(shape, chance, said), _last_of(shape, said)
        assert card.read(text).values == {last.slot.name: last.value}, text

    is_last()


@pytest.mark.parametrize("name", sorted(FORMS))
def test_an_answer_is_what_was_said_last(stage: Stage, places: Places, name: str) -> None:
    questions = [(at, some) for at in open_questions(stage, places, name) if (some := _by_slot(at.answers()))]
    if not questions:
        pytest.skip("no question of this form is answered in words")

    @few
    @given(seed=st.integers(0, 2**32), shape=st.sampled_from([one for one in BARE if "改成" not in one]))
    def is_last(seed: int, shape: str) -> None:
        chance = Random(seed)
        at, slots = chance.choice(questions)
        said = _three(chance, chance.choice(slots))
        text, last = _sentence(shape, chance, said), _last_of(shape, said)
        assert at.read(text).values.get(last.slot.name) == last.value, text

    is_last()
