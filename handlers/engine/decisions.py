"""What staff decide by a word and a name: one `Decision` a deed, from «通过» to «取消资格».

A shelf declares its own in a tuple `DECISIONS`; they are found as forms are. `handlers/conversations/staff/decide.py`
finds whom one is about, asks for what is missing and takes the second look.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from handlers.engine import tokens
from handlers.engine.catalogue import catalogue
from handlers.engine.decision import Decision
from handlers.message import Choice


def decisions() -> Mapping[str, Decision]:
    """Every decision there is, by its code."""
    return catalogue().decisions


def said(text: str) -> tuple[Decision, str] | None:
    """The decision that a text begins with, and what follows it; None where it begins with none."""
    for word, decision in _words():
        found = re.match(rf"^(?:请)?{word}[\s：:，,]*(.*)$", text.strip(), re.DOTALL)
        if found:
            return decision, found[1].strip()
    return None


def button(code: str, subject: int, caption: str = "") -> Choice:
    """The choice on a notice that says this decision about this subject."""
    return Choice(caption or decisions()[code].caption, tokens.prompt("decide", subject, "decision", code))


@cache
def _words() -> list[tuple[str, Decision]]:
    """The longest first, so that «不予通过» is not read as «通过»."""
    said_by = [(word, row) for row in decisions().values() for word in row.words]
    return sorted(said_by, key=lambda pair: len(pair[0]), reverse=True)
