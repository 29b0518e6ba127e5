"""Whatever is asked of whichever page, nobody gets an error of ours: the routes are taken from the application itself."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
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
from web.app import create_app

MANY = 100_000
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
)
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
        self.random, self.routes, self.home = Random(seed), routes, home

    def request(self) -> Asked:
        pick = self.random.choice
        route = pick(self.routes)
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
        return Asked(
            method,
            path.replace("%", "%25") + query if "%" not in path else path + query,
            headers,
            self._body(kind),
        )

    def _part(self, part: str) -> str:
        if not part.startswith("{"):
            return part
        own = part == "{slot}" and self.random.random() < 0.7
        return self.home.split("/")[2] if own else self.random.choice((*ODD, str(uuid4()), "1"))

    def _body(self, kind: str) -> bytes:
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
    """What was answered with an error of ours."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=("127.0.0.1", 1))
    found = []
    async with httpx.AsyncClient(transport=transport, base_url="http://yiqi.test") as client:
        home = (await client.get("/chat/")).headers["location"]
        chance = Chance(seed, routes_of(app), home)
        for asked in _many(chance, count):
            if endless(asked, home):
                continue
            try:
                request = client.build_request(
                    asked.method, asked.path, headers=asked.headers, content=asked.body
                )
            except (httpx.InvalidURL, UnicodeEncodeError):
                continue
            answer = await client.send(request)
            if answer.status_code >= 500:
                found.append((answer.status_code, asked))
    return found


def _many(chance: Chance, count: int) -> Iterator[Asked]:
    for _ in range(count):
        yield chance.request()


def test_no_request_meets_an_error_of_ours(sqlite_app: App) -> None:
    assert asyncio.run(asked_of(pages(sqlite_app), 1, 400)) == []


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_hundred_thousand_requests(sqlite_app: App, tmp_path: Path) -> None:
    assert asyncio.run(asked_of(pages(sqlite_app), 2, MANY)) == []
