"""Choices that stand in a text, as people read and pick them where there are no buttons."""

from __future__ import annotations

import re

from handlers.model import Choice, Reply

_NUMBERED = re.compile(r"(?m)^(\d+)\. (.+)$")
_OWN = re.compile(r"(?m)^\d (?:非常满意|满意|一般|不满意|很不满意)$")
_WORDS = re.compile(r"(?m)^也可以回复：(.+)$")


def seen(text: str) -> Reply:
    """What was shown, with the choices that stand in it; what is typed to pick one stands for its token."""
    choices = [Choice(caption, number) for number, caption in _NUMBERED.findall(text)]
    words = _OWN.findall(text) + [word for line in _WORDS.findall(text) for word in line.split("、")]
    return Reply(text, choices=(*choices, *(Choice(word, word) for word in words)))


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
