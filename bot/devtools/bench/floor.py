"""The floor: the rows that a run left behind, written once more by a bare loop over sqlite3."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from time import perf_counter
from typing import Any

EACH = ("inbox", "outbox", "need", "offer", "audit")
"""Tables that grow by messages; a message's share of each is written with it."""


def write_again(source: Path, target: Path, at_once: int) -> float:
    """Messages a second: same tables, same rows, a talk updated for each message, as many messages a commit."""
    schema, rows, talks = _read(source)
    connection = sqlite3.connect(target, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    for statement in schema:
        connection.execute(statement)
    connection.executemany(f"INSERT INTO dialogue VALUES ({_marks(talks[0])})", talks)
    messages = len(rows["inbox"])
    started = perf_counter()
    for first in range(0, messages, at_once):
        connection.execute("BEGIN IMMEDIATE")
        for number in range(first, min(first + at_once, messages)):
            _write(connection, rows, talks, number, messages)
        connection.execute("COMMIT")
    wall = perf_counter() - started
    connection.close()
    return messages / wall


def _write(
    connection: sqlite3.Connection, rows: dict[str, list[Any]], talks: list[Any], number: int, messages: int
) -> None:
    talk = talks[number % len(talks)]
    connection.execute(
        "UPDATE dialogue SET state = ?, last_seq = ? WHERE person_id = ?",
        (talk["state"], number, talk["person_id"]),
    )
    for table, all_rows in rows.items():
        share = all_rows[number * len(all_rows) // messages : (number + 1) * len(all_rows) // messages]
        for row in share:
            connection.execute(f"INSERT INTO {table} VALUES ({_marks(row)})", row)


def _read(source: Path) -> tuple[list[str], dict[str, list[Any]], list[Any]]:
    with sqlite3.connect(source) as connection:
        connection.row_factory = sqlite3.Row
        tables = ", ".join(f"'{table}'" for table in (*EACH, "dialogue"))
        found = connection.execute(
            f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({tables}) AND sql IS NOT NULL ORDER BY type DESC"
        )
        schema = [sql for (sql,) in found]
        rows = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in EACH}
        talks = connection.execute("SELECT * FROM dialogue").fetchall()
    return schema, rows, talks


def _marks(row: Any) -> str:
    return ",".join("?" * len(row))
