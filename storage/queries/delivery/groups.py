"""Groups that follow a person's reminders: each is an account of its own, behind which nobody stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from storage.queries.delivery.queue import queue_once
from storage.tables import Account, Person
from storage.unit_of_work import UnitOfWork


def copy_to_groups(
    work: UnitOfWork, person_id: int, outbox_id: int, shown: dict[str, Any], now: datetime
) -> None:
    """Queue what a person is reminded of for the groups that follow them, once."""
    of = select(Person.id, Account.id).join(Account, Account.person_id == Person.id)
    for room, account in work.connection.execute(of.where(Person.room_of == person_id)).all():
        row = {"person_id": room, "account_id": account, "kind": "answer", "key": f"room:{outbox_id}:{room}"}
        row |= {"facts": {}, "shown": shown, "urgent": False, "state": "queued", "due_at": now}
        work.connection.execute(queue_once(work.on_sqlite), row | {"created_at": now})
        work.request_delivery(room, now)
