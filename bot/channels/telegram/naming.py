"""What a message is called on our side: its number, and in a group, where numbers begin anew, the group before it."""

from __future__ import annotations


def message_name(chat: int, message: int) -> str:
    """Unique for whoever sees the message."""
    return str(message) if chat > 0 else f"{chat}:{message}"
