"""What the pages need from the application; the composition root in `bot` gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol, TypeVar

from actions.titles.paper_status import Status as Status
from handlers.engine.context import ConversationContext
from handlers.message import Attachment, Incoming, Reply
from programme.packs import RulePack
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")


class Unavailable(Exception):
    """The message was not taken (database locked, disk full, too busy): answer 503, the page tries again."""


class TooMany(Exception):
    """Too many newcomers; `wait`: the seconds until one more is let in."""

    def __init__(self, wait: float) -> None:
        super().__init__()
        self.wait = wait


class Denied(Exception):
    """Not for this person; `str()` says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the chat: `seq` grows by one per person; `message_id` is the client's UUID of an own line."""

    seq: int
    side: Literal["me", "bot"]
    at: datetime
    reply: Reply
    message_id: str = ""
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Me:
    """Who the chat's owner is: nothing of a newcomer, the number only where it is verified."""

    name: str = ""
    phone: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody of the sample world that the demo's landing page lets one be."""

    slot: str
    secret: str
    name: str
    role: str
    about: str


@dataclass(frozen=True, slots=True)
class Badge:
    """With what a member of staff comes to the console: the account of their session, and its secret."""

    slot: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Visit:
    """What a public page is drawn from: a connection that only reads, the moment, and the rules. Nobody in particular looks."""

    work: UnitOfWork
    now: datetime
    rules: RulePack

    @property
    def today(self) -> date:
        """The day of the visit, where the programme is."""
        return self.now.date()


class Health(Protocol):
    """How the process is, for machines that watch it."""

    async def fault(self) -> str:
        """Why no message would be taken now; empty where one would be."""

    async def figures(self) -> str:
        """Counts and ages in Prometheus' text format; where the database does not answer, those that need none."""


class FrontDesk(Protocol):
    """The application as the pages see it. A `slot` is an account's public half, its cookie the secret half."""

    async def receive(self, incoming: Incoming) -> None:
        """Return once the message is committed; raise `Unavailable` when it was not taken."""

    async def open(self, slot: str, secret: str, address: str = "") -> float:
        """Make a new web account for a newcomer from this address; the seconds to wait where there were too many, and 0 where it is made."""

    async def enter(self, link: str, slot: str, secret: str) -> None:
        """Make a web account of whoever a one-time link is for, else `Denied`."""

    async def sign_in(
        self, login: str, password: str, code: str, address: str, slot: str, secret: str
    ) -> None:
        """Make a web account of a member of staff by name, password and one-time code, tried from this address, else `Denied`."""

    async def admits(self, slot: str, secret: str) -> bool:
        """Whether the secret opens this account (compared in constant time)."""

    async def me(self, slot: str) -> Me:
        """Who the owner of this account is."""

    async def entries(self, slot: str, after: int, limit: int = 200) -> list[Entry]:
        """The chat's lines with a greater `seq`, oldest first; `after=-1` means the last `limit` lines."""

    async def entries_before(self, slot: str, before: int, limit: int) -> list[Entry]:
        """The last `limit` lines with a smaller `seq`, oldest first."""

    async def news(self, slot: str, after: int, seconds: float) -> int:
        """Wait until the person has a line after `after`, on whichever account, and say the newest; 0 when the time ran out."""

    async def seen(self, slot: str, up_to: int) -> None:
        """The person has had lines up to `up_to` on the screen."""

    async def keep_file(self, slot: str, content: bytes, media_type: str) -> Attachment:
        """Keep an upload that the page has checked."""

    async def file(self, slot: str, key: str) -> tuple[bytes, str] | None:
        """An upload of this account's own: content and media type."""

    async def paper(self, slot: str, application: int, place: int) -> tuple[bytes, str]:
        """A paper of an application: content and media type, for who may review it, else `Denied`."""

    async def paper_by_number(self, typed: str) -> Status:
        """What an issued paper is worth now, its name masked; `typed` may be anything."""

    async def paper_by_token(self, token: str) -> Status:
        """The same by what its QR code holds, with the name."""

    async def linked_paper(self, link: str) -> tuple[bytes, str] | None:
        """A paper's file and its name by a link that has not ended; else None."""

    async def linked_file(self, link: str) -> tuple[bytes, str] | None:
        """A file's content and media type by a link that has not ended; else None."""

    async def read_as(self, badge: Badge, ask: Callable[[ConversationContext], T]) -> T:
        """What a page of the console shows to this member of staff; nothing can be written. `Denied` for anybody else."""

    async def act_as(self, badge: Badge, deed: Callable[[ConversationContext], T]) -> T:
        """Do a deed as this member of staff; return after the commit. `Denied` for anybody else.

        What the deed refuses (`actions.refusal.Refused`) goes on, and nothing is left of it.
        """

    async def look(self, ask: Callable[[Visit], T]) -> T:
        """What a public page shows; nothing can be written."""

    async def act_as_newcomer(
        self, badge: Badge, address: str, deed: Callable[[ConversationContext], T]
    ) -> T | None:
        """Open the account of a newcomer from this address and do a deed as they, in one; None where that account is there already.

        `TooMany` where there were too many newcomers. What the deed refuses goes on, and leaves no account.
        """

    async def act_unknown(self, deed: Callable[[UnitOfWork, datetime], T]) -> T:
        """Do a deed that asks for a one-time code and not for anybody; what it refuses goes on, and nothing is left of it."""

    def visitors(self) -> list[Visitor]:
        """The demo's people; empty in production."""
