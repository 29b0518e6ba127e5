"""Every setting is explained in `config.example.toml`, and what it says is the default."""

from __future__ import annotations

import re
import socket
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import settings
from bot.commands import main
from matching.meaning import QUICK, Encoder

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


@pytest.mark.usefixtures("own_keys")
def test_the_example_explains_every_setting() -> None:
    example = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    assert example == settings.load(EXAMPLE).model_dump(mode="json", exclude_none=True)
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


def test_an_encoder_that_is_not_installed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Encoder, "installed", property(lambda encoder: encoder is QUICK))
    file = tmp_path / "config.toml"
    file.write_text("[matching]\nmeaning = 'fine'\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["--config", str(file), "config", "check"])
    assert (done.exit_code, "yiqi[fine]" in done.output) == (1, True), done.output
    file.write_text("[matching]\nmeaning = 'auto'\n", encoding="utf-8")
    assert settings.load(file).encoder is QUICK


def test_without_sentence_vectors_there_is_no_encoder() -> None:
    assert settings.Settings(semantic=False, matching=settings.Matching(meaning="quick")).encoder is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("port = 'x'", "port"),
        ("[limits]\nmesages = [1, 2]", "mesages"),
        ("[limits]\nfiles = [5, 0]", "files 要大于零"),
        ("colour = 1", "colour"),
        ("port = ", "有错"),
        ("pack = 'mars'", "mars"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["--config", str(file), "config", "check"])
    assert done.exit_code == 1
    assert said in done.output


UNSAFE = {
    "open to all without HTTPS": ("host = '0.0.0.0'\nsecure_cookies = false", "secure_cookies"),
    "no such port": ("port = 70000", "port"),
    "no port": ("port = 0", "port"),
    "believing everybody": ("proxies = ['*']", "proxies"),
    "believing the internet": ("proxies = ['0.0.0.0/0']", "proxies"),
    "unknown database": ("database = 'mysql://yiqi:my-secret@db/yiqi'", "mysql"),
    "no address at all": ("database = 'my-secret'", "database"),
    "missing folder": ("database = 'sqlite:////nowhere/at/all/yiqi.db'", "没有文件夹 /nowhere/at/all"),
    "password in the query": ("database = 'postgresql+psycopg://db/yiqi?password=my-secret'", "问号后面"),
    "short password": ("database = 'postgresql+psycopg://yiqi:short@db/yiqi'", "密码太短"),
    "plain WeChat": ("[wechat]\nenabled = true", "plain = true"),
    "short token": ("[wechat]\nenabled = true\ntoken = 'abc1234'", "wechat.token"),
    "API without HTTPS": ("[wechat]\nenabled = true\napi = 'http://api.weixin.qq.com'", "wechat.api"),
    "API of no scheme": ("[wecom]\nenabled = true\napi = 'api.weixin.qq.com'", "wecom.api"),
    "API of another scheme": ("[telegram]\nenabled = true\napi = 'ftp://127.0.0.1'", "telegram.api"),
}


@pytest.mark.parametrize("case", UNSAFE)
def test_what_is_unsafe_is_refused(tmp_path: Path, case: str) -> None:
    lines, said = UNSAFE[case]
    file = tmp_path / "config.toml"
    file.write_text(lines, encoding="utf-8")
    done = CliRunner().invoke(main, ["--config", str(file), "config", "check"])
    assert (done.exit_code, said in done.output) == (1, True), done.output
    assert "my-secret" not in done.output


SAFE = {
    "behind a proxy": "host = '0.0.0.0'\nproxies = ['10.0.0.5', '172.16.0.0/12']",
    "on this machine": "host = '127.0.0.1'\nsecure_cookies = false",
    "PostgreSQL": "database = 'postgresql+psycopg://yiqi:my-secret@db/yiqi?sslmode=require'",
    "the vendor's fake": "[telegram]\nenabled = true\ntoken = '1234567:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc'\n"
    "api = 'http://127.0.0.1:8081'",
}


@pytest.mark.parametrize("case", SAFE)
def test_what_is_safe_passes_and_no_secret_is_said(tmp_path: Path, case: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(SAFE[case], encoding="utf-8")
    done = CliRunner().invoke(main, ["--config", str(file), "config", "check"])
    assert (done.exit_code, "没有问题" in done.output) == (0, True), done.output
    assert "my-secret" not in done.output


def test_what_is_unsafe_is_not_served(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(UNSAFE["open to all without HTTPS"][0], encoding="utf-8")
    done = CliRunner().invoke(main, ["--config", str(file), "serve"])
    assert (done.exit_code, "secure_cookies" in done.output) == (1, True), done.output


def test_a_port_that_is_taken_is_said_in_a_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        file = tmp_path / "config.toml"
        port = taken.getsockname()[1]
        file.write_text(
            f"database = 'sqlite:///{tmp_path}/yiqi.db'\nport = {port}\nsemantic = false\n", "utf-8"
        )
        done = CliRunner().invoke(main, ["--config", str(file), "serve"])
    assert "先停掉占用它的程序" in f"{done.output}{done.exception}"
    assert isinstance(done.exception, SystemExit)


def test_no_password_is_taken_from_the_command_line() -> None:
    done = CliRunner().invoke(main, ["db", "move", "--to", "postgresql+psycopg://yiqi:my-secret@db/yiqi"])
    assert (done.exit_code, "YIQI_MOVE_TO" in done.output) == (1, True), done.output


def test_good_settings_pass() -> None:
    done = CliRunner().invoke(main, ["--config", str(EXAMPLE), "config", "check"])
    assert (done.exit_code, "没有问题" in done.output) == (0, True), done.output


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("[sms.notices]\ncertifed = 'SMS_1'\n", "sms.notices：没有这种通知：certifed"),
        ("[email]\nkinds = ['digest', 'diary']\n", "email.kinds：没有这种通知：diary"),
    ],
)
def test_a_kind_of_notice_that_there_is_not_is_said(tmp_path: Path, table: str, said: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(table, encoding="utf-8")
    done = CliRunner().invoke(main, ["--config", str(file), "config", "check"])
    assert done.exit_code == 1
    assert said in done.output
