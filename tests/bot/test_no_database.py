"""A command says in one line that there is no database, that it has no tables, or that a file of the settings is wrong."""

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


@pytest.mark.parametrize(
    ("settings", "command", "named"),
    [
        ('[[programmes]]\npack = "guangdong-2023"\n' * 2, "assess", "programmes"),
        ('[matching]\nlearned = "{broken}"', "match", "yiqi weights undo"),
        ('vocabulary = "{broken}"', "serve", "broken"),
    ],
    ids=["programmes", "learned", "vocabulary"],
)
def test_a_file_of_the_settings_is_wrong(tmp_path: Path, settings: str, command: str, named: str) -> None:
    broken, config = tmp_path / "broken", tmp_path / "config.toml"
    broken.write_text("= nothing that can be read", "utf-8")
    config.write_text(
        f'semantic = false\ndatabase = "sqlite:///{tmp_path / "yiqi.db"}"\n{settings.format(broken=broken)}',
        "utf-8",
    )
    CliRunner().invoke(main, ["--config", str(config), "db", "upgrade"])
    told = said(config, [command, *(["合同纠纷想找律师"] if command == "match" else [])])
    assert told.count("\n") == 1
    assert named in told
