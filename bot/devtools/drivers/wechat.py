"""People on a 公众号. They are reached as if each had just written: the windows have tests of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from pydantic import SecretStr

from bot.app import App
from bot.channels.contract import Channel
from bot.channels.wechat.adapter import WeChat
from bot.channels.wechat.settings import WeChatSettings
from bot.devtools.drivers.contract import PLAIN, Manner
from bot.devtools.drivers.numbered import seen, to_type
from bot.devtools.drivers.tencent import written
from bot.devtools.fakes.serving import served
from bot.devtools.fakes.tencent import Now, fault
from bot.devtools.fakes.wechat import Account, FakeWeChat
from handlers.message import Reply

FOR_EVER = (1_000_000, timedelta(days=10_000))
WINDOWS = {"message": FOR_EVER, "touch": FOR_EVER}
PATIENCE = 60.0
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


class WeChatDriver:
    """`bot.devtools.drivers.contract.VendorDriver` with the fake platform, encrypted or not."""

    name = "wechat"

    def __init__(self, now: Now, encrypted: bool) -> None:
        self.fake = FakeWeChat(Account(key=KEY if encrypted else ""), now, WINDOWS, PATIENCE)
        self._last: dict[str, dict[str, Any]] = {}

    @contextmanager
    def open(self) -> Iterator[None]:
        with served(self.fake.app()) as self._api:
            yield

    def channel(self, address: str) -> Channel:
        account = self.fake.account
        settings = WeChatSettings(
            enabled=True,
            app_id=account.app_id,
            secret=SecretStr(account.secret),
            token=SecretStr(account.token),
            encoding_aes_key=SecretStr(account.key),
            menu=False,
            api=self._api,
        )
        self.fake.callback = address + settings.path
        self._ours = WeChat(settings, WINDOWS, PATIENCE)
        return self._ours

    def ready(self, app: App) -> None:
        if self.fake.verify().text != "echo-7":
            raise RuntimeError("our side did not verify")

    def account(self, name: str) -> str:
        if name not in self.fake.followers:
            self.fake.open_window(name)
            self._ours.open_window(name)
        return name

    def say(self, name: str, text: str, copies: int = 1, manner: Manner = PLAIN) -> None:
        self._did(name, written(text, manner, self.shown(name)), copies)

    def choose(self, name: str, caption: str) -> None:
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
        self.fake.post(self._last[name]).raise_for_status()

    def shown(self, name: str) -> list[Reply]:
        return [seen(text) for text in self.fake.followers[name].seen]

    def fail_next(self, trouble: str) -> None:
        if trouble == "blocked":
            for follower in self.fake.followers.values():
                follower.windows.clear()
        else:
            self.fake.platform.fail("message/custom/send", **fault(trouble, errcode=45002))

    def _did(self, name: str, parts: dict[str, Any], copies: int = 1) -> None:
        self._last[name] = self.fake.body(name, parts)
        self.fake.deliver(self._last[name], copies)


VARIANTS = {
    "wechat": lambda now: WeChatDriver(now, encrypted=False),
    "wechat-encrypted": lambda now: WeChatDriver(now, encrypted=True),
}
