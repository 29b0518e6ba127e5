"""From SQLite to PostgreSQL: every row, unchanged, into an empty database, and life goes on there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from bot.app import App
from bot.clock import StoppedClock
from bot.commands import main
from bot.devtools.opened import open_app
from bot.runtime.single_instance import single_instance
from storage.tables import Need, Outbox
from tests.contracts.crowd import FIRM, NEED, arrive, lawyer, rows, say


def lived_in(app: App) -> str:
    """A need and its notices; one waits for the morning. The database's address."""
    arrive(app, FIRM)
    arrive(app, lawyer("李律师"))
    say(app, "张厂长", NEED, "one")
    say(app, "张厂长", "确认", "two")
    app.close()
    return str(app.database.engine.url)


def moved(folder: Path, source: str, target: str, code: int) -> str:
    """What `yiqi db move` says."""
    config = folder / "move.toml"
    config.write_text(f'database = "{source}"', "utf-8")
    done = CliRunner(env={"YIQI_MOVE_TO": target}).invoke(main, ["--config", str(config), "db", "move"])
    assert done.exit_code == code, done.output
    return done.output


@pytest.mark.usefixtures("own_keys")
def test_everything_is_moved_and_the_talk_goes_on(
    sqlite_app: App, postgres: Callable[[], str], clock: StoppedClock, tmp_path: Path
) -> None:
    source, target = lived_in(sqlite_app), postgres()
    told = moved(tmp_path, source, target, 0)
    keys = str(tmp_path / "yiqi.db.keys")
    assert "逐行核对一致" in told
    assert keys in told
    there = open_app(target, clock=clock, keys=keys)
    try:
        assert rows(there, Need) == 1
        clock.move(timedelta(minutes=1))
        assert "接单成功" in say(there, "李律师", "接单", "three")
        there.scheduler.deliver_now()
        assert rows(there, Outbox, Outbox.kind == "accepted", Outbox.state == "sent") == 1
    finally:
        there.close()


def test_a_database_that_holds_something_is_left_alone(
    sqlite_app: App, postgres: Callable[[], str], clock: StoppedClock, tmp_path: Path
) -> None:
    source, target = lived_in(sqlite_app), postgres()
    there = open_app(target, clock=clock)
    arrive(there, FIRM)
    assert "不是空的" in moved(tmp_path, source, target, 1)
    assert rows(there, Need) == 0
    there.close()


def test_what_is_still_served_is_not_moved(
    sqlite_app: App, postgres: Callable[[], str], tmp_path: Path
) -> None:
    source, target = lived_in(sqlite_app), postgres()
    with single_instance(source):
        assert "正在使用" in moved(tmp_path, source, target, 1)


def test_a_row_that_changes_on_the_way_is_found_and_nothing_is_kept(
    sqlite_app: App, postgres: Callable[[], str], clock: StoppedClock, tmp_path: Path
) -> None:
    source, target = lived_in(sqlite_app), postgres()
    there = open_app(target, clock=clock)
    spoil = "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.domain := 'tax'; RETURN NEW; END $$"
    with there.database.engine.begin() as connection:
        connection.execute(text(spoil))
        connection.execute(
            text("CREATE TRIGGER spoil BEFORE INSERT ON need FOR EACH ROW EXECUTE FUNCTION spoil()")
        )
    assert "need 两边不一致" in moved(tmp_path, source, target, 1)
    assert rows(there, Need) == rows(there, Outbox) == 0
    there.close()
