"""The sealed columns of the tables, as they lie on the disk, slice by slice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, LargeBinary, Row, Table, func, select, type_coerce, update

from storage.encryption.columns import Sealed
from storage.encryption.keyring import HEAD_BYTES
from storage.tables import Person

SLICE = 200
FILES = 10
"""Rows of a slice, and of one where each may be some megabytes."""
_WITH_FILES = ("agreement", "file", "issued_paper")


def sealed_tables() -> dict[Table, tuple[str, ...]]:
    """Tables with sealed columns, and the names of these."""
    found = {
        table: tuple(column.name for column in table.c if isinstance(column.type, Sealed))
        for table in Person.metadata.sorted_tables
    }
    return {table: names for table, names in found.items() if names}


def raw_slice(
    connection: Connection, table: Table, after: Any, *where: ColumnElement[bool]
) -> Sequence[Row[Any]]:
    """Rows behind the one of this key, locked: the key, and the sealed columns by name, as bytes."""
    key = key_of(table)
    sealed = [type_coerce(table.c[name], LargeBinary).label(name) for name in sealed_tables()[table]]
    found = select(key, *sealed).where(*where).order_by(key).with_for_update()
    found = found.limit(FILES if table.name in _WITH_FILES else SLICE)
    return connection.execute(found if after is None else found.where(key > after)).all()


def write_raw(connection: Connection, table: Table, key: Any, values: dict[str, bytes | None]) -> None:
    """Put bytes into a row as they are."""
    raw = {name: type_coerce(value, LargeBinary) for name, value in values.items()}
    connection.execute(update(table).where(key_of(table) == key).values(raw))


def head(table: Table, name: str) -> Any:
    """With which key a column's value is sealed."""
    return func.substr(type_coerce(table.c[name], LargeBinary), 1, HEAD_BYTES, type_=LargeBinary)


def key_of(table: Table) -> Any:
    """The one column of a table's key."""
    (key,) = table.primary_key.columns
    return key
