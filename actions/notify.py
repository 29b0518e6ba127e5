"""Telling people something: a row in the outbox, in the transaction that caused it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from language import regions
from programme.authority import able, covers
from storage.prepared import Prepared
from storage.queries.delivery.outbox import queue_once
from storage.tables import Staff
from storage.unit_of_work import UnitOfWork

_QUEUE = Prepared(lambda dialect: queue_once(dialect.name == "sqlite"))


def tell(
    work: UnitOfWork,
    person_id: int,
    kind: str,
    key: str,
    now: datetime,
    *,
    urgent: bool = False,
    **facts: Any,
) -> None:
    """Queue a notice once for ever: a second one with the same key is not written.

    It is put into words when it is delivered, so `facts` names rows and does not quote them.
    """
    work.request_delivery(person_id, now)
    row = {"person_id": person_id, "kind": kind, "key": key, "facts": facts, "urgent": urgent}
    _QUEUE.run(work.connection, row | {"state": "queued", "due_at": now, "created_at": now})


def tell_staff(
    work: UnitOfWork,
    region: str,
    kind: str,
    key: str,
    now: datetime,
    *,
    to_do: str = "",
    urgent: bool = False,
    **facts: Any,
) -> int:
    """Queue a notice for the staff in whose jurisdiction the region lies; return how many.

    `to_do` is the right that the matter takes (programme.authority): whoever lacks it is not told.
    """
    inside = staff_of(work, region, to_do)
    for person in inside:
        tell(work, person, kind, f"{key}:{person}", now, urgent=urgent, **facts)
    return len(inside)


def tell_above(work: UnitOfWork, region: str, kind: str, key: str, now: datetime, **facts: Any) -> int:
    """Queue a notice for the staff whose jurisdiction holds this one and more; return how many."""
    rows = work.session.execute(select(Staff.person_id, Staff.jurisdiction))
    above = [
        person for person, office in rows if regions.within(region, office) and not covers(region, office)
    ]
    for person in above:
        tell(work, person, kind, f"{key}:{person}", now, **facts)
    return len(above)


def staff_of(work: UnitOfWork, region: str, to_do: str = "") -> list[int]:
    """The persons who answer for this region, and may do this where it is named."""
    rows = work.session.execute(select(Staff.person_id, Staff.jurisdiction, Staff.roles))
    return [
        person
        for person, jurisdiction, roles in rows
        if regions.within(region, jurisdiction) and (not to_do or not able(to_do).isdisjoint(roles))
    ]
