"""`yiqi fake wechat|wecom`: be a vendor and its one person, to try a channel without an account at the vendor's."""

from __future__ import annotations

import json
import shlex
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import click
import requests

from bot.clock import SystemClock
from bot.devtools.fakes.serving import served
from bot.devtools.fakes.tencent import Platform
from bot.devtools.fakes.wechat import Account, FakeWeChat
from bot.devtools.fakes.wecom import Application, FakeWeCom, Member

YOU = "o-you"
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
SETTLES = timedelta(seconds=1)
"""How long one waits for what is pushed."""
HELP = (
    "直接打字 = 说话；/tap 选项、/click 菜单、/follow、/scan 码、/photo 文件、/voice 文字、/place 纬 经、"
    "/consent 模板、/revoke（令牌失效）、/fail 接口 错误码、/quit"
)

Do = Callable[..., object]


class Person(Protocol):
    """One person's side of a vendor: what they can do, by command, and what they have seen."""

    platform: Platform
    doing: dict[str, Do]

    def say(self, text: str) -> object: ...
    def seen(self) -> list[str]: ...


class WeChatPerson:
    """Somebody who follows the 公众号."""

    def __init__(self, fake: FakeWeChat) -> None:
        self.fake, self.platform = fake, fake.platform
        self.doing: dict[str, Do] = {
            "click": lambda key: fake.event(YOU, "CLICK", EventKey=key),
            "follow": lambda: fake.event(YOU, "subscribe", EventKey=""),
            "scan": lambda code: fake.event(YOU, "SCAN", EventKey=code),
            "consent": lambda template: fake.answer_popup(YOU, template),
            "voice": lambda said="": fake.message(YOU, "voice", MediaId="v", Recognition=said),
            "place": lambda north, east: fake.message(YOU, "location", Location_X=north, Location_Y=east),
            "photo": self._photo,
        }

    def say(self, text: str) -> object:
        return self.fake.say(YOU, text)

    def seen(self) -> list[str]:
        return self.fake.followers[YOU].seen if YOU in self.fake.followers else []

    def _photo(self, file: str) -> object:
        self.fake.media["m"] = Path(file).read_bytes()
        return self.fake.message(YOU, "image", MediaId="m")


class WeComPerson:
    """A member of the company."""

    def __init__(self, fake: FakeWeCom) -> None:
        self.fake, self.platform = fake, fake.platform
        fake.members[YOU] = Member()
        self.doing: dict[str, Do] = {
            "tap": lambda caption: fake.tap(YOU, caption),
            "click": lambda key: fake.event(YOU, "click", EventKey=key),
            "follow": lambda: fake.event(YOU, "subscribe"),
            "voice": lambda: fake.message(YOU, "voice", MediaId="v"),
            "place": lambda north, east: fake.message(YOU, "location", Location_X=north, Location_Y=east),
            "photo": self._photo,
        }

    def say(self, text: str) -> None:
        self.fake.say(YOU, text)

    def seen(self) -> list[str]:
        return self.fake.members[YOU].seen

    def _photo(self, file: str) -> None:
        self.fake.media["m"] = Path(file).read_bytes()
        self.fake.message(YOU, "image", MediaId="m")


def wechat(port: int, callback: str, encrypted: bool) -> None:
    """A 公众号 with one follower."""
    fake = FakeWeChat(Account(key=KEY if encrypted else ""), SystemClock().now)
    fake.callback = callback
    account = fake.account
    settings = {"app_id": account.app_id, "secret": account.secret, "token": account.token}
    with served(fake.app(), port) as api:
        _settings(
            "wechat",
            settings
            | {"encoding_aes_key": account.key, "plain": not encrypted, "template": "TEMPLATE", "api": api},
        )
        _talk(WeChatPerson(fake))


def wecom(port: int, callback: str) -> None:
    """An application of 企业微信 with one member."""
    fake = FakeWeCom(Application(), SystemClock().now)
    fake.callback = callback
    app = fake.application
    settings: dict[str, str | int] = {"corp_id": app.corp_id, "agent_id": app.agent_id, "secret": app.secret}
    with served(fake.app(), port) as api:
        _settings("wecom", settings | {"token": app.token, "encoding_aes_key": app.key, "api": api})
        _talk(WeComPerson(fake))


def _settings(name: str, settings: Mapping[str, str | int]) -> None:
    click.echo(f"把下面这一节写进 config.toml，再运行 yiqi serve：\n\n[{name}]\nenabled = true")
    for setting, value in settings.items():
        click.echo(f"{setting} = {json.dumps(value)}")
    click.echo(f"\n{HELP}")


def _talk(person: Person) -> None:
    read = 0
    while (line := _typed()) != "/quit":
        try:
            _act(person, line)
        except (LookupError, TypeError, OSError, ValueError, requests.RequestException) as error:
            click.echo(f"没有办成：{type(error).__name__} {error}")
        time.sleep(SETTLES.total_seconds())
        for shown in person.seen()[read:]:
            click.echo(click.style("益企> ", fg="cyan") + shown)
        read = len(person.seen())


def _typed() -> str:
    try:
        return str(click.prompt("您", prompt_suffix="> ", default="", show_default=False)).strip()
    except click.Abort:
        return "/quit"


def _act(person: Person, line: str) -> None:
    if not line.startswith("/"):
        person.say(line)
        return
    command, *given = shlex.split(line[1:])
    if command == "revoke":
        person.platform.tokens.revoke()
    elif command == "fail":
        person.platform.fail(given[0], errcode=int(given[1]))
    elif command in person.doing:
        person.doing[command](*given)
    else:
        click.echo(HELP)
