"""Buttons under a message, keys in place of the keyboard, and the menu of commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.channels.telegram.wire import Buttons, Keys, Markup
from handlers.engine.catalogue import catalogue
from handlers.engine.form import Command, Form
from handlers.engine.tokens import short
from handlers.menu import ENTRIES
from handlers.message import Asks, Choice

WIDEST = 16
"""Characters of captions in one row; a phone shows no more."""
MOST_IN_ROW = 3
KEYS = {"phone": "发送我的手机号", "place": "发送我的位置（只记到区县）"}
ALWAYS = (("help", "帮助"), ("cancel", "取消正在办的事"))


def markup(choices: Sequence[Choice], asks: Asks, sign: Callable[[str], str]) -> Markup:
    """What stands under a message: buttons, or for one's own number or position a key of the phone."""
    if asks:
        return Keys(KEYS[asks], asks, tuple(choice.label for choice in choices))
    signed = [(choice.label, sign(short(choice.token))) for choice in choices]
    return Buttons(tuple(_rows(signed))) if signed else None


def menu_of(roles: frozenset[str]) -> list[tuple[str, str]]:
    """The commands of a person of these roles: the entries of their menu, by name."""
    known: dict[str, Form | Command] = {**catalogue().forms, **catalogue().commands}
    names = dict.fromkeys(name for role, listed in ENTRIES.items() if role in roles for name in listed)
    return [(name, known[name].title) for name in names] + list(ALWAYS)


def _rows(buttons: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], ...]]:
    row: list[tuple[str, str]] = []
    for button in buttons:
        width = sum(len(caption) for caption, _ in [*row, button])
        if row and (width > WIDEST or len(row) == MOST_IN_ROW):
            yield tuple(row)
            row = []
        row.append(button)
    yield tuple(row)
