"""An answer of more lines than a phone shows: the first of them, and a way to the rest."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.message import Choice, Reply

LINES = 8
ONWARDS = "往下看"


def paged(
    talk: ConversationContext, lines: Sequence[str], choices: tuple[Choice, ...] = (), *, unit: str = "行"
) -> Reply:
    """The lines as one reply; of too many the first, and the others with the next «往下看»."""
    if len(lines) <= LINES + 1:  # one line more is no shorter said to be there
        return Reply("\n".join(lines), choices=choices)
    talk.rest = tuple(lines[LINES:])
    shown = [*lines[:LINES], f"下面还有 {len(talk.rest)} {unit}。"]
    return Reply("\n".join(shown), choices=(Choice(ONWARDS, tokens.start("onwards")), *choices))
