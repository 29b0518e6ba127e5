"""Engines: SQLite with WAL by default, PostgreSQL by another address."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import closing, suppress
from functools import lru_cache, partial
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.util import LRUCache

from storage.encryption.columns import give_keys
from storage.encryption.keyring import Keyring
from storage.encryption.sources import PRIVATE, keyring_of, source_beside

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", "secure_delete=ON")
"""What is deleted is overwritten, so that the words of one who refused consent are not left in the file."""
WAIT_SECONDS = 30
"""For which a writer on SQLite waits for one of another process."""
SHORT_WAIT_MS = 200
"""For what can be tried again: the writer does not stand still for it."""
_STATEMENTS: LRUCache[Any, Any] = LRUCache(1000)
"""Compiled for SQLite: a process that opens one database after the other compiles each of them once."""


def make_engine(url: str, keys: Keyring | None = None, *, pool_size: int = 8) -> Engine:
    """An engine for `sqlite:///path` or `postgresql+psycopg://…`; `keys` seal and open what it keeps.

    Errors of the database do not show the values that they came with.

    On SQLite the driver's own transaction handling is switched off: SQLAlchemy's BEGIN is
    IMMEDIATE, so that a writer waits at the beginning and never fails in the middle. A reader
    asks for `engine.execution_options(readonly=True)` and never holds a writer up.
    """
    keys = keys or keyring_of(source_beside(url))
    if url.startswith("sqlite"):
        return _sqlite_engine(url, keys)
    how: dict[str, Any] = {"pool_size": pool_size, "pool_pre_ping": True, "hide_parameters": True}
    engine = create_engine(url, json_serializer=_dumps, **how)
    give_keys(engine.dialect, keys)
    return engine


_dumps = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


def _sqlite_engine(url: str, keys: Keyring) -> Engine:
    arguments = {"timeout": WAIT_SECONDS, "check_same_thread": False}
    made = create_engine(url, json_serializer=_dumps, connect_args=arguments)
    event.listen(made, "do_connect", _keep_private)
    options = {"compiled_cache": _STATEMENTS}
    engine = Engine(made.pool, _sqlite(keys), made.url, hide_parameters=True, execution_options=options)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


@lru_cache(maxsize=8)
def _sqlite(keys: Keyring) -> Dialect:
    """One for all databases under these keys, since a compiled statement belongs to its dialect; it has learnt what this SQLite can do."""
    engine = create_engine("sqlite://", json_serializer=_dumps)
    engine.connect().close()
    engine.dispose()
    give_keys(engine.dialect, keys)
    return engine.dialect


def _keep_private(_dialect: object, _record: object, arguments: list[Any], _how: object) -> None:
    """The file is its owner's alone, a new one from its first byte on, and its log and its index take after it."""
    path = str(arguments[0])
    if not path or path.startswith((":memory:", "file:")):
        return
    if not os.path.exists(path):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE))
    elif os.stat(path).st_mode & 0o077:
        with suppress(PermissionError):
            os.chmod(path, PRIVATE)


def _begin(connection: Connection) -> None:
    readonly = connection.get_execution_options().get("readonly")
    connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def forgo_checkpoints(engine: Engine, ship: Callable[[], None]) -> None:
    """SQLite's log is written into its file by whoever copies it, and by nobody else; `ship` copies it before it is emptied."""
    event.listen(engine, "connect", _without_checkpoints)
    vars(engine.pool)["ship"] = ship
    engine.pool.dispose()


def _without_checkpoints(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA wal_autocheckpoint=0")


def empty_log(engine: Engine) -> None:
    """Have SQLite's log written into its file and emptied, so that nothing forgotten is left in it.

    Where a reader is in the way it is tried again by `empty_lingering_log`.
    """
    if engine.dialect.name != "sqlite":
        return
    if ship := vars(engine.pool).get("ship"):
        ship()
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={SHORT_WAIT_MS}")
        busy = _checkpoint(cursor)
        cursor.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}")
    vars(engine.pool)["log_lingers"] = busy


def _checkpoint(cursor: Any) -> bool:
    """Write the log into the file; whether somebody was in the way."""
    try:
        return bool(cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
    except OperationalError:
        return True


def empty_lingering_log(engine: Engine) -> None:
    """Once more where it could not be done at once."""
    if vars(engine.pool).get("log_lingers"):
        empty_log(engine)
