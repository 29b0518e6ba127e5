"""What became of a message."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, update

from storage.prepared import Prepared
from storage.queries.delivery.reminders import settle_carried
from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork


def mark(work: UnitOfWork, outbox_id: int, state: str, **values: Any) -> None:
    """Set the state of a message, and other columns of it."""
    work.connection.execute(update(Outbox).where(Outbox.id == outbox_id).values(state=state, **values))


def postpone(work: UnitOfWork, outbox_id: int, person_id: int, until: datetime) -> None:
    """Try again at `until`, and not before."""
    work.connection.execute(update(Outbox).where(Outbox.id == outbox_id).values(due_at=until))
    work.request_delivery(person_id, until)


def sent(
    work: UnitOfWork, outbox_id: int, account_id: int, seq: int, shown: dict[str, Any], now: datetime
) -> None:
    """A message stands in the person's chat, as `shown`, and is called by its place there."""
    values = {"state": "sent", "account_id": account_id, "seq": seq, "shown": shown, "sent_at": now}
    values |= {"message_id": str(seq), "written_by": None}
    _SENT.run(work.connection, values | {"row": outbox_id})


def lease(
    work: UnitOfWork,
    outbox_id: int,
    account_id: int | None,
    seq: int,
    shown: dict[str, Any],
    tries: int,
    until: datetime,
    written_by: str | None = None,
) -> None:
    """A message, as `shown`, is being sent by somebody who has it until `until`; in writing («sms») where it goes to no account."""
    values = {"state": "sending", "account_id": account_id, "seq": seq, "shown": shown}
    values |= {"written_by": written_by}
    _LEASED.run(work.connection, values | {"tries": tries, "due_at": until, "row": outbox_id})


def settle(work: UnitOfWork, outbox_id: int, leased_at_try: int, state: str, **values: Any) -> None:
    """Set the state of a message that was leased; nothing is written if somebody else has leased it since."""
    mine = and_(Outbox.id == outbox_id, Outbox.state == "sending", Outbox.tries == leased_at_try)
    done = work.connection.execute(update(Outbox).where(mine).values(state=state, **values))
    if done.rowcount:
        settle_carried(work, outbox_id, state, **values)


_SENT = Prepared(lambda dialect: update(Outbox).where(Outbox.id == bindparam("row")))
_LEASED = Prepared(lambda dialect: update(Outbox).where(Outbox.id == bindparam("row")))
