"""Several reminders as one message: a person hears of all that waits for them at once, and once a day at most."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.model import Reply


def bundle(replies: Sequence[Reply]) -> Reply:
    """One message that says them all, numbered, with every choice; one alone stays as it is."""
    if len(replies) == 1:
        return replies[0]
    lines = [f"{number}. {reply.plain()}" for number, reply in enumerate(replies, 1)]
    text = "\n".join([f"有 {len(replies)} 件事提醒您：", *lines])
    return Reply(text, choices=tuple(choice for reply in replies for choice in reply.choices))
