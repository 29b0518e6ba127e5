"""Long texts in pieces: nothing lost, nothing too long, no sign torn apart; and which choices become buttons."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.contract import Capabilities
from bot.channels.show import Unit, cut, measure, pieces
from handlers.message import Choice, Reply

texts = st.text(st.sampled_from("说话。，\n a1é👍🏽👨‍👩‍👧\u0301𠮷"), max_size=300)
CHOICES = tuple(Choice(f"第{number}项", f"s:{number}") for number in range(4))


@given(texts, st.integers(4, 40), st.sampled_from(["characters", "bytes"]))
def test_pieces_fit_and_lose_nothing(text: str, limit: int, unit: Unit) -> None:
    parts = cut(text, limit, unit)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(0 < measure(part, unit) <= limit for part in parts)


@given(st.lists(st.sampled_from(["好", "👨‍👩‍👧", "é", "❤️", "𠮷"]), min_size=1, max_size=60))
def test_a_sign_stays_whole(signs: list[str]) -> None:
    parts = cut("".join(signs), 20)
    assert [part for part in parts if part[0] in "\u200d\ufe0f\u0301" or part[-1] == "\u200d"] == []


def test_a_text_is_cut_after_a_line_rather_than_anywhere() -> None:
    lines = [f"第{number}行。" for number in range(50)]
    parts = cut("\n".join(lines), 60)
    assert [line for part in parts for line in part.split("\n")] == lines


def test_pieces_are_long() -> None:
    """A message more is a message of somebody's quota."""
    parts = cut("说。" * 3000, 100)
    assert all(measure(one, "characters") >= 50 for one, _ in pairwise(parts))


@pytest.mark.parametrize(("buttons", "shown"), [(4, 4), (3, 0), (0, 0)])
def test_choices_are_buttons_where_all_of_them_fit(buttons: int, shown: int) -> None:
    (piece,) = pieces(Reply("选一项。", choices=CHOICES), Capabilities(buttons=buttons, text_limit=100))
    assert len(piece.choices) == shown
    assert ("2. 第1项" in piece.text) == (not shown)


def test_buttons_stand_under_the_last_piece_and_never_alone() -> None:
    capabilities = Capabilities(buttons=9, text_limit=10)
    assert [len(piece.choices) for piece in pieces(Reply("说" * 25, choices=CHOICES), capabilities)] == [
        0,
        0,
        4,
    ]
    (alone,) = pieces(Reply(choices=CHOICES), capabilities)
    assert alone.text
