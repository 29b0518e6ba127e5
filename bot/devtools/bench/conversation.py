"""Need talks of eight messages, interleaved, through the whole application; beside them the same rows in bare sqlite3."""

from __future__ import annotations

import resource
import statistics
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any
from uuid import uuid4

from bot.app import App
from bot.devtools.bench.floor import write_again
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from bot.runtime.receive import Receipt
from bot.serve import collect_less_often
from handlers.message import Incoming
from storage.unit_of_work import UnitOfWork

TALK = (
    "发布需求",
    "有个事想请人帮忙看看，拖了{number}天，烦死了",
    "法律",
    "不对，是霞山区",
    "修改",
    "方式",
    "线上",
    "确认",
)
"""Opened by a word, told vaguely and by nobody as by another, asked for the domain, corrected, changed, confirmed."""
WARM = 8
EXPERTS = 40
AT_ONCE = 64
"""Messages under way at the same time."""
DONE = "需求已收到"


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of each message from hand-over to commit, and of the whole; processor seconds of the whole."""

    waits: list[float]
    wall: float
    cpu: float


def measure(
    users: int, database: str | None, meaning: str | None, advance: Callable[[int], None]
) -> dict[str, Any]:
    """The figures of so many talks; `advance` is called with messages as they are answered.

    `meaning` names the encoder by which needs are paired, which reads them as well; by words alone without one.
    """
    paired: dict[str, Any] = {"semantic": True, "matching": {"meaning": meaning}} if meaning else {}
    with TemporaryDirectory(prefix="yiqi-bench-") as folder:
        path = Path(folder) / "bench.db"
        app = open_app(database or f"sqlite:///{path}", **paired)
        _people(app, users)
        measured = _talks(app, users, advance)
        app.close()
        floors = _floors(path) if database is None else ()
    return _figures(measured, *floors)


def _floors(path: Path) -> tuple[float, float]:
    """Messages a second in bare sqlite3: a commit for each, and as many a commit as the application may take."""
    return tuple(write_again(path, path.with_name(f"floor{size}.db"), size) for size in (1, AT_ONCE))  # type: ignore[return-value]  # two sizes, two figures


def _people(app: App, users: int) -> None:
    now = app.clock.now()
    start = now.date().replace(month=1, day=1)

    def on_stage(work: UnitOfWork) -> None:
        for number in range(EXPERTS):
            expert = Actor(
                f"专家{number}", "expert", "440803", domains=("law",), capacity=users, certified=start
            )
            enter(work, expert, [("web", f"expert{number}")], app.rules, now)
        for number in range(users + WARM):
            owner = Actor(f"老板{number}", "enterprise", "440802", enterprise=f"第{number}号食品厂")
            enter(work, owner, [("web", f"user{number}")], app.rules, now)

    app.database.write(on_stage).result()


def _talks(app: App, users: int, advance: Callable[[int], None]) -> Measured:
    for number in range(users, users + WARM):
        for text in TALK:
            _send(app, number, text).result()
    collect_less_often()
    waits: list[float] = []
    started, cpu = perf_counter(), process_time()
    for text in TALK:
        for first in range(0, users, AT_ONCE):
            group = range(first, min(first + AT_ONCE, users))
            receipts = [future.result() for future in [_timed(app, number, text, waits) for number in group]]
            advance(len(receipts))
            if text == TALK[-1] and not all(DONE in receipt.replies[0].text for receipt in receipts):
                raise RuntimeError("a talk did not end with its need posted")
    app.scheduler.deliver_now()
    return Measured(waits, perf_counter() - started, process_time() - cpu)


def _timed(app: App, number: int, text: str, waits: list[float]) -> Future[Receipt]:
    handed_over = perf_counter()
    future = _send(app, number, text)
    future.add_done_callback(partial(_note, handed_over, waits))
    return future


def _note(handed_over: float, waits: list[float], future: Future[Receipt]) -> None:
    waits.append(perf_counter() - handed_over)


def _send(app: App, number: int, text: str) -> Future[Receipt]:
    return app.inbound.receive(Incoming("web", f"user{number}", uuid4().hex, text.format(number=number + 3)))


def _figures(
    measured: Measured, floor: float | None = None, grouped: float | None = None
) -> dict[str, float | None]:
    messages = len(measured.waits)
    cuts = statistics.quantiles(measured.waits, n=100)
    rate = messages / measured.wall
    return {
        "messages": messages,
        "messages_per_s": round(rate, 1),
        "floor_messages_per_s": round(floor, 1) if floor else None,
        "floor_grouped_messages_per_s": round(grouped, 1) if grouped else None,
        "share_of_floor": round(rate / floor, 3) if floor else None,
        "share_of_grouped_floor": round(rate / grouped, 3) if grouped else None,
        "p50_ms": round(cuts[49] * 1000, 2),
        "p99_ms": round(cuts[98] * 1000, 2),
        "cpu_ms_per_message": round(measured.cpu / messages * 1000, 3),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
