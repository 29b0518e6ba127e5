"""A message as it was read: made once, kept for this message alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from handlers.message import Attachment, Incoming

LONGEST = 2000
"""Characters of one message; nobody reads more, and a deed with more would help nobody."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Utterance:
    """`token` is what was tapped, `unreadable` why there is nothing to read, in words to the person.

    `points_at` is the vendor's id of the message that it replies to.
    `meaning` is the sentence vector, where one was worked out before the writer's turn.
    """

    text: str = ""
    token: str = ""
    unreadable: str = ""
    files: tuple[Attachment, ...] = ()
    place: tuple[float, float] | None = None
    points_at: str = ""
    meaning: Any = None


def read(incoming: Incoming, meaning: Any = None) -> Utterance:
    """What came, as far as it can be read without knowing where the talk stands."""
    text = _CONTROLS.sub("", incoming.contact or incoming.text).strip()
    return Utterance(
        text,
        incoming.choice,
        incoming.unreadable or _unreadable(incoming, text),
        incoming.files,
        incoming.location,
        incoming.points_at,
        meaning,
    )


def _unreadable(incoming: Incoming, text: str) -> str:
    if len(text) > LONGEST:
        return f"这条有 {len(text)} 个字，太长了，请缩到 {LONGEST} 字以内再发一次。刚才填的都还在。"
    if text or incoming.choice or incoming.files or incoming.location:
        return ""
    return "没有收到文字，请用文字说说看。"
