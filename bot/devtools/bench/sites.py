"""The servers that are measured, each in a process of its own: ours, a bare route that commits, one that echoes."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from multiprocessing.connection import Connection
from time import process_time

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.app import App
from bot.background import channels_open, delivering
from bot.channels.web.adapter import WebChat
from bot.devtools.bench.conversation import EXPERTS
from bot.devtools.bench.vendors import PATH, VENDORS, Vendor
from bot.devtools.fakes.serving import served
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from bot.gateways.pages import PageGateway
from bot.serve import collect_less_often, switch_threads_often
from storage.unit_of_work import UnitOfWork
from web.app import create_app

Alive = Callable[[App], AbstractAsyncContextManager[None]]


def run(name: str, role: str, users: int, folder: str, api: str, pipe: Connection) -> None:
    """Serve until told to stop; say the address, and at each word the processor seconds and megabytes used."""
    vendor = VENDORS[name]()
    make: dict[str, Callable[[], ASGIApp]] = {
        "vendor": lambda: vendor.fake(users),
        "ours": lambda: _ours(vendor, users, folder, api, channels_open),
        "ours, sending": lambda: _ours(vendor, users, folder, api, delivering),
        "bare": lambda: _bare(folder),
        "echo": lambda: _echo(vendor),
    }
    with served(make[role]()) as address:
        pipe.send(address)
        while pipe.recv() != "stop":
            pipe.send((process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def _ours(vendor: Vendor, users: int, folder: str, api: str, alive: Alive) -> ASGIApp:
    """The application with its pages and this channel, as `yiqi serve` puts it together; with or without its sender."""
    channel = vendor.channel(api)
    file = f"sqlite:///{folder}/ours{alive is delivering:d}.db"
    app = open_app(file, channels=[channel], breath_seconds=0)
    app.database.write(lambda work: _people(work, app, channel.name, vendor.account, users)).result()
    switch_threads_often()
    collect_less_often()
    return create_app(
        WebChat(PageGateway(app.inbound)), callbacks=channel.routes(), lifespan=lambda _: alive(app)
    )


def _people(work: UnitOfWork, app: App, channel: str, account: Callable[[int], str], users: int) -> None:
    now = app.clock.now()
    start = now.date().replace(month=1, day=1)
    for number in range(EXPERTS):
        expert = Actor(f"专家{number}", "expert", "440803", domains=("law",), capacity=users, certified=start)
        enter(work, expert, [("web", f"expert{number}")], app.rules, now)
    for number in range(users):
        owner = Actor(f"老板{number}", "enterprise", "440802", enterprise=f"第{number}号食品厂")
        enter(work, owner, [(channel, account(number))], app.rules, now)


def _bare(folder: str) -> ASGIApp:
    """Starlette and sqlite3: one row for each body, committed before the answer. The floor of what is durable."""
    database = sqlite3.connect(f"{folder}/bare.db", isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("CREATE TABLE inbox (id INTEGER PRIMARY KEY, body TEXT)")

    async def take(request: Request) -> Response:
        body = await request.body()
        database.execute("INSERT INTO inbox (body) VALUES (?)", (body.decode(),))
        return Response()

    return Starlette(routes=[Route(PATH, take, methods=["POST"])])


def _echo(vendor: Vendor) -> ASGIApp:
    """Starlette and the vendor's library: the body parsed, its words sent back, nothing kept."""

    async def take(request: Request) -> Response:
        return Response(vendor.echo(await request.body()))

    return Starlette(routes=[Route(PATH, take, methods=["POST"])])
