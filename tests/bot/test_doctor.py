"""`yiqi doctor` says in plain words what is wrong, and is content with what is well."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from bot.clock import StoppedClock, SystemClock
from bot.commands import _checkup, main
from bot.devtools.opened import open_app
from bot.settings import Settings, load
from storage.tables import Outbox
from tests import newest
from tests.bot.served import config_of
from tests.contracts.crowd import FIRM, arrive, say

pytestmark = pytest.mark.usefixtures("own_keys")


def doctor(config: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["--config", str(config), "doctor", *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Settings of a database in which somebody has written just now."""
    app = open_app(newest.sqlite(tmp_path / "yiqi.db"), clock=StoppedClock(SystemClock().now()))
    arrive(app, FIRM)
    say(app, "张厂长", "你好")
    app.close()
    return config_of(tmp_path)


def change(folder: Path, statement: str) -> None:
    engine = load(folder / "config.toml").engine
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_all_is_well(config: Path) -> None:
    code, said = doctor(config)
    assert (code, said.splitlines()[-1]) == (0, "没有问题。 / All is well.")
    for matter in ("设置", "平台", "钥匙", "磁盘", "数据库", "时钟", "待发"):
        assert f"好　{matter}：" in said or matter == "磁盘", matter


def test_for_machines_too(config: Path) -> None:
    code, said = doctor(config, "--json")
    assert code == 0
    assert {finding["level"] for finding in json.loads(said)} <= {"ok", "warning"}


def test_nothing_is_there_yet_and_nothing_is_made(tmp_path: Path) -> None:
    code, said = doctor(config_of(tmp_path))
    assert code == 1
    assert "有问题　数据库：还没有：先运行 yiqi db upgrade。" in said
    assert [entry.name for entry in tmp_path.iterdir()] == ["config.toml"]


def test_settings_that_cannot_be_read(tmp_path: Path) -> None:
    code, said = doctor(config_of(tmp_path, prot="8000"))
    assert code == 1
    assert "有问题　设置：prot" in said


@pytest.mark.parametrize("address", ["nowhere at all", "mysql://yiqi@db/yiqi"])
def test_an_address_that_is_no_database_is_named_and_nothing_else_is_looked_at(
    tmp_path: Path, address: str
) -> None:
    code, said = doctor(config_of(tmp_path, database=f'"{address}"'))
    assert code == 1
    (first, _) = said.splitlines()
    assert first.startswith("有问题　设置：database：")


def test_its_times_are_those_of_the_centre(config: Path) -> None:
    change(config.parent, "UPDATE inbox SET received_at = '2999-01-01 20:00:00.000000'")
    _, said = doctor(config)
    assert "2999-01-02 04:00" in said


def test_a_file_that_the_settings_name_is_not_there(tmp_path: Path) -> None:
    code, said = doctor(config_of(tmp_path, calendar='"nowhere.toml"'))
    assert code == 1
    assert "nowhere.toml" in said


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "yiqi.db.keys").unlink(), "没有钥匙文件"),
        (lambda folder: (folder / "yiqi.db.keys").chmod(0o644), "chmod 600"),
        (lambda folder: (folder / "yiqi.db.keys").write_text("hello\n"), "里没有钥匙"),
        (lambda folder: (folder / "yiqi.db.keys").write_text("ab" * 32 + "\n"), "请放回原来的钥匙文件"),
        (lambda folder: (folder / "yiqi.db").write_bytes(b"no database" * 100), "连不上或读不了"),
        (lambda folder: change(folder, "DELETE FROM alembic_version"), "里面没有表"),
        (lambda folder: change(folder, "UPDATE alembic_version SET version_num = 'x'"), "请升级益企"),
        (lambda folder: change(folder, "UPDATE inbox SET received_at = '2999-01-01'"), "打开时间同步"),
    ],
    ids=["keys gone", "keys open", "no keys", "other keys", "no database", "no tables", "newer", "clock"],
)
def test_what_is_wrong_is_named(config: Path, spoil: object, said: str) -> None:
    assert callable(spoil)
    spoil(config.parent)
    code, told = doctor(config)
    assert code == 1
    assert said in told


def test_an_older_form_is_upgraded_at_the_next_start(config: Path) -> None:
    change(config.parent, "UPDATE alembic_version SET version_num = '0044'")
    code, said = doctor(config)
    assert code == 0
    assert "留意　数据库：结构是旧的（0044）" in said


def test_what_should_long_be_out(config: Path) -> None:
    app = open_app(load(config).database)

    def queue(work: object) -> None:
        then = SystemClock().now() - timedelta(hours=1)
        row = Outbox(person_id=1, key="k", kind="digest", facts={}, state="retry", due_at=then)
        row.created_at = then
        work.session.add(row)  # type: ignore[attr-defined]  # a unit of work

    app.database.write(queue).result()
    app.close()
    code, said = doctor(config)
    assert code == 1
    assert "过了时间 60 分钟还没发" in said


def test_the_disk_runs_full(tmp_path: Path) -> None:
    settings = Settings(database=f"sqlite:///{tmp_path / 'yiqi.db'}")

    def levels(left: int) -> list[str]:
        return [finding.level for finding in _checkup.look_at_disk(settings, lambda path: left)]

    assert [levels(left) for left in (1 << 40, 1 << 30, 1 << 20)] == [["ok"], ["warning"], ["fault"]]


def test_nobody_answers_where_the_database_should_be(tmp_path: Path) -> None:
    address = '"postgresql+psycopg://yiqi:a-long-secret@127.0.0.1:9/yiqi?connect_timeout=1"'
    config = config_of(tmp_path, database=address, keys=f'"{tmp_path / "k"}"')
    (tmp_path / "k").write_text("ab" * 32 + "\n")
    (tmp_path / "k").chmod(0o600)
    code, said = doctor(config)
    assert code == 1
    assert "连不上或读不了" in said
    assert "a-long-secret" not in said
