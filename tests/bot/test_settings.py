"""Every setting is explained in `config.example.toml`, and what it says is the default."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import settings
from bot.commands import main

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def test_the_example_explains_every_setting() -> None:
    example = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    assert example == settings.load(EXAMPLE).model_dump(mode="json")
    assert example.keys() == settings.with_channels().model_fields.keys()


def test_every_setting_is_explained_in_both_languages() -> None:
    explained = ""
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            explained += line
        elif setting := re.match(r"\w+(?= =)", line):
            assert re.search(r"[\u4e00-\u9fff]{2}", explained), f"{setting[0]}: no Chinese"
            assert len(re.findall(r"\b[a-z]{2,}\b", explained)) >= 3, f"{setting[0]}: no English"
        elif not line:
            explained = ""


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("", "@BotFather"),
        ("token = 'hello'", "不像机器人的令牌"),
        ("webhook = 'http://yiqi.cn/telegram'", "HTTPS"),
        ("webhook = 'https://yiqi.cn'", "带路径"),
        ("webhook = 'https://yiqi.cn:9999/telegram'", "8443"),
        ("webhook = 'https://yiqi.cn/telegram'\nwebhook_secret = 'short'", "openssl rand"),
        ("library = 'telebot'", "library"),
    ],
)
def test_a_channel_switched_on_half_is_told_where_the_rest_is(tmp_path: Path, lines: str, said: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"[telegram]\nenabled = true\n{lines}\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["--config", str(file), "config", "check"])
    assert done.exit_code == 1
    assert said in done.output


def test_nothing_is_served_with_a_channel_half_set(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(
        f"database = 'sqlite:///{tmp_path}/yiqi.db'\n[telegram]\nenabled = true\n", encoding="utf-8"
    )
    done = CliRunner().invoke(main, ["--config", str(file), "serve"])
    assert done.exit_code == 1
    assert "@BotFather" in done.output


def test_a_secret_is_not_said(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[telegram]\nenabled = true\ntoken = 'my-secret'\nwebhook = 3\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["--config", str(file), "config", "check"])
    assert "my-secret" not in done.output + repr(done.exception)
    file.write_text("[telegram]\nenabled = true\ntoken = 'my-secret'\n", encoding="utf-8")
    assert "my-secret" not in repr(settings.load(file))


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
