"""Every setting is explained in `config.example.toml`, and what it says is the default."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import settings
from bot.cli import main

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def test_the_example_explains_every_setting() -> None:
    example = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    assert example == settings.load(EXAMPLE).model_dump()
    assert example.keys() == settings.Settings.model_fields.keys()


def test_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("YIQI_PORT", "9001")
    assert settings.load(EXAMPLE).port == 9001


@pytest.mark.parametrize(
    ("text", "said"),
    [("port = 'x'", "port"), ("colour = 1", "colour"), ("port = ", "有错"), ("pack = 'mars'", "mars")],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["--config", str(file), "config", "check"])
    assert done.exit_code == 1
    assert said in done.output


def test_good_settings_pass() -> None:
    done = CliRunner().invoke(main, ["--config", str(EXAMPLE), "config", "check"])
    assert (done.exit_code, "没有问题" in done.output) == (0, True), done.output
