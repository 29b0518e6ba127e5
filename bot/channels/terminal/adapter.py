"""The in-process channel: the terminal, replays and tests talk through it, by the same way in as all others."""

from __future__ import annotations

from uuid import uuid4

from bot.runtime.inbound import Inbound
from bot.runtime.receive import Receipt
from handlers.message import Incoming

NAME = "terminal"


class Terminal:
    """One account, whose messages are handed over one at a time."""

    def __init__(self, inbound: Inbound, account: str, channel: str = NAME) -> None:
        self.inbound = inbound
        self.account = account
        self.channel = channel
        self.last: Incoming | None = None

    def say(self, text: str = "", choice: str = "", **parts: object) -> Receipt:
        """Send a message and wait for the answer."""
        incoming = Incoming(self.channel, self.account, uuid4().hex, text, choice, **parts)  # type: ignore[arg-type]  # the named parts of Incoming
        return self.send(incoming)

    def again(self) -> Receipt:
        """Deliver the last message once more."""
        assert self.last is not None
        return self.send(self.last)

    def send(self, incoming: Incoming) -> Receipt:
        """Send this very message."""
        self.last = incoming
        return self.inbound.receive(incoming).result(timeout=30)
