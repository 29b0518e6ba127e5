"""Choices that stand in a text, as people read and pick them where there are no buttons."""

from __future__ import annotations

import re

from handlers.message import Attachment, Choice, Reply

HINT = "（回复数字就行）"
_LISTED = re.compile(r"(\d+)(?:\. (.+)| .+)")
_WORDS = re.compile(r"(?m)^(?:也可以)?回复：(.+)$")
_SENT = re.compile(r"\[(?:图片|image|file) ([^\]]+)\]")
"""What the fakes show of a picture or a file."""


def seen(text: str) -> Reply:
    """What was shown, with the choices that stand in it; what is typed to pick one stands for its token."""
    words = [word for line in _WORDS.findall(text) for word in line.split("、")]
    files = tuple(Attachment(found, "", 0) for found in _SENT.findall(text))
    return Reply(text, choices=(*_listed(text), *(Choice(word, word) for word in words)), files=files)


def _listed(text: str) -> list[Choice]:
    """The lines above the hint: «2. 修改», or «5 非常满意», which has a number of its own."""
    lines, choices = text.partition(HINT)[0].splitlines() if HINT in text else [], list[Choice]()
    while lines and (found := _LISTED.fullmatch(lines.pop())):
        choices.insert(0, Choice(found[2] or found[0], found[1]))
    return choices


def to_type(shown: list[Reply], caption: str) -> str:
    """What one types to pick the newest choice of this caption, or with it as a part; raises `LookupError`.

    A number means something under the newest list only; further up the caption is typed.
    """
    lists = [reply.choices for reply in reversed(shown) if reply.choices]
    choices = [(choice, choices is lists[0]) for choices in lists for choice in choices]
    same = [found for found in choices if found[0].label == caption]
    alike = [found for found in choices if caption in found[0].label]
    for choice, newest in same + alike:
        return choice.token if newest else choice.label
    raise LookupError(caption)
