"""Telling people something: a row in the outbox, in the transaction that caused it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from language import regions
from storage.outbox import queue_once
from storage.tables import Staff
from storage.work import Work


def tell(
    work: Work, person_id: int, kind: str, key: str, now: datetime, *, urgent: bool = False, **facts: Any
) -> None:
    """Queue a notice once for ever: a second one with the same key is not written.

    It is put into words when it is delivered, so `facts` names rows and does not quote them.
    """
    work.told = True
    row = {"person_id": person_id, "kind": kind, "key": key, "facts": facts, "urgent": urgent}
    work.connection.execute(
        queue_once(work.on_sqlite), row | {"state": "queued", "due_at": now, "created_at": now}
    )


def tell_staff(
    work: Work, region: str, kind: str, key: str, now: datetime, *, urgent: bool = False, **facts: Any
) -> int:
    """Queue a notice for every staff member in whose jurisdiction the region lies; return how many."""
    rows = work.session.execute(select(Staff.person_id, Staff.jurisdiction)).all()
    inside = [person for person, jurisdiction in rows if regions.within(region, jurisdiction)]
    for person in inside:
        tell(work, person, kind, f"{key}:{person}", now, urgent=urgent, **facts)
    return len(inside)
