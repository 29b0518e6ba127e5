"""Chats of the two sides of a service: the one that somebody is in, and the lines of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from programme.chats import LASTS, is_inside
from storage.prepared import Prepared
from storage.tables import Account, ChatLine, Dialogue, Enterprise, Expert, Need, Outbox, Person, ServiceChat
from storage.tables.base import Instant
from storage.unit_of_work import UnitOfWork
from storage.window import Window

READ_HERE = ("web", "terminal")
"""Channels whose people read from the database, so that what they have not seen can still be taken away."""


@dataclass(frozen=True, slots=True)
class ChatFacts:
    """One chat. `expert_person` and `firm_person` are the two sides, with their names; `stands`: whether the need is in these hands
    still, and was when it was opened.
    """

    id: int
    need_id: int
    expert_id: int
    firm_person: int
    opened_at: datetime
    last_at: datetime
    expert_at: datetime | None
    firm_at: datetime | None
    last_by_expert: bool
    ended_at: datetime | None
    ended_by: int | None
    closed: bool
    expert_person: int
    expert: str
    firm: str
    asker: str
    region: str
    stands: bool

    def runs(self, now: datetime) -> bool:
        return self.stands and self.ended_at is None and now < self.last_at + LASTS

    def own_at(self, expert_id: int | None) -> datetime | None:
        """When the side of this expert, or else the firm's, last wrote or came in."""
        return self.expert_at if expert_id == self.expert_id else self.firm_at

    def is_in(self, expert_id: int | None, now: datetime) -> bool:
        """Whether the words of this side are meant for the other (`programme.chats.is_inside`)."""
        by_expert = expert_id == self.expert_id
        return is_inside(self.own_at(expert_id), self.last_at, self.last_by_expert == by_expert, now)

    def is_news(self, expert_id: int | None, own: datetime | None, now: datetime) -> bool:
        """Whether the other side wrote here after this side last wrote anywhere (`own`), and may just as well be answered."""
        by_other = self.last_by_expert != (expert_id == self.expert_id)
        return by_other and own is not None and own < self.last_at <= now and self.is_in(expert_id, now)

    def other_at(self, expert_id: int | None) -> datetime | None:
        return self.firm_at if expert_id == self.expert_id else self.expert_at

    def other(self, expert_id: int | None) -> int:
        """The person on the other side."""
        return self.firm_person if expert_id == self.expert_id else self.expert_person

    def called(self, *, expert: bool) -> str:
        """One side by name, as the other reads it: «李律师», «蓝湾海鲜加工厂 张厂长»."""
        return self.expert if expert else " ".join(part for part in (self.firm, self.asker) if part)


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line; without text and file where it was taken back."""

    id: int
    chat_id: int
    person_id: int
    by_expert: bool
    text: str
    taken_back: bool
    said_at: datetime
    file_key: str | None = None


def find_chat(work: UnitOfWork, chat_id: int) -> ChatFacts | None:
    """The chat of this number, whether it goes on or not."""
    found = _facts(work, _chats().where(ServiceChat.id == chat_id))
    return found[0] if found else None


def get_chat(work: UnitOfWork, chat_id: int) -> ChatFacts:
    """The chat of this number. LookupError where there is none."""
    if found := find_chat(work, chat_id):
        return found
    raise LookupError(chat_id)


def chats_of(work: UnitOfWork, need_id: int) -> list[ChatFacts]:
    """All chats about a need, in whosever hands it was, oldest first."""
    return _facts(work, _chats().where(ServiceChat.need_id == need_id).order_by(ServiceChat.id))


def open_chats(work: UnitOfWork, person_id: int, expert_id: int | None, now: datetime) -> list[ChatFacts]:
    """All chats that somebody's words may be meant for."""
    work.flush()
    values = {"person": person_id, "expert": expert_id or 0, "since": now - LASTS}
    ids = [row[0] for row in _OPEN.run(work.connection, values)]
    return (
        [one for one in _facts(work, _chats().where(ServiceChat.id.in_(ids))) if one.runs(now)] if ids else []
    )


def meant_of(found: Sequence[ChatFacts], expert_id: int | None) -> ChatFacts | None:
    """Of the chats of somebody the one where they last wrote or came in, else the only one there is."""
    inside = [(at, one.id, one) for one in found if (at := one.own_at(expert_id))]
    return max(inside)[2] if inside else found[0] if len(found) == 1 else None


def chat_in(work: UnitOfWork, person_id: int, expert_id: int | None, now: datetime) -> ChatFacts | None:
    """The chat that somebody's words may be meant for (`meant_of`)."""
    return meant_of(open_chats(work, person_id, expert_id, now), expert_id)


def is_written_to(work: UnitOfWork, chat: ChatFacts, expert_id: int | None) -> bool:
    """Whether the side of this expert, or else the firm's, was ever written to in a chat."""
    work.flush()
    theirs = ChatLine.chat_id == chat.id, ChatLine.by_expert.is_(expert_id != chat.expert_id)
    return bool(
        work.connection.execute(select(exists().where(*theirs, ChatLine.taken_back.is_(False)))).scalar()
    )


def lines_of(work: UnitOfWork, chat_id: int) -> list[LineFacts]:
    """What was said in a chat, in order."""
    work.flush()
    return [LineFacts(*row) for row in work.connection.execute(_lines().where(ChatLine.chat_id == chat_id))]


def find_line(work: UnitOfWork, line_id: int) -> LineFacts | None:
    """The line of this number."""
    work.flush()
    row = work.connection.execute(_lines().where(ChatLine.id == line_id)).first()
    return LineFacts(*row) if row else None


def count_lines(work: UnitOfWork, need_id: int) -> int:
    """How many lines stand in all chats about a need."""
    work.flush()
    found = select(func.count()).select_from(ChatLine).join(ServiceChat, ServiceChat.id == ChatLine.chat_id)
    kept = ServiceChat.need_id == need_id, ChatLine.taken_back.is_(False)
    return int(work.connection.execute(found.where(*kept)).scalar_one())


def silent_since(work: UnitOfWork, window: Window) -> list[ChatFacts]:
    """Chats that nobody ended, whose last line lies within a window."""
    left = ServiceChat.ended_at.is_(None), window.holds(ServiceChat.last_at)
    return _facts(work, _chats().where(*left).order_by(ServiceChat.id))


def first_silence(work: UnitOfWork, after: datetime) -> datetime | None:
    """The first last line after a moment, of chats that nobody ended."""
    found = select(func.min(ServiceChat.last_at)).where(
        ServiceChat.ended_at.is_(None), ServiceChat.last_at > after
    )
    return work.connection.execute(found).scalar()


def message_of(work: UnitOfWork, key: str) -> tuple[int, str, bool] | None:
    """The message that brings a line: its id and state, and whether it stands in a web chat whose person has not had it on
    the screen yet."""
    unseen = and_(Outbox.state == "sent", Account.channel.in_(READ_HERE), Outbox.seq > Dialogue.seen_seq)
    found = select(Outbox.id, Outbox.state, unseen).join(Dialogue, Dialogue.person_id == Outbox.person_id)
    found = found.outerjoin(Account, Account.id == Outbox.account_id).where(Outbox.key == key)
    row = work.connection.execute(found.with_for_update(of=Outbox)).first()
    return (row[0], row[1], bool(row[2])) if row else None


_STANDS: ColumnElement[bool] = and_(
    Need.state == "accepted",
    Need.expert_id == ServiceChat.expert_id,
    Need.accepted_at <= ServiceChat.opened_at,
)
_SERVER, _ASKER = aliased(Person), aliased(Person)
_OWN = (
    "id",
    "need_id",
    "expert_id",
    "person_id",
    "opened_at",
    "last_at",
    "expert_at",
    "firm_at",
    "last_by_expert",
    "ended_at",
    "ended_by",
    "closed",
)


def _chats() -> Select[*tuple[Any, ...]]:
    own = [getattr(ServiceChat, name) for name in _OWN]
    names = (_SERVER.id, _SERVER.name, Enterprise.name, _ASKER.name, Need.region, _STANDS)
    found: Select[*tuple[Any, ...]] = select(*own, *names).select_from(ServiceChat)
    found = found.join(Need, Need.id == ServiceChat.need_id).join(
        Enterprise, Enterprise.id == Need.enterprise_id
    )
    found = found.join(Expert, Expert.id == ServiceChat.expert_id).join(
        _SERVER, _SERVER.id == Expert.person_id
    )
    return found.join(_ASKER, _ASKER.id == ServiceChat.person_id)


def _facts(work: UnitOfWork, query: Select[*tuple[Any, ...]]) -> list[ChatFacts]:
    work.flush()
    return [ChatFacts(*row) for row in work.connection.execute(query)]


def _lines() -> Select[*tuple[Any, ...]]:
    own = (ChatLine.id, ChatLine.chat_id, ChatLine.person_id, ChatLine.by_expert, ChatLine.text)
    return select(*own, ChatLine.taken_back, ChatLine.said_at, ChatLine.file_key).order_by(ChatLine.id)


_MINE = or_(ServiceChat.person_id == bindparam("person"), ServiceChat.expert_id == bindparam("expert"))
_OPEN = Prepared(
    lambda dialect: select(ServiceChat.id).where(
        _MINE, ServiceChat.ended_at.is_(None), ServiceChat.last_at > bindparam("since", type_=Instant())
    )
)
