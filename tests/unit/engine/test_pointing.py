"""Replies to a message of ours: what is pointed at is answered, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from handlers.engine.taps import PAST
from handlers.message import Choice, Incoming
from language.intents.wish import Wish
from tests.unit.engine.front import Front, Heard, asking
from tests.unit.engine.talks import FORM, FULL, standing
from tests.unit.engine.test_conversation import parked


@pytest.fixture
def two_invitations(front: Front) -> Front:
    for number in (7, 8):
        taps = [
            Choice(label, f"p:offer:{number}:answer={value}")
            for label, value in (("接受", "accept"), ("婉拒", "decline"))
        ]
        front.show(*taps, message_id=f"m{number}")
    return front


def reply(front: Front, to: str, text: str, *waiting: int, **known: Any) -> Heard:
    incoming = Incoming("telegram", "a", "1", text, points_at=to)
    return front.hear(incoming, asking("offer", waiting, serves=("offer.accept",)), **known)


@pytest.mark.parametrize(
    ("text", "answer"), [("接受", "accept"), ("婉拒！", "decline"), ("1", "accept"), ("5", "5")]
)
def test_a_reply_answers_the_one_it_points_at(two_invitations: Front, text: str, answer: str) -> None:
    assert reply(two_invitations, "m7", text, 7, 8).texts == [f"offer 7 {answer}"]
    assert reply(two_invitations, "m8", text, 7, 8).texts == [f"offer 8 {answer}"]


def test_a_reply_to_one_that_waits_no_more_answers_no_other(two_invitations: Front) -> None:
    assert PAST in reply(two_invitations, "m7", "5", 8).texts[0]
    two_invitations.wishes["这家我去"] = Wish("offer.accept", True)
    assert PAST in reply(two_invitations, "m7", "这家我去", 8).texts[0]


def test_a_sentence_in_reply_is_meant_for_what_it_points_at(two_invitations: Front) -> None:
    two_invitations.wishes["这家我去"] = Wish("offer.accept", True)
    assert reply(two_invitations, "m8", "这家我去", 7, 8).values["offer"] == 8


def test_a_reply_that_says_something_else_is_heard_as_ever(two_invitations: Front) -> None:
    assert reply(two_invitations, "m7", "说", 7, 8).texts == ["说了"]
    assert reply(two_invitations, "nowhere", "说", 7, 8).texts == ["说了"]


def test_a_steering_word_in_reply_to_an_invitation_steers_nothing(two_invitations: Front) -> None:
    heard = reply(two_invitations, "m7", "返回", 7, 8, stack=[standing(values=dict(FULL))])
    assert heard.forms == ["visit"]
    assert "这就是第一步" not in heard.texts[0]


def test_a_reply_to_a_parked_card_takes_that_up_and_one_to_the_card_in_hand_is_for_it(front: Front) -> None:
    front.show(Choice("确认", "f:1:confirm.0"), message_id="card")
    at = standing(values=dict(FULL))
    heard = front.hear(
        Incoming("telegram", "a", "1", "不对，周二", points_at="card"), stack=[at, replace(parked(), key=2)]
    )
    assert heard.forms[-1] == "visit"
    assert heard.values["day"] == "2026-03-03"


def test_a_sentence_in_reply_opens_what_is_offered_there_for_its_record(front: Front) -> None:
    mend = replace(FORM, name="mend", ref="hours", serves=("diary.fix",), examples=(), card="", given=())
    front.show(Choice("改", "s:mend:hours=4"), message_id="done")
    front.wishes["这条记错了"] = Wish("diary.fix", True)
    heard = front.hear(Incoming("telegram", "a", "1", "这条记错了", points_at="done"), mend)
    assert (heard.forms, heard.values["hours"]) == (["mend"], 4)
