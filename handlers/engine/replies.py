"""How what is said one after the other is put into messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.engine.ask import join
from handlers.engine.tokens import meant
from handlers.message import Choice, Reply
from language.intents.taxonomy import INTENTS


def offering(reply: Reply, intents: Sequence[str]) -> Reply:
    """With what else the message wanted to tap."""
    also = tuple(Choice(INTENTS[intent].caption, meant(intent)) for intent in intents)
    return replace(reply, choices=(*reply.choices, *also))


def merged(first: Reply, rest: list[Reply]) -> list[Reply]:
    """One message instead of two where the first is only text."""
    if not rest:
        return [first]
    if first.card or first.choices or first.links:
        return [first, *rest]
    return [replace(rest[0], text=join(first.text, rest[0].text)), *rest[1:]]
