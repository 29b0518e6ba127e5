"""A choice's token means what it was made for; anything else means nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import House
from bot.cast import Actor
from handlers.engine import tokens
from handlers.engine.tokens import Tap, prompt, read, start
from handlers.message import Incoming
from tests.contracts.crowd import FIRM, arrive, lawyer, say

names = st.text("abcdefgh_", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("token", "tap"),
    [
        ("f:3:confirm.2", Tap("f", "3", word="confirm.2")),
        ("f:3:hours=2.5", Tap("f", "3", slot="hours", value="2.5")),
        ("f:3:domains=['law']", Tap("f", "3", slot="domains", value="['law']")),
        ("p:offer:7:answer=accept", Tap("p", "offer", "7", slot="answer", value="accept")),
        ("s:need", Tap("s", "need")),
        ("s:withdraw:need=3", Tap("s", "withdraw", slot="need", value="3")),
    ],
)
def test_a_token_is_read_as_it_was_meant(token: str, tap: Tap) -> None:
    assert read(token) == tap


@settings(max_examples=50)
@given(names, st.integers(1, 10**9), names, st.integers(0, 5))
def test_what_is_made_is_read_back(form: str, ref: int, slot: str, value: int) -> None:
    assert read(prompt(form, ref, slot, value)) == Tap("p", form, str(ref), "", slot, str(value))
    assert read(start(form, slot, value)) == Tap("s", form, "", "", slot, str(value))
    assert read(start(form)) == Tap("s", form)


@pytest.mark.parametrize(
    "token", ["", "确认", "x:1:confirm", "f:1", "f:1:2:3", "p:offer:answer=1", "s:a:b:c"]
)
def test_what_no_card_ever_said_is_nothing(token: str) -> None:
    assert read(token) is None


def test_a_token_too_long_for_a_button_is_found_again_by_its_hash(sqlite_house: House) -> None:
    """Options may have values of any length; a button holds 46 bytes of them."""
    staff = Actor("小赵", "staff", jurisdiction="440800")
    arrive(sqlite_house, staff)
    arrive(sqlite_house, lawyer("李律师"))
    say(sqlite_house, "小赵", "取消资格 李律师")
    shown = sqlite_house.take(Incoming("web", "小赵", "again", "帮助")).result().replies[0]
    long = next(choice for choice in shown.choices if len(choice.token.encode()) > tokens.ON_A_BUTTON)
    short = tokens.short(long.token)
    assert len(short) <= tokens.ON_A_BUTTON
    result = Incoming("web", "小赵", "tap", long.label, short)
    assert "原因" in sqlite_house.take(result).result().replies[0].text


def test_a_hash_of_nothing_shown_is_a_past_card(sqlite_house: House) -> None:
    arrive(sqlite_house, FIRM)
    result = Incoming("web", "张厂长", "tap", "?", "h:0123456789abcdef")
    assert "过期" in sqlite_house.take(result).result().replies[0].text
