"""Queueing a notice, once for ever by its key."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, func, select
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


def newest(connection: Connection) -> int:
    """The highest id of the outbox; 0 where it is empty."""
    return connection.execute(select(func.coalesce(func.max(Outbox.id), 0))).scalar_one()


def queued_after(connection: Connection, newest: int) -> list[Row[int, str, str, dict[str, Any]]]:
    """What was queued after that id, in order: person_id, kind, key, facts."""
    fresh = select(Outbox.person_id, Outbox.kind, Outbox.key, Outbox.facts).where(Outbox.id > newest)
    return list(connection.execute(fresh.order_by(Outbox.id)))
