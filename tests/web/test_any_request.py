"""Whatever is asked of whichever page, nobody gets an error of ours: the routes are taken from the application itself.

Half of it is asked by a stranger with a chat of their own, half by an officer who sits at the console, where there are rows to ask for.
"""

from __future__ import annotations

import asyncio
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any
from uuid import uuid4

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from bot.app import App
from bot.channels.web.adapter import WebChat
from bot.gateways.health import HealthGateway
from bot.gateways.pages import PageGateway
from tests.web.conftest import SECRET
from tests.web.console import enter_desks
from web.app import create_app
from web.console.lists.pages import PAGES
from web.console.session import COOKIE, FLASH, HOME
from web.console.taps import DONE_BY

MANY, IN_A_RUN = 100_000, 5_000
AT_ONCE = 16
ODD = (
    "9" * 20,
    "-1",
    "0",
    "1.5",
    "%00",
    "%ff%fe",
    "%ed%a0%80",
    "..",
    "%2e%2e%2f",
    "'",
    '"><b>',
    "馆",
    "x" * 3000,
    "null",
    " ",
)
WORDS = (
    "id",
    "text",
    "choice",
    "up_to",
    "link",
    "login",
    "password",
    "code",
    "number",
    "token",
    "after",
    "from",
    "before",
    "act",
    "tap",
    "need",
    "expert",
    "key",
    "back",
    "page",
    "scope",
    "deed",
    "query",
    "name",
    "shared",
    "drop",
    "q",
    "only",
    "what",
    "reason",
    "state",
    "sort",
)
VALUES: tuple[Any, ...] = (
    "你好",
    "",
    None,
    True,
    -1,
    10**30,
    1.5,
    [],
    {},
    [[]],
    "\ud800",
    "\x00",
    "=1+1",
    "<b>",
    "确认",
    "9" * 20,
    1,
    "1",
    "/console",
    "assign",
    "undo",
    "queue:need",
    "2026-03-02",
)
NAMES = (*DONE_BY, *PAGES, "warn", "revoke", "suspend", "confirm")
"""What stands in addresses of the console."""
DEEP = b"[" * 20_000
SAID_COOKIES = ("", "x", "bnVsbA==", "eyJ0ZXh0IjogMX0=", urlsafe_b64encode(DEEP[:9000]).decode(), "\xff")
KINDS = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=b",
    "multipart/form-data",
    "text/plain",
    "image/png",
    "",
    "application/json; charset=utf-16",
)
METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS")
FILES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"%PDF-1.7",
    b"PK\x03\x04",
    b"GIF89a",
    b"RIFF\0\0\0\0WEBP",
    b"",
    b"\0" * 64,
)


@dataclass(frozen=True)
class Asked:
    """A request, as the fuzz makes it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


def pages(app: App) -> Starlette:
    health = HealthGateway(app.inbound)
    return create_app(WebChat(PageGateway(app.inbound), ()), health=health, monitors=("127.0.0.1",))


class Chance:
    """Requests by chance: a route of the application, its blanks filled in well or oddly, and any body."""

    def __init__(self, seed: int, routes: list[Route], home: str) -> None:
        self.random, self.home = Random(seed), home
        self.routes = {
            True: [route for route in routes if route.path.startswith(HOME) and route.path != f"{HOME}/out"],
            False: routes,
        }

    def request(self) -> Asked:
        pick = self.random.choice
        at_desk = self.random.random() < 0.5
        route = pick(self.routes[at_desk])
        method = pick(sorted(route.methods or {"GET"})) if self.random.random() < 0.7 else pick(METHODS)
        path = "/".join(self._part(part) for part in route.path.split("/"))
        query = f"?{pick(WORDS)}={pick(ODD)}" if self.random.random() < 0.3 else ""
        kind = pick(KINDS)
        headers = {
            "Content-Type": kind,
            "Accept": pick(("text/html", "*/*", "")),
            "Last-Event-ID": pick(("", "9" * 20, "x")),
        }
        if self.random.random() < 0.8:
            headers["Sec-Fetch-Site"] = "same-origin"
        if at_desk:
            headers["Cookie"] = f"{COOKIE}=lin.{SECRET}; {FLASH}={pick(SAID_COOKIES)}"
        return Asked(
            method,
            path.replace("%", "%25") + query if "%" not in path else path + query,
            headers,
            self._body(kind),
        )

    def _part(self, part: str) -> str:
        if not part.startswith("{"):
            return part
        well = self.random.random() < 0.7
        if part == "{slot}" and well:
            return self.home.split("/")[2]
        if well:
            return self.random.choice(NAMES if part in ("{what}", "{code}") else ("1", "2", "3"))
        return self.random.choice((*ODD, str(uuid4())))

    def _body(self, kind: str) -> bytes:
        if self.random.random() < 0.02:
            return DEEP
        if self.random.random() < 0.2:
            return self.random.randbytes(self.random.randrange(200))
        told = {
            self.random.choice(WORDS): self.random.choice(VALUES) for _ in range(self.random.randrange(4))
        }
        if self.random.random() < 0.5:
            told["id"] = str(uuid4())
        if kind.startswith("multipart"):
            content = self.random.choice(FILES) + self.random.randbytes(self.random.randrange(100))
            name = self.random.choice((*WORDS, "file"))
            return (
                b'--b\r\nContent-Disposition: form-data; name="'
                + name.encode()
                + b'"; filename="f"\r\n\r\n'
                + content
                + b"\r\n--b--\r\n"
            )
        if kind.endswith("urlencoded"):
            return "&".join(f"{name}={value}" for name, value in told.items()).encode("utf-8", "replace")
        return json.dumps(told if self.random.random() < 0.9 else self.random.choice(VALUES)).encode()


def routes_of(app: Starlette) -> list[Route]:
    return [route for route in app.routes if isinstance(route, Route)]


def endless(asked: Asked, home: str) -> bool:
    """The stream of one's own chat ends when its page does."""
    return asked.path.partition("?")[0] == f"{home}stream"


async def asked_of(app: Starlette, seed: int, count: int) -> list[tuple[int, Asked]]:
    """What was answered with an error of ours. So many are asked at once as would wait for each other in earnest."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=("127.0.0.1", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://yiqi.test") as client:
        home = (await client.get("/chat/")).headers["location"]
        chance = Chance(seed, routes_of(app), home)
        all_asked = (asked for asked in _many(chance, count) if not endless(asked, home))
        answers: list[tuple[int, Asked]] = []
        while group := list(islice(all_asked, AT_ONCE)):
            answers += await asyncio.gather(*(_status(client, asked) for asked in group))
    return [(status, asked) for status, asked in answers if status >= 500]


async def _status(client: httpx.AsyncClient, asked: Asked) -> tuple[int, Asked]:
    """What is answered; 0 where no client could ask so."""
    try:
        request = client.build_request(asked.method, asked.path, headers=asked.headers, content=asked.body)
    except (httpx.InvalidURL, UnicodeEncodeError):
        return 0, asked
    return (await client.send(request)).status_code, asked


def _many(chance: Chance, count: int) -> Iterator[Asked]:
    for _ in range(count):
        yield chance.request()


def test_no_request_meets_an_error_of_ours(sqlite_app: App) -> None:
    enter_desks(sqlite_app)
    assert asyncio.run(asked_of(pages(sqlite_app), 1, 400)) == []


def test_passwords_are_tried_at_once_in_whichever_loop(sqlite_app: App) -> None:
    tried = Asked("POST", "/staff/", {"Content-Type": "application/x-www-form-urlencoded"}, b"login=lin")

    async def three() -> list[int]:
        transport = httpx.ASGITransport(
            app=pages(sqlite_app), raise_app_exceptions=False, client=("127.0.0.1", 1)
        )
        async with httpx.AsyncClient(transport=transport, base_url="http://yiqi.test") as client:
            return [status for status, _ in await asyncio.gather(*(_status(client, tried) for _ in range(3)))]

    enter_desks(sqlite_app)
    assert [asyncio.run(three()) for _ in range(2)] == [[403] * 3] * 2


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(2, 2 + MANY // IN_A_RUN))
def test_a_hundred_thousand_requests(sqlite_app: App, seed: int) -> None:
    """In runs of five thousand, each of which may be repeated by itself."""
    enter_desks(sqlite_app)
    assert asyncio.run(asked_of(pages(sqlite_app), seed, IN_A_RUN)) == []
