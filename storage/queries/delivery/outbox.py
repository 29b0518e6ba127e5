"""The outbox as queries: what was shown, what is due, what became of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from storage.prepared import Prepared
from storage.tables import Account, Inbox, Outbox
from storage.unit_of_work import UnitOfWork

RECENT = 5
MOST_REMINDERS = 10
WAITING = ("queued", "retry", "sending")
"""States of a row that something is still to be done with; one that is `sending` only once its lease is over."""

REACHED = ("sent", "told", "unknown")
"""States of a row whose person has seen it, or may have."""


def recent_choices(work: UnitOfWork, person_id: int) -> list[tuple[str, str]]:
    """Captions and tokens of the choices that a person was shown last, newest message first."""
    rows = work.connection.execute(_recent(), {"person": person_id}).scalars()
    return [(label, token) for shown in rows for label, token in shown.get("choices", ())]


@cache
def _recent() -> Select[*tuple[Any, ...]]:
    shown = select(Outbox.shown).where(Outbox.person_id == bindparam("person"), Outbox.seq.is_not(None))
    return shown.order_by(Outbox.seq.desc()).limit(RECENT)


@dataclass(frozen=True, slots=True)
class Due:
    """A message that waits. `closed` are the accounts that it cannot go to.

    `behind`: until when an earlier message to the person, which failed, keeps this one back.
    """

    id: int
    person_id: int
    kind: str
    facts: dict[str, Any]
    urgent: bool
    state: str
    tries: int
    account_id: int | None
    shown: dict[str, Any] | None
    closed: list[int] | None
    due_at: datetime
    behind: datetime | None

    @property
    def is_answer(self) -> bool:
        return self.kind == "answer"


def due_messages(work: UnitOfWork, now: datetime, limit: int, person_id: int | None = None) -> list[Due]:
    """Messages whose time has come, of one person or of all, oldest first, locked against another process.

    Those to whom something is being sent right now are left out.
    """
    values = {"now": now, "most": limit} | ({} if person_id is None else {"person": person_id})
    return [Due(*row) for row in work.connection.execute(_due(person_id is not None), values)]


def reminders_waiting(work: UnitOfWork, person_id: int, kinds: Collection[str], now: datetime) -> list[Due]:
    """Reminders of these kinds that may go to a person now and are not under way, oldest first."""
    values = {"now": now, "most": MOST_REMINDERS, "person": person_id, "kinds": list(kinds)}
    return [Due(*row) for row in work.connection.execute(_reminders(), values)]


def last_reminder(work: UnitOfWork, person_id: int, kinds: Collection[str]) -> datetime | None:
    """When a person last had, or may have had, a reminder of these kinds."""
    return work.connection.execute(_last_reminder(), {"person": person_id, "kinds": list(kinds)}).scalar()


@cache
def _last_reminder() -> Select[*tuple[Any, ...]]:
    """What may have arrived did so by the end of its lease."""
    return select(func.max(func.coalesce(Outbox.sent_at, Outbox.due_at))).where(
        Outbox.person_id == bindparam("person"),
        Outbox.state.in_(REACHED),
        Outbox.kind.in_(bindparam("kinds", expanding=True)),
    )


def carry(work: UnitOfWork, ids: Collection[int], lead_id: int) -> None:
    """These are said within another message."""
    together = update(Outbox).where(Outbox.id.in_(ids))
    work.connection.execute(together.values(state="carried", lead_id=lead_id))


def settle_carried(work: UnitOfWork, lead_id: int, state: str, **values: Any) -> None:
    """The reminders within a message share its fate; those of one that goes again wait to be gathered anew."""
    together = update(Outbox).where(Outbox.lead_id == lead_id, Outbox.state == "carried")
    fate = {"state": "queued", "lead_id": None} if state in WAITING else {"state": state, **values}
    work.connection.execute(together.values(fate))


@dataclass(frozen=True, slots=True)
class Way:
    """An account by which a person may be reached."""

    account_id: int
    channel: str
    account: str


def ways_to(work: UnitOfWork, person_id: int) -> list[Way]:
    """The accounts of a person, the one bound last first."""
    return [Way(*row) for row in _WAYS.run(work.connection, {"person": person_id})]


def way_of(work: UnitOfWork, account_id: int) -> Way:
    """An account by itself, whosever it is now."""
    of = select(Account.id, Account.channel, Account.external_id).where(Account.id == account_id)
    return Way(*work.connection.execute(of).one())


def last_heard(work: UnitOfWork, account_id: int) -> datetime | None:
    """When the person last wrote from this account."""
    newest = select(Inbox.received_at).where(Inbox.account_id == account_id).order_by(Inbox.seq.desc())
    return work.connection.execute(newest.limit(1)).scalar()


def next_due(work: UnitOfWork) -> datetime | None:
    """When something in the outbox is to be looked at next."""
    due = select(func.min(Outbox.due_at)).where(Outbox.state.in_(WAITING))
    return work.connection.execute(due).scalar()


@cache
def queue_once(on_sqlite: bool) -> Any:
    """The statement that queues a notice unless its key is there already."""
    dialect = sqlite if on_sqlite else postgresql
    return dialect.insert(Outbox).on_conflict_do_nothing()


def mark(work: UnitOfWork, outbox_id: int, state: str, **values: Any) -> None:
    """What became of a row."""
    work.connection.execute(update(Outbox).where(Outbox.id == outbox_id).values(state=state, **values))


def postpone(work: UnitOfWork, outbox_id: int, person_id: int, until: datetime) -> None:
    """Not now: try again at `until`."""
    work.connection.execute(update(Outbox).where(Outbox.id == outbox_id).values(due_at=until))
    work.request_delivery(person_id, until)


def sent(
    work: UnitOfWork, outbox_id: int, account_id: int, seq: int, shown: dict[str, Any], now: datetime
) -> None:
    """A message is in words and in the person's chat."""
    values = {"state": "sent", "account_id": account_id, "seq": seq, "shown": shown, "sent_at": now}
    _SENT.run(work.connection, values | {"row": outbox_id})


def lease(
    work: UnitOfWork,
    outbox_id: int,
    account_id: int,
    seq: int,
    shown: dict[str, Any],
    tries: int,
    until: datetime,
) -> None:
    """A message is in words and in a courier's hands until `until`."""
    values = {"state": "sending", "account_id": account_id, "seq": seq, "shown": shown}
    _LEASED.run(work.connection, values | {"tries": tries, "due_at": until, "row": outbox_id})


def settle(work: UnitOfWork, outbox_id: int, leased_at_try: int, state: str, **values: Any) -> None:
    """What became of a message that was leased; nothing is written if somebody else has it by now."""
    mine = and_(Outbox.id == outbox_id, Outbox.state == "sending", Outbox.tries == leased_at_try)
    done = work.connection.execute(update(Outbox).where(mine).values(state=state, **values))
    if done.rowcount:
        settle_carried(work, outbox_id, state, **values)


def move_account(work: UnitOfWork, account_id: int, external_id: str) -> bool:
    """The account has another identifier; False if that one is known already."""
    channel = select(Account.channel).where(Account.id == account_id).scalar_subquery()
    known = select(Account.id).where(Account.channel == channel, Account.external_id == external_id)
    if work.connection.execute(known).first():
        return False
    work.connection.execute(update(Account).where(Account.id == account_id).values(external_id=external_id))
    return True


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a message, as it stands."""

    id: int
    state: str
    tries: int
    shown: dict[str, Any]


def answers_to(work: UnitOfWork, inbox_id: int) -> list[Answer]:
    """The answers to a message, in order."""
    return [Answer(*row) for row in _ANSWERS.run(work.connection, {"inbox": inbox_id})]


def claim(work: UnitOfWork, outbox_id: int, until: datetime) -> None:
    """An answer is in the hands of whoever answers the vendor's call, until `until`."""
    _CLAIMED.run(work.connection, {"row": outbox_id, "state": "sending", "due_at": until})


def answered(work: UnitOfWork, inbox_id: int, now: datetime) -> None:
    """The claimed answers to a message are out."""
    _ANSWERED.run(work.connection, {"inbox": inbox_id, "state": "sent", "sent_at": now})


_ANSWERS = Prepared(
    lambda dialect: (
        select(Outbox.id, Outbox.state, Outbox.tries, Outbox.shown)
        .where(Outbox.inbox_id == bindparam("inbox"))
        .order_by(Outbox.id)
        .with_for_update()
    )
)
_CLAIMED = Prepared(lambda dialect: update(Outbox).where(Outbox.id == bindparam("row")))
_ANSWERED = Prepared(
    lambda dialect: update(Outbox).where(
        Outbox.inbox_id == bindparam("inbox"), Outbox.tries == 0, Outbox.state == "sending"
    )
)
_WAYS = Prepared(
    lambda dialect: (
        select(Account.id, Account.channel, Account.external_id)
        .where(Account.person_id == bindparam("person"))
        .order_by(Account.id.desc())
    )
)
_SENT = Prepared(lambda dialect: update(Outbox).where(Outbox.id == bindparam("row")))
_LEASED = Prepared(lambda dialect: update(Outbox).where(Outbox.id == bindparam("row")))


@cache
def _reminders() -> Select[*tuple[Any, ...]]:
    return _due(of_one=True).where(
        Outbox.kind.in_(bindparam("kinds", expanding=True)), Outbox.state == "queued"
    )


@cache
def _due(of_one: bool) -> Select[*tuple[Any, ...]]:
    other = aliased(Outbox)
    now: BindParameter[datetime] = bindparam("now")
    of_person = other.person_id == Outbox.person_id
    sending = select(other.id).where(of_person, other.state == "sending", other.due_at > now)
    failed = select(func.max(other.due_at)).where(
        of_person,
        other.state == "retry",
        other.due_at > now,
        other.id < Outbox.id,
        or_(other.urgent, Outbox.urgent.is_(False)),
    )
    due = select(
        Outbox.id,
        Outbox.person_id,
        Outbox.kind,
        Outbox.facts,
        Outbox.urgent,
        Outbox.state,
        Outbox.tries,
        Outbox.account_id,
        Outbox.shown,
        Outbox.closed,
        Outbox.due_at,
        failed.scalar_subquery(),
    ).where(Outbox.state.in_(WAITING), Outbox.due_at <= now, ~sending.exists())
    if of_one:
        due = due.where(Outbox.person_id == bindparam("person"))
    return due.order_by(Outbox.id).limit(bindparam("most")).with_for_update(skip_locked=True, of=Outbox)
