"""Everything from one database into another that is empty, and proof that nothing is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from storage import tables
from storage.encryption.keyring import Keyring
from storage.encryption.sources import keyring_of, source_beside
from storage.engine import make_engine
from storage.migrate import upgrade
from storage.tables.base import Base

AT_ONCE = 1000
STREAMED = {"yield_per": AT_ONCE}
assert tables


class NotEmpty(Exception):
    """The target holds rows already."""


class Differs(Exception):
    """A table does not read the same on both sides."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A table, with how many rows, that reads the same on both sides."""

    table: str
    rows: int


def copy_database(source: str, target: str, keys: Keyring | None = None) -> Iterator[Moved]:
    """Copy table by table in one transaction, sealed with the same keys on both sides; raises `NotEmpty`, `Differs`.

    Nothing may write to the source meanwhile.
    """
    keys = keys or keyring_of(source_beside(source))
    before, after = make_engine(source, keys), make_engine(target, keys)
    try:
        upgrade(before)
        upgrade(after)
        reader = before.execution_options(readonly=True)
        with reader.connect() as old, after.begin() as new:
            _check_empty(new)
            for table in Base.metadata.sorted_tables:
                rows = _copy(old, new, table)
                if _sum(old, table) != _sum(new, table):
                    raise Differs(table.name)
                yield Moved(table.name, rows)
            _set_sequences(new)
    finally:
        before.dispose()
        after.dispose()


def table_count() -> int:
    """How many tables are copied."""
    return len(Base.metadata.sorted_tables)


def _check_empty(new: Connection) -> None:
    for table in Base.metadata.sorted_tables:
        if new.execute(select(table).limit(1)).first() is not None:
            raise NotEmpty(table.name)


def _copy(old: Connection, new: Connection, table: Table) -> int:
    copied = 0
    rows = old.execute(select(table), execution_options=STREAMED).mappings()
    for group in rows.partitions(AT_ONCE):
        new.execute(table.insert(), [dict(row) for row in group])
        copied += len(group)
    return copied


def _sum(connection: Connection, table: Table) -> tuple[int, str]:
    """How many rows, and what they say, in the order of their keys, as the tables' types read them."""
    found, count = sha256(), 0
    in_order = select(table).order_by(*table.primary_key.columns)
    for row in connection.execute(in_order, execution_options=STREAMED):
        found.update(repr(_plain(row)).encode())
        count += 1
    return count, found.hexdigest()


def _plain(row: Sequence[Any]) -> list[Any]:
    return [value.timestamp() if hasattr(value, "timestamp") else value for value in row]


def _set_sequences(new: Connection) -> None:
    """The next id comes after the last that was moved."""
    if new.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        for column in table.primary_key.columns:
            sequence = new.execute(select(func.pg_get_serial_sequence(table.name, column.name))).scalar()
            if sequence:
                highest = new.execute(select(func.max(column))).scalar()
                new.execute(
                    text("SELECT setval(:name, :at, :used)"),
                    {"name": sequence, "at": highest or 1, "used": highest is not None},
                )
