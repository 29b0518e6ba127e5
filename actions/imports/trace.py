"""What one row of a roster writes, seen by the session itself, so that exactly that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, DateTime, Numeric, event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from storage.encryption.columns import BlindIndex
from storage.tables import Audit, ExpertChange, ImportBatch, ImportRow
from storage.tables.base import Instant

_OWN = (Audit, ExpertChange, ImportBatch, ImportRow)
"""What is written about the import, not by it."""


@dataclass(slots=True)
class Trace:
    """`made`: the rows that were added, in order; `before` and `after`: the columns of others, by «table:key»."""

    made: list[list[Any]] = field(default_factory=list)
    before: dict[str, dict[str, Any]] = field(default_factory=dict)
    after: dict[str, dict[str, Any]] = field(default_factory=dict)


@contextmanager
def traced(session: Session) -> Iterator[Trace]:
    """Note what is flushed inside."""
    trace = Trace()

    def changed(session: Session, context: UOWTransaction, instances: Any) -> None:
        for row in session.dirty:
            if not isinstance(row, _OWN) and session.is_modified(row):
                _note(trace, row)

    def added(session: Session, context: UOWTransaction) -> None:
        trace.made += [[row.__tablename__, _key(row)] for row in session.new if not isinstance(row, _OWN)]

    event.listen(session, "before_flush", changed)
    event.listen(session, "after_flush", added)
    try:
        yield trace
        session.flush()
    finally:
        event.remove(session, "before_flush", changed)
        event.remove(session, "after_flush", added)


def _note(trace: Trace, row: Any) -> None:
    """The first value before and the last one after; of what was made here nothing need be known."""
    if [row.__tablename__, _key(row)] in trace.made:
        return
    name = f"{row.__tablename__}:{_key(row)}"
    for attribute in inspect(row).mapper.column_attrs:
        history = inspect(row).attrs[attribute.key].history
        if history.has_changes() and not isinstance(attribute.columns[0].type, BlindIndex):
            old = history.deleted[0] if history.deleted else None
            trace.before.setdefault(name, {}).setdefault(attribute.key, as_json(old))
            trace.after.setdefault(name, {})[attribute.key] = as_json(history.added[0])


def _key(row: Any) -> Any:
    return inspect(row).mapper.primary_key_from_instance(row)[0]


def as_json(value: Any) -> Any:
    """A column's value as JSON."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def from_json(column: Any, value: Any) -> Any:
    """The inverse, by the column's type."""
    if value is None:
        return None
    if isinstance(column.type, (DateTime, Instant)):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(column.type, Numeric) else value
