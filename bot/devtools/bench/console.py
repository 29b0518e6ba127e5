"""Every page over a register of any size: how long it takes, how many statements, how many bytes gzipped."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import event
from starlette.applications import Starlette
from starlette.types import Message

from bot.app import App
from bot.channels.web.adapter import WebChat
from bot.clock import StoppedClock
from bot.devtools.bench.register import FIRST, NOW, SECRET, SLOT, filled
from bot.devtools.opened import open_app
from bot.gateways.pages import PageGateway
from web.app import create_app
from web.console.session import COOKIE
from web.slots import SECRET as CHAT_COOKIE

ROUNDS = 20
PATIENCE_MS = 10_000
"""A page that takes so long is asked for less often; two times at least."""
CONSOLE = (
    "",
    "/queue/need",
    "/needs",
    "/needs?look=board",
    "/needs?state=unanswered&place=440802",
    "/needs?q=蓝湾",
    "/needs?q=李明达",
    "/needs?after=20000",
    "/experts",
    "/experts?q=lmd",
    "/experts?domain=tax&free=1",
    "/experts?state=suspended",
    "/stations",
    "/firms",
    "/firms?q=食品",
    "/diaries",
    "/diaries?since=2026-02-01",
    "/diaries?q=李明达",
    "/diaries?place=440881",
    "/applications",
    "/publicity",
    "/cases",
    "/activities",
    "/people/{person}",
    "/people/{person}/erase",
    "/firms/{firm}",
    "/needs/{need}",
    "/search?q=李明",
    "/search?q=lmd",
    "/search?q=1234",
    "/figures",
    "/years",
    "/notices",
    "/audit",
    "/undelivered",
)
PUBLIC = (
    "/experts",
    "/experts?q=李明达",
    "/experts?q=合同",
    "/experts?domain=tax&place=湛江",
    "/experts?place=甘肃&domain=talent",
    "/experts?after=900000",
    "/stations",
    "/stations?q=产业园",
    "/services",
    "/events",
    "/courses",
    "/news",
    "/publicity",
    "/v",
    "/v?number=QS-P-2026-00017-R",
    "/statistics",
    "/guide",
    "/privacy",
    "/accessibility",
    "/chat/{slot}/",
)
KNOWN = {"person": FIRST + 5, "firm": FIRST + 5, "need": 1, "slot": SLOT}


def measure(people: int, diaries: int, database: Path | None = None) -> dict[str, Any]:
    """The figures of each page, for an officer of a prefecture that has a fifth of all, and for everybody.

    `database`: a file that is filled where it is not there yet, and kept.
    """
    with TemporaryDirectory(prefix="yiqi-bench-") as folder:
        path = database or Path(folder) / "bench.db"
        started = perf_counter()
        if not path.exists():
            filled(path, people, diaries)
        built = perf_counter() - started
        app = open_app(f"sqlite:///{path}", clock=StoppedClock(NOW))
        found = asyncio.run(_all(app))
        app.close()
        size = path.stat().st_size
    return {
        "people": people,
        "diaries": diaries,
        "build_s": round(built, 1),
        "file_mb": size >> 20,
        "pages": found,
    }


async def _all(app: App) -> list[dict[str, Any]]:
    counted = [0]

    @event.listens_for(app.database.engine, "before_cursor_execute")
    def _one_more(*_: Any) -> None:
        counted[0] += 1

    pages = create_app(WebChat(PageGateway(app.inbound)))
    addresses = (*(f"/console{path}" for path in CONSOLE), *PUBLIC)
    return [await _of(pages, address.format_map(KNOWN), counted) for address in addresses]


async def _of(pages: Starlette, address: str, counted: list[int]) -> dict[str, Any]:
    """Asked for once before it is measured: what a process reads once, or reckons for all, is said beside it."""
    started = perf_counter()
    await get(pages, address)
    first = (perf_counter() - started) * 1000
    took, worked = list[float](), list[float]()
    status, body = 0, b""
    while len(took) < ROUNDS and (len(took) < 2 or sum(took) < PATIENCE_MS):
        counted[0] = 0
        started, busy = perf_counter(), process_time()
        status, body = await get(pages, address)
        took.append((perf_counter() - started) * 1000)
        worked.append((process_time() - busy) * 1000)
    if status != 200:
        raise RuntimeError(f"{address} answered {status}")
    return {
        "page": address,
        "first_ms": round(first, 1),
        "p50_ms": round(sorted(took)[len(took) // 2], 1),
        "p95_ms": round(quantiles(took, n=20)[-1], 1),
        "cpu_ms": round(sorted(worked)[len(worked) // 2], 1),
        "queries": counted[0],
        "kb": round(len(gzip.compress(body)) / 1024, 1),
    }


async def get(pages: Starlette, address: str) -> tuple[int, bytes]:
    """One page, asked for without a network."""
    path, _, query = address.partition("?")
    cookies = f"{COOKIE}={SLOT}.{SECRET}; {CHAT_COOKIE}={SECRET}"
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"cookie", cookies.encode()), (b"accept", b"text/html")],
        "client": ("127.0.0.1", 1),
        "scheme": "http",
        "server": ("127.0.0.1", 80),
    }
    status, parts = 0, list[bytes]()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)
        parts.append(message.get("body", b""))

    await pages(scope, receive, send)
    return status, b"".join(parts)
