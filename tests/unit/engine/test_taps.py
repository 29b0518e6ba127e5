"""A tapped choice does what it was made for, or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from handlers.engine.form import Outcome
from handlers.engine.state import Dialogue
from handlers.engine.taps import CHANGED, PAST, tap
from handlers.engine.tokens import read
from handlers.message import Reply
from storage.unit_of_work import UnitOfWork
from tests.unit.engine.talks import FORM, FULL, standing
from tests.unit.engine.test_conversation import SHORT, conversation

OFFER = replace(
    FORM,
    name="offer",
    title="邀请",
    card="",
    ref="offer",
    roles=frozenset({"enterprise"}),
    slots=(
        replace(FORM.slots[5], name="offer", asked=True),
        replace(FORM.slots[2], name="answer"),
        FORM.slots[3],
    ),
    submit=lambda talk, values: Outcome(Reply(str(values))),
    read=lambda talk, text, values: {},
)
CLOSED = replace(OFFER, name="wordless", examples=(), given=("answer",))
WHOLE = replace(CLOSED, name="whole", given=("offer", "answer"))
MORE = replace(CLOSED, name="more", given=("offer", "answer", "place"))
ABOUT = replace(CLOSED, name="about", given=("offer",))
STAFF = replace(SHORT, name="staff", roles=frozenset({"staff"}))


def tapped(work: UnitOfWork, token: str, **changes: Any) -> tuple[list[Reply], Dialogue]:
    stack = [standing(**({"values": dict(FULL), "turn": 3} | changes))]
    here = conversation(work, OFFER, CLOSED, WHOLE, MORE, ABOUT, STAFF, stack=stack)
    return tap(here, read(token)), here.dialogue


def taken(work: UnitOfWork, token: str, **changes: Any) -> bool:
    """Whether the tap was taken; one that is not changes nothing and is logged."""
    before = standing(**({"values": dict(FULL), "turn": 3} | changes))
    with capture_logs() as logs:
        replies, dialogue = tapped(work, token, **changes)
    if PAST not in replies[0].text:
        assert logs == []
        return True
    assert dialogue.stack == [before]
    assert [entry["event"] for entry in logs] == ["tap not taken"]
    return False


@pytest.mark.parametrize(
    ("token", "changes"),
    [
        ("f:1:way=visit", {}),
        ("f:1:way=visit", {"values": {"day": "d", "hours": 2}}),
        ("f:1:kind=1", {"values": FULL | {"kind": 0}}),
        ("f:1:change.kind", {}),
        ("f:1:change", {}),
        ("f:1:back", {}),
        ("f:1:skip", {}),
        ("f:1:cancel", {}),
        ("f:1:confirm.3", {}),
        ("s:short", {}),
        ("s:say", {}),
        ("s:offer:offer=7", {}),
        ("s:offer:other=7", {}),
        ("p:offer:7:answer=visit", {}),
        ("p:wordless:7:answer=visit", {}),
        ("p:whole:999999999:answer=visit", {}),
        ("s:about:offer=7", {}),
    ],
)
def test_what_is_offered_is_taken(work: UnitOfWork, token: str, changes: dict[str, Any]) -> None:
    assert taken(work, token, **changes)


@pytest.mark.parametrize(
    ("token", "changes"),
    [
        ("", {}),
        ("x:1", {}),
        ("f:2:back", {}),
        ("f:1:nosuch", {}),
        ("f:1:resume", {}),
        ("f:1:way=train", {}),
        ("f:1:nosuch=1", {}),
        ("f:1:kind=1", {}),
        ("f:1:way=visit", {"values": {"day": "d"}}),
        ("f:1:secret=x", {}),
        ("f:1:change.nosuch", {}),
        ("f:1:change.secret", {}),
        ("f:1:change.place", {}),
        ("s:nosuch", {}),
        ("s:wordless", {}),
        ("s:wordless:offer=7", {}),
        ("p:nosuch:7:answer=visit", {}),
        ("p:visit:7:way=visit", {}),
        ("p:offer:x:answer=visit", {}),
        ("p:offer:1000000000:answer=visit", {}),
        ("p:offer:7:place=visit", {}),
        ("p:offer:7:answer=train", {}),
        ("p:more:7:answer=visit", {}),
        ("s:whole:offer=7", {}),
        ("s:about", {}),
        ("s:about:offer=x", {}),
    ],
)
def test_what_no_card_offers_is_not_taken(work: UnitOfWork, token: str, changes: dict[str, Any]) -> None:
    assert not taken(work, token, **changes)


def test_a_form_without_a_card_has_nothing_to_change(work: UnitOfWork) -> None:
    here = conversation(work, stack=[standing(form="short", version=1)])
    assert PAST in tap(here, read("f:1:change.day"))[0].text


def test_a_confirmation_of_an_older_card_shows_the_new_one(work: UnitOfWork) -> None:
    replies, dialogue = tapped(work, "f:1:confirm.2")
    assert replies[0].text.startswith(CHANGED)
    assert dialogue.current


def test_a_confirmation_does_the_deed(work: UnitOfWork) -> None:
    replies, dialogue = tapped(work, "f:1:confirm.3")
    assert ([reply.text for reply in replies], dialogue.stack) == (["已记录 2026-03-02"], [])


def test_a_tap_on_a_parked_form_brings_it_to_the_front(work: UnitOfWork) -> None:
    for token in ("f:1:way=visit", "f:1:change.day", "f:1:back"):
        stack = [standing(values=dict(FULL)), standing(form="short", version=1, key=2)]
        here = conversation(work, stack=stack)
        tap(here, read(token))
        assert [at.key for at in here.dialogue.stack] == [2, 1], token


def test_an_answer_to_a_notice_opens_its_form_with_the_answer(work: UnitOfWork) -> None:
    replies, _ = tapped(work, "p:offer:7:answer=visit")
    assert replies[0].text.startswith(str({"offer": 7, "answer": "visit"}))


def test_a_menu_entry_opens_for_its_record(work: UnitOfWork) -> None:
    _, dialogue = tapped(work, "s:offer:offer=7")
    assert dialogue.current
    assert dialogue.current.values == {"offer": 7}
    _, dialogue = tapped(work, "s:short:=7")
    assert dialogue.current
    assert dialogue.current.values == {}


def test_nobody_opens_by_a_token_what_is_not_for_them(work: UnitOfWork) -> None:
    replies, dialogue = tapped(work, "s:staff")
    assert "您现在还用不了" in replies[0].text
    assert [at.form for at in dialogue.stack] == ["visit"]


def test_an_objection_to_a_chosen_value_is_said(work: UnitOfWork) -> None:
    fussy = replace(
        FORM,
        slots=(*FORM.slots[:2], replace(FORM.slots[2], check=lambda talk, way: "不行。"), *FORM.slots[3:]),
    )
    here = conversation(work, fussy, stack=[standing(values={"day": "d", "hours": 2})])
    assert tap(here, read("f:1:way=visit"))[0].text == "不行。\n怎么办？"


def test_a_past_card_without_a_form_in_hand_shows_the_menu(work: UnitOfWork) -> None:
    assert PAST in tap(conversation(work), read("f:1:back"))[0].text
    assert PAST in tap(conversation(work), None)[0].text
