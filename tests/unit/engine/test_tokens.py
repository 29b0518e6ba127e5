"""A choice's token means what it was made for; anything else means nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.engine.tokens import Tap, lasting, number, prompt, read, short, start

names = st.text("abcdefgh_", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("token", "tap"),
    [
        ("f:3:confirm.2", Tap("f", "3", word="confirm.2")),
        ("f:3:hours=2.5", Tap("f", "3", slot="hours", value="2.5")),
        ("f:3:domains=['law']", Tap("f", "3", slot="domains", value="['law']")),
        ("f:1:decision=warning:5", Tap("f", "1", slot="decision", value="warning:5")),
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
    "token",
    ["", "确认", "x:1:confirm", "f:1", "f:1:2:3", "p:offer:answer=1", "p:offer:answer=1:2", "s:a:b:c"],
)
def test_what_no_card_ever_said_is_nothing(token: str) -> None:
    assert read(token) is None


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("2", "n:2"),
        ("选2", "n:2"),
        ("第 12 个", "n:12"),
        (" 3. ", "n:3"),
        (" １ ", "n:1"),
        ("07", "n:7"),
        ("1000", ""),
        ("两", ""),
        ("2家", ""),
        ("", ""),
    ],
)
def test_a_number_typed_is_a_choice(text: str, token: str) -> None:
    assert number(text) == token
    assert not token or read(token) == Tap("n", token[2:])


def test_a_token_that_fits_a_button_stays_and_a_longer_one_has_a_hash_of_its_own() -> None:
    fits, longer = "s:" + "a" * 44, "s:" + "a" * 45
    assert short(fits) == fits
    assert short(longer) != short(longer + "a")
    assert read(short(longer)) == Tap("h", short(longer)[2:])
    assert len(short(longer)) == len("h:") + 16


def test_a_menu_entry_lasts_and_a_card_does_not() -> None:
    assert lasting("s:need")
    assert not lasting("f:1:confirm.1")
    assert not lasting("p:offer:1:answer=accept")
