"""On whatever card: a message changes what it speaks of, all of it, and nothing else."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.engine.answer import Answer
from tests.handlers.cards import Change, OpenCard, open_cards
from tests.handlers.stage import Stage
from tests.handlers.ways import FORMS, Places

CARDS = sorted(name for name, form in FORMS.items() if form.card)
CHANGES = (
    "{name}改成{value}",
    "把{name}换成{value}",
    "{name}应该是{value}",
    "{name}写错了，是{value}",
    "{name}不对，应该是{value}",
    "麻烦将{name}更正为{value}",
    "{name}：{value}",
)
JOINTS = ("，", "、", "；", "\n", "和", "，还有", "，另外", "。", " ")
BEGINNINGS = ("", "不对，", "说错了，", "不好意思，")
ENDS = ("", "。", "，谢谢", "，其他没问题")
BESIDE_THE_MATTER = (
    "我的资料",
    "有结果了打我电话",
    "撤回111号",
    "我更急的是招不到工人",
    "今天实在太忙了",
    "你们几点下班",
    "隔壁那两家也想问",
    "专家什么时候能到霞山",
    "上次那位老师讲得挺清楚",
    "等我开完会再看",
    "社保是不是要补缴啊",
    "我刚从赤坎开车回来",
)


few = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture(scope="module")
def cards(stage: Stage, places: Places) -> dict[str, OpenCard]:
    return open_cards(stage, places)


def _sentence(chance: Random, chosen: list[Change]) -> str:
    """The changes in one message, each in one of the usual wordings."""
    said = chance.choice(BEGINNINGS)
    for place, one in enumerate(chosen):
        wording = chance.choice(CHANGES).format(name=chance.choice(one.names), value=one.said)
        said += (chance.choice(JOINTS) if place else "") + wording
    return said + chance.choice(ENDS)


def _chosen(chance: Random, changes: list[Change]) -> list[Change]:
    """One, two or three changes of different slots."""
    names = sorted({one.slot.name for one in changes})
    some = chance.sample(names, min(len(names), chance.randint(1, 3)))
    return [chance.choice([one for one in changes if one.slot.name == name]) for name in some]


@pytest.mark.parametrize("name", CARDS)
def test_every_correction_is_made_and_nothing_else_changes(cards: dict[str, OpenCard], name: str) -> None:
    card = cards.get(name)
    changes = card.changes() if card else []
    if card is None or not changes:
        pytest.skip("nothing on this card is said in words")

    @few
    @given(seed=st.integers(0, 2**32))
    def is_put_right(seed: int) -> None:
        chance = Random(seed)
        chosen = _chosen(chance, changes)
        text = _sentence(chance, chosen)
        answer = card.read(text)
        assert answer.values == {one.slot.name: one.value for one in chosen}, text
        assert not answer.wrong, text
        assert all(one.slot.name in _said_of(answer, card) for one in chosen), text

    is_put_right()


def _said_of(answer: Answer, card: OpenCard) -> set[str]:
    return {
        slot.name for slot in card.form.slots if slot.label and slot.label.removesuffix("改为") in answer.lead
    }


@pytest.mark.parametrize("name", CARDS)
def test_what_speaks_of_nothing_on_the_card_changes_nothing(cards: dict[str, OpenCard], name: str) -> None:
    card = cards.get(name)
    if card is None:
        pytest.skip("no card")
    read = {text: card.read(text).values for text in BESIDE_THE_MATTER}
    gathers = {slot.name for slot in card.form.slots if slot.free}
    assert {text: values for text, values in read.items() if not values.keys() <= gathers} == {}
    cut = {
        text: values for text, values in read.items() if any(text not in value for value in values.values())
    }
    assert cut == {}
