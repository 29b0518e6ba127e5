"""How much waits in the outbox, and when something last came, in figures alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from storage.queries.delivery.due import WAITING
from storage.tables import Account, Inbox, Outbox

OPEN = (*WAITING, "dead", "unknown")
"""What is still to be done with, by delivery or by staff; what is done with is much, and is not counted."""
NO_CHANNEL = "none"
"""Of a notice for which no way has been chosen yet, and of one that goes to a telephone or an address."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many messages of the outbox in this state for this channel."""

    state: str
    channel: str
    count: int


def by_state_and_channel(connection: Connection) -> list[Waiting]:
    """What is not done with yet."""
    channel = func.coalesce(Account.channel, Outbox.written_by, NO_CHANNEL)
    counted = (
        select(Outbox.state, channel, func.count())
        .outerjoin(Account, Account.id == Outbox.account_id)
        .where(Outbox.state.in_(OPEN))
        .group_by(Outbox.state, channel)
        .order_by(Outbox.state, channel)
    )
    return [Waiting(*row) for row in connection.execute(counted)]


def overdue_seconds(connection: Connection, now: datetime) -> float:
    """For how long the oldest message has been waiting whose time has come; 0 where none has.

    What is kept for the morning, or is tried again later, is not late.
    """
    due = select(func.min(Outbox.due_at)).where(Outbox.state.in_(WAITING), Outbox.due_at <= now)
    oldest = connection.execute(due).scalar()
    return (now - oldest).total_seconds() if oldest else 0.0


def newest_received(connection: Connection) -> datetime | None:
    """When the last message came in."""
    last = select(Inbox.received_at).order_by(Inbox.id.desc()).limit(1)
    return connection.execute(last).scalar()
