"""The application's own chats, driven: web pages over HTTP, and the terminal in the process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import uuid4

import httpx
from sqlalchemy import update

from bot.app import App
from bot.channels.contract import Channel
from bot.channels.terminal.adapter import Terminal
from bot.channels.web.adapter import WebChat, hashed
from bot.devtools.drivers.contract import PLAIN, Manner
from bot.gateways.pages import PageGateway
from handlers.message import Choice, Incoming, Reply
from storage.tables import Account
from web.slots import SECRET

PASSWORD = "a-secret-of-the-conformance-suite"


class OwnDriver:
    """What the two have in common: nothing is on the other side, and choices are found among what is shown."""

    name = ""

    @contextmanager
    def open(self) -> Iterator[None]:
        yield

    def channel(self, address: str) -> Channel | None:
        self.address = address
        return None

    def ready(self, app: App) -> None:
        self.app = app
        self.chat = WebChat(PageGateway(app.inbound))

    def account(self, name: str) -> str:
        return name

    def shown(self, name: str) -> list[Reply]:
        raise NotImplementedError

    def fail_next(self, trouble: str) -> None:
        raise NotImplementedError("nobody refuses our own messages")

    def find(self, name: str, caption: str) -> Choice:
        """The newest choice of this caption."""
        choices = [choice for reply in reversed(self.shown(name)) for choice in reply.choices]
        for choice in choices:
            if choice.label == caption:
                return choice
        raise LookupError(caption)


class TerminalDriver(OwnDriver):
    """`bot.channels.terminal.adapter`."""

    name = "terminal"

    def __init__(self) -> None:
        self._seen: dict[str, list[Reply]] = {}
        self._last: dict[str, Incoming] = {}

    def say(self, name: str, text: str, copies: int = 1, manner: Manner = PLAIN) -> None:
        self._send(name, Incoming(self.name, name, uuid4().hex, text, written_at=manner.written), copies)

    def choose(self, name: str, caption: str) -> None:
        choice = self.find(name, caption)
        self._send(name, Incoming(self.name, name, uuid4().hex, choice.label, choice.token))

    def send_phone(self, name: str, phone: str) -> None:
        self._send(name, Incoming(self.name, name, uuid4().hex, contact=phone))

    def send_place(self, name: str, latitude: float, longitude: float) -> None:
        self._send(name, Incoming(self.name, name, uuid4().hex, location=(latitude, longitude)))

    def send_photo(self, name: str, content: bytes) -> None:
        raise NotImplementedError("a terminal shows and sends no pictures")

    def again(self, name: str) -> None:
        Terminal(self.app.inbound, name).send(self._last[name])

    def shown(self, name: str) -> list[Reply]:
        return self._seen.get(name, [])

    def _send(self, name: str, incoming: Incoming, copies: int = 1) -> None:
        self._last[name] = incoming
        with ThreadPoolExecutor(copies) as threads:
            sent = [threads.submit(Terminal(self.app.inbound, name).send, incoming) for _ in range(copies)]
        self._seen.setdefault(name, []).extend(sent[0].result().replies)


class WebDriver(OwnDriver):
    """The web chat: posts over HTTP, lines as the page's stream gets them."""

    name = "web"

    def __init__(self) -> None:
        self._last: dict[str, dict[str, str]] = {}

    def say(self, name: str, text: str, copies: int = 1, manner: Manner = PLAIN) -> None:
        self._post(name, {"id": str(uuid4()), "text": text}, copies)

    def choose(self, name: str, caption: str) -> None:
        choice = self.find(name, caption)
        self._post(name, {"id": str(uuid4()), "text": choice.label, "choice": choice.token})

    def send_phone(self, name: str, phone: str) -> None:
        self.say(name, phone)

    def send_place(self, name: str, latitude: float, longitude: float) -> None:
        raise NotImplementedError("the page asks for no place")

    def send_photo(self, name: str, content: bytes) -> None:
        with self._client(name) as client:
            files = {"file": ("photo.jpg", content, "image/jpeg")}
            client.post("files", data={"id": str(uuid4())}, files=files).raise_for_status()

    def again(self, name: str) -> None:
        self._post(name, self._last[name])

    def shown(self, name: str) -> list[Reply]:
        entries = asyncio.run(self.chat.entries(name, -1))
        return [entry.reply for entry in entries if entry.side == "bot"]

    def _post(self, name: str, body: dict[str, str], copies: int = 1) -> None:
        self._last[name] = body
        with self._client(name) as client, ThreadPoolExecutor(copies) as threads:
            for answer in threads.map(lambda _: client.post("messages", json=body), range(copies)):
                answer.raise_for_status()

    def _client(self, name: str) -> httpx.Client:
        self._let_in(name)
        return httpx.Client(base_url=f"{self.address}/chat/{name}/", cookies={SECRET: PASSWORD}, timeout=20)

    def _let_in(self, name: str) -> None:
        secret = update(Account).where(Account.channel == "web", Account.external_id == name)
        self.app.database.write(
            lambda work: work.connection.execute(secret.values(secret_hash=hashed(PASSWORD)))
        ).result()
