"""The console's pages over a register of any size: how long each takes, how many statements, how many bytes gzipped."""

from __future__ import annotations

import asyncio
import gzip
from datetime import datetime, timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, event, select
from starlette.applications import Starlette
from starlette.types import Message

from bot.app import App
from bot.channels.web.adapter import WebChat, hashed
from bot.clock import SHANGHAI, StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from bot.gateways.pages import PageGateway
from language import regions
from storage.search_terms import keep_all
from storage.tables import Account, Diary, Enterprise, Need
from storage.unit_of_work import UnitOfWork
from web.app import create_app
from web.console.session import COOKIE

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
SECRET = "bench-console-secret"
OFFICE = "440800"
ROUNDS = 20
FIRST = 100
"""Ids below are of people who were entered one by one."""
PAGES = (
    "",
    "/needs",
    "/needs?state=unanswered&place=440802",
    "/needs?q=蓝湾",
    "/experts",
    "/experts?q=lmd",
    "/experts?domain=tax&free=1",
    "/firms",
    "/diaries",
    "/diaries?since=2026-02-01",
    "/applications",
    "/cases",
    "/people/{person}",
    "/firms/{firm}",
    "/needs/{need}",
    "/search?q=李明",
    "/search?q=lmd",
    "/figures",
    "/audit",
    "/undelivered",
)
_N = "WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last}) {insert}"
_NAME = (
    "substr('李王张刘陈杨黄赵吴周', i % 10 + 1, 1)"
    " || substr('明建志玉海晓国家文德', i / 10 % 10 + 1, 1)"
    " || substr('达业远婷燕岚强杰彬才', i / 100 % 10 + 1, 1)"
)
_PLACE = "(SELECT code FROM bench_place WHERE place = CASE WHEN i % 5 THEN i % :places ELSE i / 5 % :own END)"
_REGISTER = (
    f"INSERT INTO person (id, name, consented_at, created_at) SELECT i, {_NAME}, :ago, :ago FROM n",
    "INSERT INTO expert (id, person_id, unit, domains, specialities, region, capacity, load)"
    f" SELECT i, i, '第' || (i % 500) || '事务所', CASE i % 3 WHEN 0 THEN '[\"tax\"]' ELSE '[\"law\"]' END, '', {_PLACE}, 3, i % 4 FROM n",
    "INSERT INTO qualification (id, holder, holder_id, pack, state, certified_on, until, next_due)"
    " SELECT i, 'expert', i, 'national-2023', 'active', '2025-01-01', '2028-01-01', '2026-06-01' FROM n",
)
_FIRMS = (
    "INSERT INTO enterprise (id, name, region, focus, created_at)"
    f" SELECT i, '湛江' || {_NAME} || '食品' || (i % 1000) || '厂', {_PLACE}, '[]', :ago FROM n",
    "INSERT INTO need (id, person_id, enterprise_id, text, domain, also, region, urgent, focus, state, created_at)"
    f" SELECT i, 1, i, (SELECT text FROM need WHERE id = 1), 'tax', '[]', {_PLACE}, 0, '[]',"
    " CASE WHEN i % 1000 = 0 THEN 'unanswered' ELSE 'rated' END, datetime(:ago, (i % 300) || ' days') FROM n",
)
_DIARIES = (
    "INSERT INTO diary (holder, holder_id, person_id, served_on, hours, enterprises, names, domains, outcome, result, state, recorded_at)"
    " SELECT 'expert', :first + i % :people, :first + i % :people, date('2026-03-01', '-' || (i % 700) || ' days'), 2.5, 3, '[]', '[\"tax\"]',"
    " (SELECT outcome FROM diary WHERE id = 1), (SELECT result FROM diary WHERE id = 1), 'recorded', :ago FROM n",
)


def measure(people: int, diaries: int) -> dict[str, Any]:
    """The figures of each page, for an officer of a prefecture that has a fifth of all."""
    with TemporaryDirectory(prefix="yiqi-bench-") as folder:
        app = open_app(f"sqlite:///{Path(folder) / 'bench.db'}", clock=StoppedClock(NOW))
        started = perf_counter()
        app.database.write(lambda work: _fill(work, app, people, diaries)).result()
        built = perf_counter() - started
        counted = [0]

        @event.listens_for(app.database.engine, "before_cursor_execute")
        def _one_more(*_: Any) -> None:
            counted[0] += 1

        pages = create_app(WebChat(PageGateway(app.inbound)))
        found = asyncio.run(_all(pages, counted))
        app.close()
    return {"people": people, "diaries": diaries, "build_s": round(built, 1), "pages": found}


async def _all(pages: Starlette, counted: list[int]) -> list[dict[str, Any]]:
    known = {"person": FIRST + 5, "firm": FIRST + 5, "need": 1}
    return [await _of(pages, path.format_map(known), counted) for path in PAGES]


async def _of(pages: Starlette, path: str, counted: list[int]) -> dict[str, Any]:
    took: list[float] = []
    status, body = 0, b""
    for _ in range(ROUNDS):
        counted[0] = 0
        started = perf_counter()
        status, body = await get(pages, f"/console{path}")
        took.append((perf_counter() - started) * 1000)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
    return {
        "page": path or "/",
        "p50_ms": round(sorted(took)[len(took) // 2], 1),
        "p95_ms": round(quantiles(took, n=20)[-1], 1),
        "queries": counted[0],
        "kb": round(len(gzip.compress(body)) / 1024, 1),
    }


async def get(pages: Starlette, address: str) -> tuple[int, bytes]:
    """One page, asked for without a network."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"cookie", f"{COOKIE}=bench.{SECRET}".encode()), (b"accept", b"text/html")],
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


def _fill(work: UnitOfWork, app: App, people: int, diaries: int) -> None:
    """An officer, a need and a diary one by one; then the register by statements of its own."""
    enter(work, Actor("林静", "staff", jurisdiction=OFFICE), [("web", "bench")], app.rules, NOW)
    account = work.session.scalars(select(Account).where(Account.external_id == "bench")).one()
    account.secret_hash = hashed(SECRET)
    firm = Enterprise(name="湛江蓝湾海鲜加工厂", region="440802", created_at=NOW)
    work.session.add(firm)
    work.session.flush()
    need = Need(
        person_id=1,
        enterprise_id=firm.id,
        text="老客户欠我们十二万货款，能不能起诉",
        domain="law",
        also=[],
        region="440802",
    )
    need.urgent, need.focus, need.state, need.created_at = False, [], "unanswered", NOW - timedelta(hours=30)
    diary = Diary(
        holder="station",
        holder_id=0,
        person_id=1,
        served_on=NOW.date(),
        hours=1,
        enterprises=1,
        names=[],
        domains=["tax"],
    )
    diary.outcome, diary.result, diary.state, diary.recorded_at = "讲了税务", "", "replaced", NOW
    work.session.add_all([need, diary])
    work.session.flush()
    _register(work.connection, people, diaries)
    keep_all(work.connection)


def _register(connection: Connection, people: int, diaries: int) -> None:
    own = [code for code in regions.names() if code.startswith("4408") and code != OFFICE]
    places = [*own, *(code for code in regions.names() if not code.endswith("00") and code not in own)]
    connection.exec_driver_sql("CREATE TEMP TABLE bench_place (place INTEGER PRIMARY KEY, code TEXT)")
    for place, code in enumerate(places):
        connection.exec_driver_sql("INSERT INTO bench_place VALUES (?, ?)", (place, code))
    values = {"places": len(places), "own": len(own), "ago": "2025-01-01 00:00:00"}
    for insert in _REGISTER:
        _run(connection, insert, FIRST, people, values)
    for insert in _FIRMS:
        _run(connection, insert, FIRST, people // 2, values)
    for insert in _DIARIES:
        _run(connection, insert, 0, diaries, values | {"first": FIRST, "people": people})


def _run(connection: Connection, insert: str, first: int, number: int, values: dict[str, Any]) -> None:
    statement = _N.format(first=first, last=first + number - 1, insert=insert)
    connection.exec_driver_sql(
        statement, {name: value for name, value in values.items() if f":{name}" in statement}
    )
