"""帮助: what a person can do here, by role."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from handlers.engine.catalogue import catalogue
from handlers.engine.conversation import Conversation
from handlers.engine.state import Dialogue
from handlers.menu import (
    ENTRIES,
    GREETINGS,
    LOST,
    MOST_WHEN_LOST,
    STEERING,
    courtesy,
    hand_over,
    in_form_help,
    lost,
    menu,
)
from language.intents.taxonomy import INTENTS
from storage.unit_of_work import UnitOfWork
from tests.unit.engine.talks import FORM, standing, talk
from tests.unit.engine.test_conversation import conversation


def real(**known: Any) -> Conversation:
    return Conversation(talk(**known), Dialogue(), catalogue())


def test_a_person_of_two_roles_is_greeted_for_both_and_offered_each_thing_once() -> None:
    shown = menu(real(expert_id=1, station_id=1))
    assert shown.text == "\n".join([GREETINGS["expert"], GREETINGS["station"], GREETINGS["enterprise"]])
    offered = [choice.token for choice in shown.choices]
    assert offered == [
        f"s:{name}"
        for name in dict.fromkeys([*ENTRIES["expert"], *ENTRIES["station"], *ENTRIES["enterprise"], "can_do"])
    ]


def test_each_entry_is_called_by_its_title_and_those_not_known_are_left_out(work: UnitOfWork) -> None:
    shown = menu(real())
    assert shown.choices[0].label == catalogue().forms["need"].title
    assert menu(conversation(work)).choices == ()


@pytest.mark.parametrize("text", ["你好", "在吗"])
def test_whoever_only_greets_sees_the_menu(text: str) -> None:
    here = real()
    assert courtesy(here, "smalltalk", text) == menu(here)


def test_thanks_get_a_line_and_no_menu() -> None:
    assert courtesy(real(), "smalltalk", "谢谢啦").choices == ()


def test_what_nobody_understands_is_said_in_one_line_with_ways_on() -> None:
    here = real()
    assert lost(here, "乱七八糟", ()).text == LOST
    shown = [choice.label for choice in lost(here, "乱七八糟", ()).choices]
    assert shown[:MOST_WHEN_LOST] == [choice.label for choice in menu(here).choices[:MOST_WHEN_LOST]]
    assert shown[MOST_WHEN_LOST:] == ["能做什么", "找工作人员"]
    guest = real(enterprise_id=None)
    assert lost(guest, "乱七八糟", ()) == menu(guest)


def test_what_it_may_have_been_is_offered_with_a_human_last_and_the_second_time_first() -> None:
    likely = ("need.status", "human", "expert.contact")
    here = real()
    human, help_ = [INTENTS["human"].caption], [INTENTS["need.post"].caption]
    assert [one.label for one in lost(here, "那个", likely).choices] == [*help_, "看进展", *human]
    assert [one.label for one in hand_over(here, likely).choices] == [*human, *help_, "看进展"]


def test_help_in_a_form_says_how_to_steer_and_asks_again(work: UnitOfWork) -> None:
    here = conversation(work, replace(FORM, sample="周一三小时"), stack=[standing()])
    shown = in_form_help(here)
    assert shown.text == f"正在办「走访」。可以一句话说完，比如「周一三小时」。\n{STEERING}\n说说这次走访。"
    plain = in_form_help(conversation(work, replace(FORM, sample="接受"), stack=[standing()]))
    assert plain.text.startswith(f"正在办「走访」。\n{STEERING}")
    assert in_form_help(conversation(work)) == menu(conversation(work))
