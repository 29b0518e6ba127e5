"""Queueing a notice, once for ever by its key."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork


@cache
def queue_once(on_sqlite: bool) -> Any:
    """The statement that queues a notice unless its key is there already."""
    dialect = sqlite if on_sqlite else postgresql
    return dialect.insert(Outbox).on_conflict_do_nothing()


def queued_before(work: UnitOfWork, keys: Collection[str]) -> frozenset[str]:
    """Those of these keys under which a notice was queued before."""
    found = select(Outbox.key).where(Outbox.key.in_(list(keys)))
    return frozenset(key for key in work.connection.execute(found).scalars() if key)
