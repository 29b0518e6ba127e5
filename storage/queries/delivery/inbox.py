"""The inbox as statements: a message is taken once, and its answers are kept with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Dialect, Select, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.prepared import Prepared
from storage.queries.delivery.held import SUPERSEDED
from storage.tables import Account, Inbox, Outbox
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that was taken before: whose it was, and what was answered."""

    inbox_id: int
    person_id: int
    shown: tuple[dict[str, Any], ...]


def take(work: UnitOfWork, row: dict[str, Any]) -> int | None:
    """Keep an inbound message; None when the channel delivered it before."""
    found = _TAKE.run(work.connection, row)
    return found[0][0] if found else None


def keep_heard(work: UnitOfWork, inbox_id: int, move: str, intent: str | None, sure: bool | None) -> None:
    """Note with a message what it was read to want, and what was done."""
    _HEARD.run(work.connection, {"inbox": inbox_id, "move": move, "intent": intent, "sure": sure})


def taken(work: UnitOfWork, channel: str, external_id: str) -> Taken | None:
    """What became of a message that was delivered before."""
    keys = {"channel": channel, "external_id": external_id}
    found = work.connection.execute(_taken(), keys).first()
    if found is None:
        return None
    shown = work.connection.execute(_answers(), {"inbox": found.id}).scalars().all()
    return Taken(found.id, found.person_id, tuple(shown))


def wording_before(work: UnitOfWork, account_id: int, message_id: str) -> str | None:
    """What a message said before the wording in hand, which was taken last; None if it was never heard."""
    of = select(Inbox.body).where(Inbox.account_id == account_id, Inbox.message_id == message_id)
    body = work.connection.execute(of.order_by(Inbox.seq.desc()).offset(1).limit(1)).scalar()
    return None if body is None else str(body.get("text", ""))


def said_before(work: UnitOfWork, account_id: int, seq: int, most: int) -> list[str]:
    """What an account wrote in the `most` messages before the one of this number, newest first."""
    of = select(Inbox.body).where(Inbox.account_id == account_id, Inbox.seq < seq)
    found = work.connection.execute(of.order_by(Inbox.seq.desc()).limit(most)).scalars()
    return [text for body in found if (text := str(body.get("text", "")))]


def answer(
    work: UnitOfWork,
    person_id: int,
    account_id: int,
    inbox_id: int,
    bodies: list[tuple[int, dict[str, Any]]],
    sent: bool,
    now: datetime,
    due: datetime,
    facts: dict[str, Any],
) -> None:
    """Keep the answers to a message: (seq, body) each. On the web chat, keeping them is sending them, and `seq` their name.

    On other channels they are sent from `due` on; `facts` say what a delayed one is a part of.
    """
    common = {
        "person_id": person_id,
        "account_id": account_id,
        "inbox_id": inbox_id,
        "kind": "answer",
        "facts": facts,
        "state": "sent" if sent else "queued",
        "urgent": True,
        "due_at": due,
        "created_at": now,
        "sent_at": now if sent else None,
        "trace": work.trace,
    }
    for seq, body in bodies:
        name = str(seq) if sent else None
        _ANSWER.run(work.connection, common | {"seq": seq, "shown": body, "message_id": name})


def _taking(dialect: Dialect) -> Any:
    kind = sqlite if dialect.name == "sqlite" else postgresql
    return kind.insert(Inbox).on_conflict_do_nothing().returning(Inbox.id)


_TAKE = Prepared(_taking)
_HEARD = Prepared(lambda dialect: update(Inbox).where(Inbox.id == bindparam("inbox")))
_ANSWER = Prepared(lambda dialect: insert(Outbox))


@cache
def _taken() -> Select[*tuple[Any, ...]]:
    found = select(Inbox.id, Account.person_id).join(Account)
    return found.where(Inbox.channel == bindparam("channel"), Inbox.external_id == bindparam("external_id"))


@cache
def _answers() -> Select[*tuple[Any, ...]]:
    shown = select(Outbox.shown).where(Outbox.inbox_id == bindparam("inbox"), Outbox.state != SUPERSEDED)
    return shown.order_by(Outbox.seq)
