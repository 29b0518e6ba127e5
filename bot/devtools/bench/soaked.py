"""The server of `bench soak`, in a process of its own."""

from __future__ import annotations

from multiprocessing.connection import Connection

from bot.app import App, build
from bot.devtools.bench.flooded import serve_reporting, settings_in
from bot.devtools.fixtures import Actor, enter
from storage.unit_of_work import UnitOfWork

EXPERTS = 20
ROOM = 1_000_000
DOMAINS = ("law", "hr", "tax", "finance")


def serve_in(folder: str, pipe: Connection) -> None:
    """`yiqi serve` on a database with experts who are asked for every need; says its port, then what it took."""
    app = build(settings_in(folder)).open()
    app.database.write(lambda work: _experts(work, app)).result()
    serve_reporting(app, pipe)


def _experts(work: UnitOfWork, app: App) -> None:
    now = app.clock.now()
    since = now.date().replace(month=1, day=1)
    for number in range(EXPERTS):
        expert = Actor(f"专家{number}", "expert", "440802", domains=DOMAINS, capacity=ROOM, certified=since)
        enter(work, expert, [("web", f"expert{number}")], app.rules, now)
