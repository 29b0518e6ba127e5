"""What a vendor reports later of a message that it took: the telephone has it, or not."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, select, update

from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork

TAKEN, ARRIVED = "sms", "sms_arrived"
"""`Outbox.written_by` of a short message that the vendor took, and of one that the telephone has."""
BY_PHONE = -1
"""In `Outbox.closed`: the way to a telephone, which is no account."""
_KEY = re.compile(r"yiqi-(\d{1,15})", re.ASCII)


def arrived(work: UnitOfWork, key: str, number: str) -> None:
    """A message that was taken under our key and the vendor's number has arrived."""
    if (row := _taken(work, key, number)) is not None:
        work.connection.execute(update(Outbox).where(Outbox.id == row.id).values(written_by=ARRIVED))


def not_arrived(work: UnitOfWork, key: str, number: str, reason: str, now: datetime) -> None:
    """It has not: it goes on by the next way, without this one, or comes before staff where there is none."""
    row = _taken(work, key, number)
    if row is None:
        return
    values = {"state": "queued", "tries": 0, "due_at": now, "closed": [*(row.closed or []), BY_PHONE]}
    values |= {"account_id": None, "written_by": None, "sent_at": None, "message_id": None, "reason": reason}
    work.connection.execute(update(Outbox).where(Outbox.id == row.id).values(values))
    work.request_delivery(row.person_id, now)


def _taken(work: UnitOfWork, key: str, number: str) -> Row[Any] | None:
    """The message under these two, as long as nothing was reported of it; locked."""
    found = _KEY.fullmatch(key)
    if not found:
        return None
    mine = and_(Outbox.id == int(found[1]), Outbox.message_id == number)
    sent = and_(Outbox.state == "sent", Outbox.written_by == TAKEN)
    row = select(Outbox.id, Outbox.person_id, Outbox.closed).where(mine, sent).with_for_update()
    return work.connection.execute(row).first()
