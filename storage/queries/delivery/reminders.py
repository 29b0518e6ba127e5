"""Reminders that wait for a person, and those that are said within another message."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select, update

from storage.queries.delivery.due import WAITING, Due, waiting
from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork

REACHED = ("sent", "told", "unknown")
"""States of a row whose person has seen it, or may have."""


def reminders_waiting(
    work: UnitOfWork, person_id: int, kinds: Collection[str], now: datetime, most: int
) -> list[Due]:
    """The `most` oldest reminders of these kinds that may go to a person now and are not under way, oldest first."""
    values = {"now": now, "most": most, "person": person_id, "kinds": list(kinds)}
    return [Due(*row) for row in work.connection.execute(_reminders(), values)]


def last_reminder(work: UnitOfWork, person_id: int, kinds: Collection[str]) -> datetime | None:
    """When a person last had, or may have had, a reminder of these kinds."""
    return work.connection.execute(_last_reminder(), {"person": person_id, "kinds": list(kinds)}).scalar()


def carry(work: UnitOfWork, ids: Collection[int], lead_id: int) -> None:
    """Mark these messages as said within another one, the lead."""
    together = update(Outbox).where(Outbox.id.in_(ids))
    work.connection.execute(together.values(state="carried", lead_id=lead_id))


def settle_carried(work: UnitOfWork, lead_id: int, state: str, **values: Any) -> None:
    """Give the messages within another one its state; those of one that is tried again are queued by themselves."""
    together = update(Outbox).where(Outbox.lead_id == lead_id, Outbox.state == "carried")
    new = {"state": "queued", "lead_id": None} if state in WAITING else {"state": state, **values}
    work.connection.execute(together.values(new))


@cache
def _reminders() -> Select[*tuple[Any, ...]]:
    return waiting(of_one=True).where(
        Outbox.kind.in_(bindparam("kinds", expanding=True)), Outbox.state == "queued"
    )


@cache
def _last_reminder() -> Select[*tuple[Any, ...]]:
    """What is `unknown` arrived by the end of its lease, if it did."""
    return select(func.max(func.coalesce(Outbox.sent_at, Outbox.due_at))).where(
        Outbox.person_id == bindparam("person"),
        Outbox.state.in_(REACHED),
        Outbox.kind.in_(bindparam("kinds", expanding=True)),
    )
