"""Engines: SQLite with WAL by default, PostgreSQL by another address."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", "secure_delete=ON")
"""What is deleted is overwritten, so that the words of one who refused consent are not left in the file."""


def make_engine(url: str, *, pool_size: int = 8) -> Engine:
    """An engine for `sqlite:///path` or `postgresql+psycopg://…`.

    On SQLite the driver's own transaction handling is switched off: SQLAlchemy's BEGIN is
    IMMEDIATE, so that a writer waits at the beginning and never fails in the middle. A reader
    asks for `engine.execution_options(readonly=True)` and never holds a writer up.
    """
    dumps = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
    if not url.startswith("sqlite"):
        return create_engine(url, json_serializer=dumps, pool_size=pool_size, pool_pre_ping=True)
    engine = create_engine(
        url, json_serializer=dumps, connect_args={"timeout": 5, "check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    readonly = connection.get_execution_options().get("readonly")
    connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
