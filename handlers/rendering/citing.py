"""Clauses as people read them: the letters by which rule packs cite stay in the log."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from handlers.message import Card, Reply
from programme.packs import known_packs
from programme.packs.citations import spelled_out

_CAPITAL = re.compile(r"[A-Z]")
"""Every citation has one, and few other texts do."""


def with_names(reply: Reply) -> Reply:
    """The reply with every citation by the name of its document."""
    card = reply.card and Card(
        reply.card.title, tuple(replace(row, value=named(row.value)) for row in reply.card.rows)
    )
    choices = tuple(replace(choice, label=named(choice.label)) for choice in reply.choices)
    return replace(reply, text=named(reply.text), card=card, choices=choices)


def each_with_names(replies: Iterable[Reply]) -> list[Reply]:
    return [with_names(reply) for reply in replies]


def named(text: str) -> str:
    """A text, likewise."""
    if not _CAPITAL.search(text):
        return text
    return spelled_out(text, {code: name for pack in known_packs() for code, name in pack.documents.items()})
