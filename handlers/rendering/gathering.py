"""Several things of one kind as one message: a line each, with the act of each to tap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten

BUTTONS = 8


def gathered(replies: Sequence[Reply], all_of_them: Choice) -> Reply:
    """What each says in its first line, numbered; the choices that name their matter, or the first of each, as far as they have room."""
    lines = [f"{number}. {shorten(_first(reply), 40)}" for number, reply in enumerate(replies, 1)]
    everything = _told_apart([choice for reply in replies for choice in reply.choices])
    firsts = [reply.choices[0] for reply in replies if reply.choices]
    acts = everything if len(everything) <= BUTTONS else firsts[:BUTTONS]
    text = "\n".join([f"{len(replies)} 件一样的事等您：", *lines])
    return Reply(text, choices=(*acts, all_of_them), in_words=any(reply.in_words for reply in replies))


def _told_apart(choices: Sequence[Choice]) -> list[Choice]:
    """Without those that several of them offer in the same words: nobody could tell which is whose."""
    counts = Counter(choice.label for choice in choices)
    return [choice for choice in choices if counts[choice.label] == 1]


def _first(reply: Reply) -> str:
    return reply.text.split("\n", 1)[0]
