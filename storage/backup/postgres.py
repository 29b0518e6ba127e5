"""A PostgreSQL database into one file and back, by the programs that come with it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, inspect, text

from storage.backup.errors import BackupError

MISSING = (
    "备份和恢复 PostgreSQL 要用 {program}，这台机器上没有：装 postgresql-client（版本不低于服务器）再来。"
    " / {program} is not on this machine: install postgresql-client, no older than the server."
)
NOT_EMPTY = (
    "演练用的库里有东西，没有动它：换一个空库。 / The database for the drill is not empty: take another one."
)
FAILED = "{program} 没有成功：{why} / {program} failed."


def copy_into(database: URL, target: Path, snapshot: str) -> None:
    """All that this exported snapshot sees, in PostgreSQL's own format; raises `BackupError`."""
    how = ("--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}")
    _run("pg_dump", database, *how, f"--file={target}")


def bring_back(dump: Path, database: URL) -> None:
    """The dump into an empty database, all of it or nothing; raises `BackupError`."""
    how = ("--no-owner", "--no-acl", "--exit-on-error", "--single-transaction")
    _run("pg_restore", database, *how, str(dump))


@contextmanager
def emptied_after(database: str) -> Iterator[None]:
    """What is brought into this database inside is thrown away afterwards, whatever went wrong with it.

    Raises `BackupError` where something is in it before: that is left alone.
    """
    if not database:
        yield
        return
    engine = create_engine(database)
    try:
        if inspect(engine).get_table_names():
            raise BackupError(NOT_EMPTY)
        try:
            yield
        finally:
            _empty(engine)
    finally:
        engine.dispose()


def _empty(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))


def _run(program: str, database: URL, *words: str) -> None:
    """The password goes by the environment: a command's words can be read by everybody on the machine."""
    if not (found := shutil.which(program)):
        raise BackupError(MISSING.format(program=program))
    plain = database.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    secret = {"PGPASSWORD": str(database.password)} if database.password else {}
    done = subprocess.run(
        [found, f"--dbname={plain}", *words],
        capture_output=True,
        text=True,
        env=os.environ | secret,
        check=False,
    )
    if done.returncode:
        raise BackupError(FAILED.format(program=program, why=(done.stderr.strip().splitlines() or ["?"])[0]))
