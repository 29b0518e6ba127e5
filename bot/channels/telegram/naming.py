"""Names of places and messages, as the application keeps them: of a chat, of a topic in it, of a message there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, a topic of it and a message to answer there; 0 where there is none."""

    chat: int
    topic: int = 0
    message: int = 0


def message_name(chat: int, message: int) -> str:
    """Unique for whoever sees the message: in a group, where numbers begin anew, the group stands before it."""
    return str(message) if chat > 0 else f"{chat}:{message}"


def room_name(chat: int, topic: int, message: int) -> str:
    """«CHAT/TOPIC:MESSAGE»; up to the colon it is what a group that follows is called."""
    return f"{chat}/{topic}:{message}" if topic else f"{chat}:{message}"


def place_of(room: str) -> Place:
    """The inverse of `room_name`; also for the name of an account, which has no message."""
    where, _, message = room.partition(":")
    chat, _, topic = where.partition("/")
    return Place(int(chat), int(topic or 0), int(message or 0))
