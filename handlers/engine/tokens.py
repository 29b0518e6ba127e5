"""What a tapped choice means.

f:KEY:WORD        steer the form under way: confirm.TURN, sure.TURN, change, change.SLOT, back, skip, cancel
f:KEY:SLOT=VALUE  an option of a question
p:FORM:REF:SLOT=VALUE  answer something that a notice asked: an offer, a rating
s:NAME            open a form or a command; s:NAME:SLOT=VALUE opens it for one thing,
                       s:NAME:SLOT=VALUE.ANSWER with what is known of it
w:INTENT          what the last message, which was not understood, was meant for
n:NUMBER          the choice shown under this number, where a channel has no buttons; if there is none, the text stands
h:HASH            a choice whose token is too long for a button, among those shown a moment ago
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

ON_A_BUTTON = 46
"""Bytes: Telegram gives 64, and a signature takes 18."""
_NUMBER = re.compile(r"(?:选|第)?\s*(\d{1,3})\s*[.、。号个]?")


@dataclass(frozen=True, slots=True)
class Tap:
    """A choice's token, read. `kind` is one of the letters above; empty parts are absent ones."""

    kind: str
    name: str
    ref: str = ""
    word: str = ""
    slot: str = ""
    value: str = ""


def read(token: str) -> Tap | None:
    """A token as a tap; None for what no card of ours ever said. A value may have colons of its own («warning:5»)."""
    kind, _, rest = token.partition(":")
    before, equals, value = rest.partition("=")
    parts = before.split(":")
    parts[-1] += equals + value
    if kind == "f" and len(parts) == 2:
        return _with_value(kind, parts[0], "", parts[1])
    if kind == "p" and len(parts) == 3:
        return _with_value(kind, parts[0], parts[1], parts[2])
    if kind in ("n", "h", "w") and len(parts) == 1:
        return Tap(kind, rest)
    if kind == "s" and len(parts) in (1, 2):
        return _with_value(kind, parts[0], "", parts[1] if len(parts) == 2 else "")
    return None


def prompt(form: str, ref: int, slot: str, value: Any) -> str:
    """The token of an answer to a notice."""
    return f"p:{form}:{ref}:{slot}={value}"


def start(name: str, slot: str = "", value: Any = "") -> str:
    """The token of a menu entry."""
    return f"s:{name}:{slot}={value}" if slot else f"s:{name}"


def meant(intent: str) -> str:
    """The token of a choice that says what the last message wanted."""
    return f"w:{intent}"


def number(text: str) -> str:
    """The token of a bare number («2», «选2», «第2个») typed on a channel without buttons; empty for other text."""
    typed = _NUMBER.fullmatch(text.strip())
    return f"n:{int(typed[1])}" if typed else ""


def short(token: str) -> str:
    """The token, or what stands for it on a button where it is too long."""
    if len(token.encode()) <= ON_A_BUTTON:
        return token
    return f"h:{sha256(token.encode()).hexdigest()[:16]}"


def lasting(token: str) -> bool:
    """Whether a choice still means something after it was tapped: a menu entry does, a card's choice does not."""
    return token.startswith("s:")


def _with_value(kind: str, name: str, ref: str, last: str) -> Tap:
    slot, equals, value = last.partition("=")
    return Tap(kind, name, ref, "", slot, value) if equals else Tap(kind, name, ref, last)
