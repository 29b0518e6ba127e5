"""What a conversation sees of the world."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from actions.access import policy
from language.vocabulary import PLAIN, Vocabulary
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
Values = dict[str, Any]
"""The slots of a form as JSON: dates as ISO text, decimals as text."""
LONGEST_UNDER_WAY = timedelta(days=7)
"""A message written longer ago than this, or in the future, has a clock that nobody believes."""


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """How messages are read: whether with sentence vectors where the encoder is installed, and with which added words.

    `texts`: whether one-time codes can be sent by short message; `site`: where the pages are, as everybody sees them;
    `entrances`: vendors' channels by what people know them by, with the address into a chat there to which a key is put.
    """

    deep: bool = False
    vocabulary: Vocabulary = PLAIN
    texts: bool = False
    site: str = ""
    entrances: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a message, kept in its inbox row: the move, and the intent where it was asked for."""

    move: str
    intent: str | None = None
    sure: bool | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody is about, in however many messages: an album, a matter told bit by bit.

    `names` are what its messages have in common. The answer to the next of them says all that this one does, but for
    its `lead`. `waits`: whether more is likely to come.
    """

    names: frozenset[str]
    lead: str = ""
    waits: bool = True


@dataclass(slots=True)
class ConversationContext:
    """One message's worth of talk: the transaction, who speaks, when (local time), under which rules, how read.

    `said` is the text of the message in hand, for commands that look at the words around their name; `written_at` is when
    it was written, as the platform says; `heard` is what became of it, and `act` what it is a part of, once it is answered.
    """

    work: UnitOfWork
    speaker: Speaker
    now: datetime
    rules: RulePack
    reader_options: ReaderOptions = ReaderOptions()
    said: str = ""
    written_at: datetime | None = None
    heard: Heard | None = None
    act: Act | None = None
    address: str = ""
    """Where a browser is; empty on every other channel."""
    left: tuple[str, ...] = ()
    """The lines that the answer to the message before had too many."""
    rest: tuple[str, ...] = ()
    """Those that the answer to this one has too many."""
    in_group: bool = False
    """Others read along: nobody may hear there of needs, firms and names that the speaker did not say."""
    _known: dict[tuple[Any, str], Any] = field(default_factory=dict)

    def once(self, ask: Callable[..., T], *about: Any) -> T:
        """`ask(self, *about)`, evaluated once a message for the same arguments; a deed makes all of it unknown again.

        The result is shared, so nobody may change it.
        """
        key = (ask, repr(about))
        if key not in self._known:
            self._known[key] = ask(self, *about)
        found: T = self._known[key]
        return found

    @contextmanager
    def deed(self) -> Iterator[None]:
        """What is done inside stands, or, if it raises, nothing of it: neither rows nor what the speaker has become.

        Raises `actions.refusal.Refused` also for what policy refuses.
        """
        before = replace(self.speaker)
        self.work.acting, self.work.told = self.speaker.person_id, []
        try:
            with policy(), self.work.undone_if_refused():
                yield
        except BaseException:
            for one in fields(before):
                setattr(self.speaker, one.name, getattr(before, one.name))
            raise
        finally:
            self.work.acting = None
            self._known.clear()

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def said_at(self) -> datetime:
        """The moment that «今天» and «周三» in the message mean: of writing, where that can be believed, else now."""
        if self.written_at is None:
            return self.now
        written = self.written_at.astimezone(self.now.tzinfo)
        return written if self.now - LONGEST_UNDER_WAY <= written <= self.now else self.now

    @property
    def said_on(self) -> date:
        """The day of `said_at`."""
        return self.said_at.date()

    @property
    def home(self) -> str | None:
        return self.speaker.home
