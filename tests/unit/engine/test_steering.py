"""确认 / 取消 / 返回 / 修改 / 跳过 / 恢复, in a form and with nothing in hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from handlers.engine.ask import CHECK, WHICH
from handlers.engine.steering import LEAVING, applies, steer
from storage.unit_of_work import UnitOfWork
from tests.unit.engine.talks import FORM, FULL, standing
from tests.unit.engine.test_conversation import conversation, texts


def steered(work: UnitOfWork, word: str, **changes: Any) -> list[str]:
    return texts(steer(conversation(work, stack=[standing(**changes)]), word))


@pytest.mark.parametrize(
    ("word", "changes", "said"),
    [
        ("confirm", {"values": FULL}, "已记录 2026-03-02"),
        ("confirm", {"values": {"day": "d"}}, "还差「时长」，说完就能确认。\nd 几小时？"),
        ("cancel", {}, "已取消「走访」。改主意了就回复「恢复」，填过的都还在。"),
        ("back", {"values": {"day": "d"}, "trail": ["day"]}, "哪天？"),
        ("back", {}, "这就是第一步。\n说说这次走访。"),
        ("change", {"values": FULL}, WHICH),
        ("skip", {"values": FULL | {"way": "visit"}}, CHECK),
        ("skip", {}, "这一项少不了。\n说说这次走访。"),
        ("resume", {}, "说说这次走访。"),
    ],
)
def test_each_word_does_what_it_says(work: UnitOfWork, word: str, changes: dict[str, Any], said: str) -> None:
    assert steered(work, word, **changes) == [said]


def test_a_form_without_a_card_has_nothing_to_change(work: UnitOfWork) -> None:
    assert steered(work, "change", form="short", version=1) == ["这里没有要改的。\n哪天？"]


def test_another_word_steers_nothing(work: UnitOfWork) -> None:
    assert not applies(conversation(work, stack=[standing()]), "nosuch")


def test_change_goes_to_the_slot_that_is_named(work: UnitOfWork) -> None:
    here = conversation(work, stack=[standing(values=FULL)])
    assert texts(steer(here, "change", "hours")) == ["2026-03-02 几小时？"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("confirm", "现在没有等您确认的。"),
        ("cancel", "现在没有在办的，不用取消。"),
        ("back", "现在没有在办的。"),
        ("skip", "现在没有在办的。"),
        ("resume", "没有能恢复的，刚才没有取消过什么。"),
    ],
)
def test_with_nothing_in_hand_each_word_says_so(work: UnitOfWork, word: str, said: str) -> None:
    replies = steer(conversation(work), word)
    assert replies
    assert texts(replies) == [said]


def test_with_nothing_in_hand_a_change_may_mean_something_else(work: UnitOfWork) -> None:
    assert not applies(conversation(work), "change")


def test_a_holder_who_cancels_nothing_hears_how_to_leave(work: UnitOfWork) -> None:
    for role in ("expert_id", "station_id"):
        replies = steer(conversation(work, **{role: 1}), "cancel")
        assert replies
        assert replies[0].text.endswith(LEAVING)
    replies = steer(conversation(work, expert_id=1), "back")
    assert replies
    assert LEAVING not in replies[0].text


def test_cancelling_where_that_is_an_answer_gives_it(work: UnitOfWork) -> None:
    form = replace(FORM, cancelled=FULL)
    replies = steer(conversation(work, form, stack=[standing()]), "cancel")
    assert replies
    assert texts(replies) == ["已记录 2026-03-02"]
