"""The web chat's lines: own messages and what was shown, in one order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, exists, func, insert, or_, select, update

from storage.queries.delivery.due import ROSTER_LETTER
from storage.tables import Account, ChatLine, Dialogue, Expert, File, Inbox, Outbox, Person, ServiceChat


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """An account on a channel; `consented`: whether its person lets their data be kept; `ends_at`: when its session is over."""

    id: int
    person_id: int
    secret_hash: str | None
    consented: bool
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `external_id` is empty for what was shown to the person."""

    seq: int
    at: datetime
    body: dict[str, Any]
    external_id: str = ""


def account(connection: Connection, channel: str, external_id: str) -> KnownAccount | None:
    """The account that the channel knows by this name."""
    consented = Person.consented_at.is_not(None)
    found = select(Account.id, Account.person_id, Account.secret_hash, consented, Account.ends_at).join(
        Person
    )
    row = connection.execute(
        found.where(Account.channel == channel, Account.external_id == external_id)
    ).first()
    return KnownAccount(*row) if row else None


def lines(
    connection: Connection, account_id: int, after: int, limit: int, before: int | None = None
) -> list[Line]:
    """Lines after a place, oldest first; a negative place means the last `limit` lines, of those before `before` where it is given.

    What went to the person in writing stands here too: a short message says no more than that there is something. What went
    to an address of somebody else does not.
    """
    newest = after < 0
    mine = select(Inbox.seq, Inbox.received_at, Inbox.body, Inbox.external_id).where(
        Inbox.account_id == account_id, Inbox.seq > after
    )
    shown = select(Outbox.seq, Outbox.sent_at, Outbox.shown).where(
        Outbox.account_id == account_id, Outbox.seq > after, Outbox.state == "sent"
    )
    person = select(Account.person_id).where(Account.id == account_id).scalar_subquery()
    written = select(Outbox.seq, Outbox.sent_at, Outbox.shown).where(
        Outbox.person_id == person, Outbox.seq > after, Outbox.state == "sent", Outbox.written_by.is_not(None)
    )
    written = written.where(Outbox.kind != ROSTER_LETTER)
    if before is not None:
        mine = mine.where(Inbox.seq < before)
        shown, written = (told.where(Outbox.seq < before) for told in (shown, written))
    mine = mine.order_by(Inbox.seq.desc() if newest else Inbox.seq).limit(limit)
    found = [Line(*row) for row in connection.execute(mine)]
    for told in (shown, written):
        some = told.order_by(Outbox.seq.desc() if newest else Outbox.seq).limit(limit)
        found += [Line(*row) for row in connection.execute(some) if row.shown]
    found.sort(key=lambda line: line.seq)
    return found[-limit:] if newest else found[:limit]


def newest_seq(connection: Connection, person_id: int) -> int:
    """The last line of a person's chat."""
    found = select(func.coalesce(func.max(Dialogue.last_seq), 0)).where(Dialogue.person_id == person_id)
    return int(connection.execute(found).scalar_one())


def mark_seen(connection: Connection, person_id: int, up_to: int) -> None:
    """The person has had lines up to here on the screen."""
    newer = update(Dialogue).where(Dialogue.person_id == person_id, Dialogue.seen_seq < up_to)
    connection.execute(newer.values(seen_seq=up_to))


def upload(connection: Connection, account_id: int, key: str) -> tuple[bytes, str] | None:
    """A file of this person's own, sent from whichever account or made for them; or one that came in the chat of a service of theirs."""
    person = select(Account.person_id).where(Account.id == account_id).scalar_subquery()
    found = select(File.content, File.media_type).join(Account, Account.id == File.account_id)
    found = found.where(File.key == key, or_(Account.person_id == person, _came_to(person)))
    row = connection.execute(found).first()
    return (row.content, row.media_type) if row else None


def _came_to(person: ScalarSelect[int]) -> ColumnElement[bool]:
    """Whether a file stands in a chat one side of which is this person."""
    serves = ServiceChat.expert_id.in_(select(Expert.id).where(Expert.person_id == person))
    line = exists().where(ChatLine.file_key == File.key, ChatLine.chat_id == ServiceChat.id)
    return line.where(or_(ServiceChat.person_id == person, serves))


def keep_file(
    connection: Connection, key: str, account_id: int, media_type: str, content: bytes, now: datetime
) -> None:
    """Keep a checked file under its key."""
    row = {"key": key, "account_id": account_id, "media_type": media_type}
    connection.execute(insert(File).values(row | {"content": content, "created_at": now}))


def stored_bytes(connection: Connection, account_id: int) -> int:
    """How much is kept of what came from this account."""
    size = func.coalesce(func.sum(func.length(File.content)), 0)
    return int(connection.execute(select(size).where(File.account_id == account_id)).scalar_one())


def pushed(connection: Connection, person_id: int) -> list[dict[str, Any]]:
    """What a person was sent that answered no message of theirs, in order, as stored replies."""
    sent = select(Outbox.shown).where(
        Outbox.person_id == person_id, Outbox.inbox_id.is_(None), Outbox.state == "sent"
    )
    found = connection.execute(sent.where(Outbox.seq.is_not(None)).order_by(Outbox.seq)).scalars()
    return [shown or {} for shown in found]


def paper(connection: Connection, key: str) -> tuple[bytes, str]:
    """A kept file by its key, which only a reply to its person names."""
    row = connection.execute(select(File.content, File.media_type).where(File.key == key)).one()
    return row.content, row.media_type
