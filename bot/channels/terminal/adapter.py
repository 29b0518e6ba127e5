"""The in-process channel: the terminal, replays and tests talk through it, by the same intake as all others."""

from __future__ import annotations

from uuid import uuid4

from bot.app import House
from bot.runtime.inbound import Receipt
from handlers.message import Incoming


class Terminal:
    """One person's line to the house."""

    channel = "terminal"

    def __init__(self, house: House, account: str, channel: str = "terminal") -> None:
        self.house = house
        self.account = account
        self.channel = channel
        self.last: Incoming | None = None

    def say(self, text: str = "", choice: str = "", **parts: object) -> Receipt:
        """Send a message and wait for the answer."""
        incoming = Incoming(self.channel, self.account, uuid4().hex, text, choice, **parts)  # type: ignore[arg-type]  # the named parts of Incoming
        return self.send(incoming)

    def again(self) -> Receipt:
        """The channel delivers the last message once more."""
        assert self.last is not None
        return self.send(self.last)

    def send(self, incoming: Incoming) -> Receipt:
        """Send this very message."""
        self.last = incoming
        return self.house.take(incoming).result(timeout=30)
