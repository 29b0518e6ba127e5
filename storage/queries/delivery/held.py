"""Answers that wait for a breath: what comes next may be a part of the same."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork

SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Held:
    """An answer that nobody has seen yet. `facts` say what it is a part of; empty where that is nothing."""

    id: int
    facts: dict[str, Any]


def held_back(work: UnitOfWork, person_id: int, account_id: int) -> list[Held]:
    """The answers to an account that are in nobody's hands, oldest first.

    One that a sender is about to take is left out, and not waited for: it holds what we hold, the other way round.
    """
    held = select(Outbox.id, Outbox.facts).where(
        Outbox.person_id == person_id,
        Outbox.state == "queued",
        Outbox.account_id == account_id,
        Outbox.kind == "answer",
        Outbox.tries == 0,
    )
    found = work.connection.execute(held.order_by(Outbox.id).with_for_update(skip_locked=True))
    return [Held(*row) for row in found]


def supersede(work: UnitOfWork, ids: Collection[int]) -> None:
    """Another answer stands for these: they are never shown."""
    work.connection.execute(update(Outbox).where(Outbox.id.in_(ids)).values(state=SUPERSEDED))


def let_go(work: UnitOfWork, ids: Collection[int], now: datetime) -> None:
    """These need not wait any longer."""
    work.connection.execute(update(Outbox).where(Outbox.id.in_(ids)).values(due_at=now))
