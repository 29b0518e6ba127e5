"""Which experts changed: noted with every change, in its own transaction, for each process's index to read."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select
from sqlalchemy.orm import Session, UOWTransaction

from storage.prepared import Prepared
from storage.tables import Diary, Expert, ExpertChange, Offer, Qualification, Rating

KEPT = 10_000
"""Notes that are kept; a process that has slept longer reads all experts anew."""
ANSWERED = ("accepted", "declined", "expired")


class Change(NamedTuple):
    """One note. Two are the same only if all of it is."""

    id: int
    expert_id: int
    stamp: int


def touch(connection: Connection, experts: Iterable[int]) -> None:
    """Note that these changed. What goes through the session is noted by itself; a bare UPDATE is not."""
    rows = [{"expert_id": expert, "stamp": secrets.randbits(31)} for expert in experts]
    if rows:
        connection.execute(insert(ExpertChange), rows)


def changes_after(connection: Connection, last: int) -> list[Change]:
    """The notes behind this one, in order."""
    return [Change(*row) for row in _AFTER.run(connection, {"last": last})]


def newest_change(connection: Connection) -> int:
    """The number of the last note; 0 where there is none."""
    return connection.execute(select(func.coalesce(func.max(ExpertChange.id), 0))).scalar_one()


def forget_changes(connection: Connection) -> None:
    """Drop notes that every process has long read."""
    connection.execute(delete(ExpertChange).where(ExpertChange.id <= newest_change(connection) - KEPT))


def note_changes(session: Session, context: UOWTransaction) -> None:
    """After each flush: note whose match the new and changed rows bear on."""
    rows = (*session.new, *(row for row in session.dirty if session.is_modified(row)))
    touch(session.connection(), {expert for row in rows if (expert := _whose(row)) is not None})


def _whose(row: Any) -> int | None:
    """The expert whose match a changed row bears on."""
    if isinstance(row, Expert):
        return row.id
    if isinstance(row, Rating) or (isinstance(row, Offer) and row.state in ANSWERED):
        return row.expert_id
    if isinstance(row, Diary | Qualification) and row.holder == "expert":
        return row.holder_id
    return None


_AFTER = Prepared(
    lambda dialect: (
        select(ExpertChange.id, ExpertChange.expert_id, ExpertChange.stamp)
        .where(ExpertChange.id > bindparam("last"))
        .order_by(ExpertChange.id)
    )
)
