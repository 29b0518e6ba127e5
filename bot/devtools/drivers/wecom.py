"""Members of a company on 企业微信, without its limits to a member: those have tests of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from pydantic import SecretStr

from bot.app import App
from bot.channels.contract import Channel
from bot.channels.wecom.adapter import WeCom
from bot.channels.wecom.settings import WeComSettings
from bot.devtools.drivers.contract import PLAIN, Manner
from bot.devtools.drivers.numbered import seen, to_type
from bot.devtools.drivers.tencent import written
from bot.devtools.fakes.serving import served
from bot.devtools.fakes.tencent import Now, fault
from bot.devtools.fakes.wecom import UNSEEN, Application, Card, FakeWeCom, Member
from handlers.message import Choice, Reply

MANY = 1_000_000
PATIENCE = 60.0


class WeComDriver:
    """`bot.devtools.drivers.contract.VendorDriver` with the fake platform."""

    name = "wecom"

    def __init__(self, now: Now) -> None:
        self.fake = FakeWeCom(Application(), now, MANY, PATIENCE)
        self._last: dict[str, dict[str, Any]] = {}

    @contextmanager
    def open(self) -> Iterator[None]:
        with served(self.fake.app()) as self._api:
            yield

    def channel(self, address: str) -> Channel:
        application = self.fake.application
        settings = WeComSettings(
            enabled=True,
            corp_id=application.corp_id,
            agent_id=application.agent_id,
            secret=SecretStr(application.secret),
            token=SecretStr(application.token),
            encoding_aes_key=SecretStr(application.key),
            api=self._api,
        )
        self.fake.callback = address + settings.path
        return WeCom(settings, ((MANY, timedelta(minutes=1)),), PATIENCE)

    def ready(self, app: App) -> None:
        if self.fake.verify().text != "echo-7":
            raise RuntimeError("our side did not verify")

    def account(self, name: str) -> str:
        self.fake.members.setdefault(name, Member())
        return name

    def say(self, name: str, text: str, copies: int = 1, manner: Manner = PLAIN) -> None:
        self._did(name, written(text, manner, self.shown(name)), copies)

    def choose(self, name: str, caption: str) -> None:
        """A tap where there is a button, else what stands for it in the text."""
        cards = list(reversed(self._cards(name)))
        buttons = [one for card in cards for one in card.buttons] + [
            one for card in cards for one in card.captions
        ]
        found = [one for one in buttons if one == caption] + [one for one in buttons if caption in one]
        if found:
            self._last[name] = self.fake.tap(name, found[0])
        else:
            self.say(name, to_type(self.shown(name), caption))

    def send_photo(self, name: str, content: bytes) -> None:
        self.fake.media["photo"] = content
        self._did(name, {"MsgType": "image", "MediaId": "photo"})

    def send_place(self, name: str, latitude: float, longitude: float) -> None:
        self._did(name, {"MsgType": "location", "Location_X": str(latitude), "Location_Y": str(longitude)})

    def send_phone(self, name: str, phone: str) -> None:
        """There is no such button here: one types it."""
        self.say(name, phone)

    def again(self, name: str) -> None:
        self.fake.deliver(self._last[name])

    def shown(self, name: str) -> list[Reply]:
        return [_seen(text) for text in self._screen(name)]

    def fail_next(self, trouble: str) -> None:
        if trouble == "blocked":
            for member in self.fake.members.values():
                member.visible = False
        else:
            self.fake.platform.fail("message/send", **fault(trouble, errcode=40058))

    def _screen(self, name: str) -> list[str | Card]:
        return self.fake.members[name].screen

    def _cards(self, name: str) -> list[Card]:
        return [shown for shown in self._screen(name) if isinstance(shown, Card)]

    def _did(self, name: str, parts: dict[str, Any], copies: int = 1) -> None:
        self._last[name] = self.fake.body(name, parts)
        self.fake.deliver(self._last[name], copies)


def _seen(shown: str | Card) -> Reply:
    if isinstance(shown, str):
        return seen(shown.translate(UNSEEN))
    return Reply(shown.text, choices=tuple(Choice(caption, key) for caption, key in shown.buttons.items()))


VARIANTS = {"wecom": WeComDriver}
