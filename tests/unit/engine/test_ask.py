"""What is asked: the question, the card, «which one?», each with its choices."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from handlers.engine.ask import BLANK, CHECK_AGAIN, WHICH, ask, join
from handlers.engine.form import Form
from handlers.engine.state import FormState
from handlers.message import Reply
from tests.unit.engine.talks import DAY, FORM, FULL, standing, talk


def asked(at: FormState, form: Form = FORM, lead: str = "") -> Reply:
    return ask(talk(), form, at, lead)


def captions(reply: Reply) -> list[str]:
    return [choice.label for choice in reply.choices]


def rows(at: FormState, form: Form = FORM) -> list[tuple[str, str, str]]:
    card = asked(at, form).card
    assert card
    return [(row.label, row.value, row.mark) for row in card.rows]


def test_paragraphs_are_joined_without_the_empty_ones() -> None:
    assert join("一", "", "二") == "一\n二"
    assert join("", "") == ""


def test_a_form_opens_with_its_own_words_until_something_is_said() -> None:
    assert asked(standing()).text == "说说这次走访。"
    assert asked(standing(values={"kind": 0}, inferred=["kind"])).text == "说说这次走访。"
    assert asked(standing(values={"secret": "x"})).text == "说说这次走访。"
    assert asked(standing(values={"kind": 0})).text == "哪天？"
    assert asked(standing(fixing="day")).text == "哪天？"
    assert asked(standing(), replace(FORM, opening="")).text == "哪天？"


def test_a_question_has_what_goes_before_it_its_options_and_the_steering() -> None:
    reply = asked(standing(key=7, values={"day": "d", "hours": 2}, trail=["day"]), lead="好的。")
    assert reply.text == "好的。\n怎么办？"
    assert [(choice.label, choice.token) for choice in reply.choices] == [
        ("线上", "f:7:way=online"),
        ("上门", "f:7:way=visit"),
        ("返回", "f:7:back"),
        ("取消", "f:7:cancel"),
    ]


@pytest.mark.parametrize(
    ("changes", "steering"),
    [
        ({}, ["取消"]),
        ({"trail": ["day"]}, ["返回", "取消"]),
        ({"fixing": "place"}, ["跳过", "返回", "取消"]),
    ],
)
def test_back_and_skip_are_offered_where_they_lead_somewhere(
    changes: dict[str, Any], steering: list[str]
) -> None:
    assert captions(asked(standing(**changes))) == steering


def test_where_giving_up_is_an_answer_no_cancel_is_offered() -> None:
    assert captions(asked(standing(), replace(FORM, cancelled={"way": "online"}))) == []


def test_what_a_phone_can_send_by_itself_is_asked_for() -> None:
    form = replace(FORM, slots=(replace(DAY, asks="place"),))
    assert asked(standing(), form).asks == "place"


def test_a_card_shows_each_value_as_people_read_it_and_no_default_that_nobody_said() -> None:
    at = standing(key=7, turn=4, values=FULL | {"kind": 0}, inferred=["kind"], changed=["day"])
    reply = asked(at, lead="好的。")
    assert reply.text == f"好的。\n{CHECK_AGAIN}"
    assert rows(at) == [
        ("日期", "2026-03-02", "changed"),
        ("时长", "2 小时", ""),
        ("方式", "线上", ""),
    ]
    tokens = [choice.token for choice in reply.choices]
    assert tokens == ["f:7:confirm.4", "f:7:change", "f:7:cancel"]
    assert captions(reply) == ["确认", "修改", "取消"]


def test_a_card_shows_what_was_asked_and_left_open_and_hides_what_nobody_asked() -> None:
    at = standing(values=FULL | {"way": "visit"}, skipped=["place"])
    assert ("地点", BLANK, "") in rows(at)
    assert "种类" not in [label for label, _, _ in rows(at)]
    assert rows(standing(values=FULL | {"kind": 7}))[-1] == ("种类", "7", "")


def test_an_empty_list_is_left_open() -> None:
    form = replace(FORM, slots=(replace(DAY), replace(DAY, name="many", label="几个", asked=False)))
    assert [label for label, _, _ in rows(standing(values={"day": [], "many": []}), form)] == ["日期"]
    assert rows(standing(values={"day": [], "many": []}), form)[0][1] == BLANK


def test_which_one_to_change_is_asked_with_all_that_may_be() -> None:
    reply = asked(standing(key=7, values=dict(FULL), choosing=True), lead="好的。")
    assert reply.text == f"好的。\n{WHICH}"
    assert [(choice.label, choice.token) for choice in reply.choices] == [
        ("日期", "f:7:change.day"),
        ("时长", "f:7:change.hours"),
        ("方式", "f:7:change.way"),
        ("种类", "f:7:change.kind"),
        ("返回", "f:7:back"),
    ]
