"""Words taken out of what others wrote and were told, wherever it is kept, slice by slice; and traces emptied that have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, update

from storage.encryption.columns import keyring_of
from storage.encryption.keyring import Keyring
from storage.personal import TRACES
from storage.sealed import raw_slice, sealed_tables, write_raw
from storage.tables import Audit, Person


def replace_some(connection: Connection, name: str, words: Mapping[str, str], after: Any = None) -> Any:
    """In a slice of the table of this name, behind the row `after`, put others in the place of these words.

    The key of its last row, or None when no row is left. A text is replaced inside JSON as it stands: neither the words
    nor what comes in their place have signs that JSON would write otherwise.
    """
    table, keyring = Person.metadata.tables[name], keyring_of(connection.dialect)
    pairs = [(old.encode(), new.encode()) for old, new in words.items()]
    rows = raw_slice(connection, table, after)
    for row in rows:
        kept = {column: row._mapping[column] for column in sealed_tables()[table]}
        if changed := _changed(keyring, name, kept, pairs):
            write_raw(connection, table, row[0], changed)
    return rows[-1][0] if rows else None


def empty_some_traces(
    connection: Connection, words: Mapping[str, str], after: Any = None
) -> tuple[Any, list[int]]:
    """In a slice of the audit, behind the row `after`, take words and salt of each trace that has one of these words.

    The key of its last row, or None when no row is left; and the ids of those emptied.
    """
    table, keyring = Person.metadata.tables[TRACES], keyring_of(connection.dialect)
    sought = [word.encode() for word in words]
    rows = raw_slice(connection, table, after, Audit.words.is_not(None))
    opened = ((row[0], keyring.open(bytes(row.words), b"audit.words")) for row in rows)
    found = [key for key, text in opened if any(word in text for word in sought)]
    if found:
        connection.execute(update(Audit).where(Audit.id.in_(found)).values(words=None, salt=None))
    return (rows[-1][0] if rows else None), found


def _changed(
    keyring: Keyring, table: str, kept: Mapping[str, bytes | None], pairs: list[tuple[bytes, bytes]]
) -> dict[str, bytes | None]:
    changed: dict[str, bytes | None] = {}
    for column, sealed in kept.items():
        where = f"{table}.{column}".encode()
        plain = text = keyring.open(bytes(sealed), where) if sealed is not None else b""
        for old, new in pairs:
            text = text.replace(old, new)
        if text != plain:
            changed[column] = keyring.seal(text, where)
    return changed
