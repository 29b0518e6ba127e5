"""Bring a database to the newest form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from storage.engine import empty_log

MIGRATING = 0x79697170
NEWER = (
    "数据库是更新的益企建的（{revision}），这个版本不认识，没有动它：请升级益企，或恢复升级前的备份。"
    " / The database was made by a newer Yiqi, and was left alone: upgrade Yiqi."
)


class NewerSchema(Exception):
    """The database stands at a migration that this version does not have; `str()` says what to do."""


def upgrade(engine: Engine) -> None:
    """Run the migrations that the database has not seen; does nothing on a current one. Raises `NewerSchema`."""
    with engine.connect() as connection:
        current = revision_of(connection)
    if current == newest():
        return
    if current and not is_known(current):
        raise NewerSchema(NEWER.format(revision=current))
    config = configuration()
    with engine.connect() as connection, _tables_may_be_made_anew(connection), connection.begin():
        if engine.dialect.name == "postgresql":  # several processes may start at once: one does it
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    _leave_no_old_words(engine)


def _leave_no_old_words(engine: Engine) -> None:
    """What a column held that is gone lies in SQLite's file until it is written anew."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("VACUUM")
    empty_log(engine)


def revision_of(connection: Connection) -> str | None:
    """The migration at which the database stands; None where it has none."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """Whether this version has that migration."""
    return any(
        one.revision == revision for one in ScriptDirectory.from_config(configuration()).walk_revisions()
    )


@cache
def newest() -> str | None:
    """To find it every migration is read and compiled, which takes longer than all else at the opening of a database."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


@contextmanager
def _tables_may_be_made_anew(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew; rows that point at it must bear that it is gone for a moment.

    The pragma has no effect inside a transaction, so it goes to the driver before one begins.
    """
    driver = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or driver is None:
        yield
        return
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def configuration() -> Config:
    """Alembic's configuration, without a file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
