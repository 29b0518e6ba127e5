"""What staff decide by a word and a name: one row a decision, from «通过» to «取消资格».

A new decision is a new row in `handlers/verdicts/`; `handlers/conversations/staff/decide.py` hears it,
finds whom it is about, asks for what is missing and takes the second look.
"""

from __future__ import annotations

import re

from handlers.conversations.applications import decisions as applications
from handlers.conversations.complaints import decisions as cases
from handlers.conversations.diaries import decisions as protection
from handlers.conversations.titles import decisions as standing
from handlers.engine import tokens
from handlers.engine.decision import Decision
from handlers.message import Choice

TABLE = {row.code: row for row in (*applications.ROWS, *standing.ROWS, *cases.ROWS, *protection.ROWS)}
_WORDS = sorted(
    ((word, row) for row in TABLE.values() for word in row.words), key=lambda pair: len(pair[0]), reverse=True
)


def said(text: str) -> tuple[Decision, str] | None:
    """The decision that a text begins with, and what follows it."""
    for word, decision in _WORDS:
        found = re.match(rf"^(?:请)?{word}[\s：:，,]*(.*)$", text.strip(), re.DOTALL)
        if found:
            return decision, found[1].strip()
    return None


def button(code: str, subject: int, caption: str = "") -> Choice:
    """The choice on a notice that says this decision about this subject."""
    return Choice(caption or TABLE[code].caption, tokens.prompt("decide", subject, "decision", code))
