"""A message as it was read: made once, kept for this message alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from handlers.message import Attachment, Incoming
from language.compatibility import figure, unified

LONGEST = 2000
"""Characters of one message; nobody reads more, and a deed with more would help nobody."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Utterance:
    """`text` is what was said, character for character but for compatibility forms; a lone ② is «2».

    `token` is what was tapped, `unreadable` why there is nothing to read, in words to the person.
    `meaning` is the sentence vector, where one was worked out before the writer's turn. `name` is the vendor's id of the
    message, `points_at` that of what it replies to, `edits` that of what it is a new wording of,
    `quotes` the words of what it replies to, where there is no id. `part_of` is the same for
    all messages of one album, or of a text that an app has cut up.
    """

    text: str = ""
    token: str = ""
    unreadable: str = ""
    files: tuple[Attachment, ...] = ()
    place: tuple[float, float] | None = None
    points_at: str = ""
    meaning: Any = None
    part_of: str = ""
    name: str = ""
    edits: str = ""
    quotes: str = ""


def read(incoming: Incoming, meaning: Any = None) -> Utterance:
    """What came, as far as it can be read without knowing where the talk stands."""
    text = figure(unified(_CONTROLS.sub("", incoming.contact or incoming.text)).strip())
    return Utterance(
        text,
        incoming.choice,
        incoming.unreadable or _unreadable(incoming, text),
        incoming.files,
        incoming.location,
        incoming.points_at,
        meaning,
        f"album:{incoming.part_of}" if incoming.part_of else "",
        incoming.message_id,
        incoming.edits,
        incoming.quotes,
    )


def too_long(length: int) -> str:
    """What is said to a text of so many characters."""
    return f"这条有 {length} 个字，太长了，缩到 {LONGEST} 字以内再发，好吗？填过的都在。"


def _unreadable(incoming: Incoming, text: str) -> str:
    if len(text) > LONGEST:
        return too_long(len(text))
    if text or incoming.choice or incoming.files or incoming.location:
        return ""
    return "没收到文字，打几个字说说？"
