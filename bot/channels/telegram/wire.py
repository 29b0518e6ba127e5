"""The Bot API as the Telegram channel uses it; each of the two libraries speaks it in a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal, Protocol

from bot.channels.contract import NotSent
from bot.channels.telegram.naming import Place

UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
LONGEST_POLL = 25
"""Seconds that a poll waits for news."""
TOKEN_REPAIR = timedelta(minutes=5)
SERVER_REPAIR = timedelta(seconds=10)
CLOSED = (
    "chat not found",
    "not enough rights",
    "peer_id_invalid",
    "have no rights to send",
    "group chat was deactivated",
    "user not found",
    "thread not found",
    "topic_closed",
    "topic_deleted",
)
"""What the Bot API says, with 400, of a chat that cannot be written to."""


@dataclass(frozen=True, slots=True)
class Buttons:
    """Rows of caption and callback data under a message."""

    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """In place of the phone's keyboard, once: a key that sends one's own number or position, and words to tap."""

    caption: str
    sends: Literal["phone", "place"]
    words: tuple[str, ...]


Markup = Buttons | Keys | None


@dataclass(frozen=True, slots=True)
class Me:
    """The bot's own account."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Listening:
    """Where Telegram calls (empty: nowhere), and why its last call failed, in its own words."""

    url: str
    error: str


class Wire(Protocol):
    """One bot's line to the Bot API. Every method raises `NotSent`, and never with the token in its text."""

    async def open(self) -> Me: ...

    async def close(self) -> None: ...

    async def send_text(self, place: Place, text: str, markup: Markup) -> int:
        """The number of the message."""

    async def send_file(self, place: Place, content: bytes, media_type: str, name: str) -> int: ...

    async def edit(self, chat: int, message: int, text: str) -> None:
        """Another text, and no buttons; an empty text leaves it as it is."""

    async def answer(self, callback: str, text: str) -> None:
        """End the waiting of a tapped button; a text is shown in a box."""

    async def download(self, file_id: str) -> bytes: ...

    async def listen(self, url: str, secret: str) -> None:
        """From now on updates come to this address."""

    async def poll(self, offset: int, seconds: int) -> list[dict[str, Any]]:
        """Updates from this number on, as Telegram wrote them."""

    async def stop_listening(self) -> None:
        """No address any more: polling is allowed."""

    async def listening(self) -> Listening: ...

    async def menu(self, chat: int, commands: Sequence[tuple[str, str]]) -> None:
        """Commands with their descriptions, for one chat, or for all private chats (0)."""


def refused(
    status: int, description: str, after: float | None = None, moved_to: int | None = None
) -> NotSent:
    """What a refusal of the Bot API means; `after` in seconds."""
    if moved_to:
        return NotSent("moved", "the group became a supergroup", moved_to=str(moved_to))
    if status == 429 or after:
        return NotSent("wait", "too fast", after=timedelta(seconds=after or 1))
    if status in (401, 404):
        return NotSent("wait", "the token is not accepted", after=TOKEN_REPAIR)
    if status == 403 or any(words in description.lower() for words in CLOSED):
        return NotSent("blocked", description)
    if 400 <= status < 500:
        return NotSent("broken", description)
    return NotSent("wait", f"the server answered {status}", after=SERVER_REPAIR)


def unreachable(reason: str, sent: bool) -> NotSent:
    """No answer; `sent` says that the request had left."""
    return NotSent("wait", reason, after=SERVER_REPAIR, uncertain=sent)
