"""A command that needs a database says in one line that there is none, or that it has no tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands import main

NEEDING = [
    ["match", "合同纠纷想找律师"],
    ["assess"],
    ["sweep", "--dry-run"],
    ["export", "filings"],
    ["db", "move", "--to", "sqlite://"],
]


def said(config: Path, command: list[str]) -> str:
    done = CliRunner().invoke(main, ["--config", str(config), *command])
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit), done.exception
    return done.output


@pytest.mark.parametrize("command", NEEDING, ids=lambda command: command[0])
def test_there_is_no_database(tmp_path: Path, command: list[str]) -> None:
    config, file = tmp_path / "config.toml", tmp_path / "nowhere.db"
    config.write_text(f'semantic = false\ndatabase = "sqlite:///{file}"', "utf-8")
    told = said(config, command)
    assert told.count("\n") == 1
    assert "没有数据库" in told
    assert not file.exists()


@pytest.mark.parametrize("command", NEEDING[:-1], ids=lambda command: command[0])
def test_the_database_has_no_tables(tmp_path: Path, command: list[str]) -> None:
    config, file = tmp_path / "config.toml", tmp_path / "empty.db"
    file.touch()
    config.write_text(f'semantic = false\ndatabase = "sqlite:///{file}"', "utf-8")
    told = said(config, command)
    assert told.count("\n") == 1
    assert "yiqi db upgrade" in told


@pytest.mark.parametrize("command", [*NEEDING[:-1], ["serve"], ["worker"]], ids=lambda command: command[0])
def test_nobody_answers_there_and_the_password_is_not_told(tmp_path: Path, command: list[str]) -> None:
    config = tmp_path / "config.toml"
    address = "postgresql+psycopg://yiqi:my-secret@127.0.0.1:9/yiqi?connect_timeout=1"
    config.write_text(f'semantic = false\ndatabase = "{address}"', "utf-8")
    told = said(config, command)
    assert told.count("\n") == 1
    assert "my-secret" not in told
