"""What every channel keeps to: a vendor's body becomes an `Incoming`, a `Reply` is shown with what the channel can do.

A channel is thin. It knows its vendor's wire and nothing of conversations; it keeps no state that a restart
may not lose. What comes in it hands to its `ChannelGateway`; what goes out the sender hands to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol, TypeVar, runtime_checkable

from starlette.routing import BaseRoute

from bot.runtime.receive import Receipt
from handlers.message import Incoming, Reply
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
Trouble = Literal["wait", "blocked", "moved", "broken"]


class NotSent(Exception):
    """The vendor did not take a message.

    - `wait`: later (429, 5xx, no answer, token being renewed); `after` says when at the earliest.
    - `blocked`: this route to this person is closed (blocked the bot, window over, no consent left): take another.
    - `moved`: the account has a new identifier, `moved_to`.
    - `broken`: this message will never go this way (refused as malformed, too large): staff see it.

    `uncertain` says that it may have arrived all the same: the body was sent and no answer came.
    """

    def __init__(
        self,
        trouble: Trouble,
        reason: str,
        *,
        after: timedelta | None = None,
        moved_to: str = "",
        uncertain: bool = False,
    ) -> None:
        super().__init__(f"{trouble}: {reason}")
        self.trouble = trouble
        self.reason = reason
        self.after = after
        self.moved_to = moved_to
        self.uncertain = uncertain


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can show, and how fast.

    `buttons` is the most choices it shows as buttons (0: numbers in the text). `text_limit` is counted in
    `unit`. `deduplicates`: a second copy under the same key is dropped by the vendor, so that repeating is
    safe. `answers_within`: so long an answer is left to the channel, which may claim it and give it
    in the very response to the vendor's call. `per_second` holds for the whole channel, `per_person` for one chat, both in messages a second.
    `crowded`: minutes of the hour at which everybody sends, so that notices had better wait. `preference`: of
    several vendors' ways to a person the one with the lowest figure is taken first. `reaches`: it goes to a person's telephone or
    e-mail address and to no account, and carries these `kinds` of notices alone.
    """

    buttons: int
    text_limit: int
    unit: Literal["characters", "bytes"] = "characters"
    pictures: bool = False
    files: bool = False
    deduplicates: bool = False
    per_second: float = 30.0
    per_person: float = 1.0
    answers_within: timedelta = timedelta(0)
    crowded: tuple[int, ...] = ()
    preference: int = 100
    reaches: Literal["", "phone", "email"] = ""
    kinds: frozenset[str] = frozenset()


class ChannelGateway(Protocol):
    """The application as a channel sees it."""

    @property
    def receives(self) -> bool:
        """False in a process that only sends, where nothing may be fetched from the vendor."""

    def now(self) -> datetime:
        """The time, with its zone."""

    async def senders(self) -> int:
        """How many processes send by this channel now: each keeps to its share of the vendor's limits."""

    def write(self, run: Callable[[UnitOfWork], T], key: str = "channel") -> Future[T]:
        """Write what a channel's processes share (a token, a ledger); jobs with one key keep their order."""

    async def receive(self, incoming: Incoming) -> Receipt:
        """Return after the commit; raise `bot.runtime.writer.NotTaken` when the message must come again."""

    async def claim(self, receipt: Receipt, most: int | None = None) -> tuple[Reply, ...]:
        """The answers to a message, at most so many, for the vendor's response; the sender sends the rest.

        Returns after a breath where there may be more of the same, in half of `answers_within` at the latest. A
        redelivery claims the same again. Empty when they are being sent already, or when the answer to a later
        message stands for them: then respond with nothing.
        """

    async def answered(self, receipt: Receipt) -> None:
        """The response with the claimed answers is out. Left unsaid, they are sent after a minute."""

    async def attach(self, incoming: Incoming, content: bytes) -> Incoming:
        """The message with a picture or file that came with it, or with the reason why that cannot be taken.

        The file is checked like an upload on the web; that of one who has not consented is not kept.
        """

    async def file(self, key: str) -> tuple[bytes, str]:
        """What goes with a reply: content and media type."""

    async def entry_link(self, channel: str, sender: str) -> str:
        """The path of a one-time link that opens the web chat as this account's person, who may be a newcomer."""

    async def link_valid_until(self, key: str) -> datetime | None:
        """When a one-time code, or the link of an activity with this key, ends; None for one that is not good."""


@runtime_checkable
class Templated(Protocol):
    """A channel whose vendor has approved the words beforehand, a template for each kind of notice."""

    async def send_kind(self, kind: str, account: str, name: str, key: str) -> str:
        """As `Channel.send`, of a notice of this kind to whoever is called so."""


class Channel(Protocol):
    """One route to people. `send` may be called for different people at once, never for one person twice."""

    name: str
    capabilities: Capabilities

    async def start(self, gateway: ChannelGateway) -> None:
        """Open what it needs; from now on it hands over what comes."""

    async def stop(self) -> None:
        """Receive nothing more, finish what runs, let go of connections."""

    def routes(self) -> Sequence[BaseRoute]:
        """Where the vendor calls; empty for a channel that polls."""

    async def send(self, account: str, reply: Reply, key: str) -> str:
        """Show a reply to an account; `key` is the same when the same message is tried again. Raises `NotSent`.

        Returns the vendor's id of the message under which the choices stand (of the last one, where there are none), as
        `Incoming.points_at` would name it; empty where the vendor tells none.
        """
