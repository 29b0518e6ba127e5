"""Choices where there are no buttons: numbered in the text, picked by typing the number.

What was shown decides: a number picks only what stood there under that number. A question that has
nothing but 跳过, 返回 and 取消 beside it shows these as words, for «2» may be its answer; so does what is pushed
while a question is open, whose number it would take away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.engine.tokens import read
from handlers.message import Choice, Reply

STEERING = ("skip", "back", "cancel")
SCALE = frozenset(range(1, 6))
"""Stars keep their numbers, whatever may be tapped beside them."""
_OWN = re.compile(r"(\d{1,6}) ")


_FIGURES = "零一二三四五六七八九十"
_ORDINAL = re.compile(
    r"(?:我?[选要]|就|是)*第([一二三四五六七八九十]|\d{1,2})[个条位项家件篇份次场]?(?:给我)?(?:看[看一下]*)?[吧的了呢]*"
)


def ordinal(text: str) -> str:
    """The number that «第二个», «选第二个吧» say, in digits; empty for anything else."""
    found = _ORDINAL.fullmatch(text.strip(" 。.！!，,"))
    said = found[1] if found else ""
    return said if said.isdecimal() else str(_FIGURES.index(said)) if said else ""


def as_text(reply: Reply) -> str:
    """A reply with its choices as text."""
    options, words = ([], list(reply.choices)) if reply.in_words else _parted(reply.choices)
    lines = [reply.plain()] if reply.plain() else []
    lines += [
        choice.label if _OWN.match(choice.label) else f"{number}. {choice.label}"
        for number, choice in options
    ]
    if options:
        lines.append("（回复数字就行）")
    if words:
        lead = "回复" if reply.in_words else "也可以回复"
        lines.append(f"{lead}：{'、'.join(word_of(choice.label) for choice in words)}")
    return "\n".join(lines)


def word_of(label: str) -> str:
    """A caption without a number of its own: «5 非常满意» is «非常满意»."""
    return _OWN.sub("", label)


def picked(choices: Sequence[Choice], number: str) -> Choice | None:
    """The choice that stood under this number."""
    options, _ = _parted(choices)
    return next((choice for place, choice in options if str(place) == number), None)


def _parted(choices: Sequence[Choice]) -> tuple[list[tuple[int, Choice]], list[Choice]]:
    """Options with their numbers, and words. A card's choices all have numbers: nothing is asked there."""
    on_card = any(_word(choice).startswith(("confirm", "sure")) for choice in choices)
    words = [] if on_card else [choice for choice in choices if _word(choice) in STEERING]
    options = [choice for choice in choices if choice not in words]
    own = [(int(found[1]), choice) for choice in options if (found := _OWN.match(choice.label))]
    if own and (len(own) == len(options) or {number for number, _ in own} == SCALE):
        return own, [*(choice for choice in options if not _OWN.match(choice.label)), *words]
    return list(enumerate(options, 1)), words


def _word(choice: Choice) -> str:
    tap = read(choice.token)
    return tap.word if tap and tap.kind == "f" else ""
