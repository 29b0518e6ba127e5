"""Token buckets in the database: what must outlast a restart, and hold for all processes together."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from programme.buckets import Allowance, refilled, seconds_until
from storage.tables import Ledger
from storage.unit_of_work import UnitOfWork


def take(work: UnitOfWork, bucket: str, allowance: Allowance, now: datetime, cost: float = 1.0) -> float:
    """Take `cost` tokens of this bucket, locked until the transaction ends; the seconds to wait for them, 0 where they are granted."""
    tokens = _tokens(work, bucket, allowance, now)
    if tokens < cost:
        return seconds_until(tokens, cost, allowance)
    _keep(work, bucket, tokens - cost, now)
    return 0.0


def give_back(
    work: UnitOfWork, bucket: str, allowance: Allowance, now: datetime, tokens: float = 1.0
) -> None:
    """What was taken did no harm after all."""
    _keep(work, bucket, min(allowance.at_once, _tokens(work, bucket, allowance, now) + tokens), now)


def forget_full(work: UnitOfWork, since: datetime) -> None:
    """Buckets that nobody has asked since then are full again: their rows say nothing any more."""
    work.connection.execute(delete(Ledger).where(Ledger.at < since))


def _tokens(work: UnitOfWork, bucket: str, allowance: Allowance, now: datetime) -> float:
    insert: Any = (sqlite if work.on_sqlite else postgresql).insert(Ledger).on_conflict_do_nothing()
    work.connection.execute(insert, {"bucket": bucket, "tokens": allowance.at_once, "at": now})
    mine = select(Ledger.tokens, Ledger.at).where(Ledger.bucket == bucket).with_for_update()
    held = work.connection.execute(mine).one()
    return refilled(held.tokens, allowance, (now - held.at).total_seconds())


def _keep(work: UnitOfWork, bucket: str, tokens: float, now: datetime) -> None:
    work.connection.execute(update(Ledger).where(Ledger.bucket == bucket).values(tokens=tokens, at=now))
