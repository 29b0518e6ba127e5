"""People on Telegram."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Literal

from pydantic import SecretStr

from bot.app import App
from bot.channels.contract import Channel
from bot.channels.telegram.settings import TelegramSettings
from bot.devtools.drivers.contract import PLAIN, Manner
from bot.devtools.fakes.serving import served
from bot.devtools.fakes.telegram import FakeTelegram, Fault
from bot.devtools.fakes.telegram_server import app_of
from handlers.message import Attachment, Choice, Reply

SECRET = "a-secret-of-the-driver"
PATH = "/telegram"
FAULTS = {
    "wait": Fault(429, "Too Many Requests: retry after 7", {"retry_after": 7}),
    "down": Fault(502, "Bad Gateway"),
    "blocked": Fault(403, "Forbidden: bot was blocked by the user"),
    "broken": Fault(400, "Bad Request: can't parse entities"),
    "lost": Fault(500, "Internal Server Error", done=True),
}


class TelegramDriver:
    """`bot.devtools.drivers.contract.VendorDriver` with the fake Bot API server."""

    name = "telegram"

    def __init__(self, library: Literal["ptb", "aiogram"], now: Callable[[], datetime] | None = None) -> None:
        self.library = library
        self.fake = FakeTelegram(now=now)
        self._people: dict[str, int] = {}
        self._last: dict[str, dict[str, Any]] = {}

    @contextmanager
    def open(self) -> Iterator[None]:
        with served(app_of(self.fake)) as self._api:
            yield

    def channel(self, address: str) -> Channel:
        self.fake.mail.url = ""
        settings = TelegramSettings(
            enabled=True,
            library=self.library,
            token=SecretStr(self.fake.token),
            webhook=address + PATH,
            webhook_secret=SecretStr(SECRET),
            api=self._api,
        )
        return settings.open()

    def ready(self, app: App) -> None:
        if not self.fake.wait(lambda: self.fake.mail.url):
            raise RuntimeError("the bot did not say where it listens")

    def account(self, name: str) -> str:
        self.fake.start(self.user(name))
        return str(self.user(name))

    def user(self, name: str) -> int:
        """The number of a person of this name."""
        return self._people.setdefault(name, 1001 + len(self._people))

    def say(self, name: str, text: str, copies: int = 1, manner: Manner = PLAIN) -> None:
        user = self.user(name)
        if manner.edits:
            return self._did(name, self.fake.edit(user, self.fake.said(user, manner.edits), text))
        if copies == 1:
            return self._did(name, self.fake.say(user, text, **self._parts(user, manner)))
        update = self.fake.update_of(user, text)
        with ThreadPoolExecutor(copies) as threads:
            list(threads.map(self.fake.mail.push, [update] * copies))
        return self._did(name, update)

    def _parts(self, user: int, manner: Manner) -> dict[str, Any]:
        """Of the message, what says how it was said."""
        date = {"date": int(manner.written.timestamp())} if manner.written else {}
        if not manner.replies_to:
            return date
        shown = [one for one in self.fake.shown(user) if manner.replies_to in one.get("text", "")]
        if not shown:
            raise LookupError(manner.replies_to)
        return date | {"reply_to_message": shown[-1]}

    def choose(self, name: str, caption: str) -> None:
        user = self.user(name)
        buttons = self.fake.captions(user)
        captions = buttons + [choice.label for reply in self.shown(name)[::-1] for choice in reply.choices]
        found = [one for one in captions if one == caption] + [one for one in captions if caption in one]
        if not found:
            raise LookupError(caption)
        self._did(name, self.fake.tap(user, found[0])) if found[0] in buttons else self.say(name, found[0])

    def send_photo(self, name: str, content: bytes) -> None:
        self._did(name, self.fake.send_photo(self.user(name), content))

    def send_place(self, name: str, latitude: float, longitude: float) -> None:
        place = {"latitude": latitude, "longitude": longitude}
        self._did(name, self.fake.say(self.user(name), location=place))

    def send_phone(self, name: str, phone: str) -> None:
        contact = {"phone_number": f"+86{phone}", "first_name": name, "user_id": self.user(name)}
        self._did(name, self.fake.say(self.user(name), contact=contact))

    def again(self, name: str) -> None:
        self.fake.mail.post(self._last[name])

    def shown(self, name: str) -> list[Reply]:
        return [_seen(message) for message in self.fake.shown(self.user(name))]

    def fail_next(self, trouble: str) -> None:
        self.fake.faults["sendMessage"].append(FAULTS[trouble])

    def _did(self, name: str, update: dict[str, Any]) -> None:
        if update in self.fake.mail.waiting:
            raise RuntimeError(f"the webhook answered {self.fake.mail.statuses[-1]}")
        self._last[name] = update


def _seen(message: dict[str, Any]) -> Reply:
    markup = message.get("reply_markup", {})
    rows = markup.get("inline_keyboard", markup.get("keyboard", ()))
    captions = [button["text"] for row in rows for button in row]
    text = message.get("text", "") or message.get("caption", "")
    sent = (
        [message["photo"][0]]
        if "photo" in message
        else [message["document"]]
        if "document" in message
        else []
    )
    files = tuple(Attachment(one["file_id"], "", one.get("file_size", 0)) for one in sent)
    return Reply(text, choices=tuple(Choice(caption, "") for caption in captions), files=files)


VARIANTS = {
    "telegram": lambda now: TelegramDriver("ptb", now),
    "telegram-aiogram": lambda now: TelegramDriver("aiogram", now),
}
