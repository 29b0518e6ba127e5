"""A flood beside normal people: what they wait for an answer, before it and while it lasts.

Besides: what they wait while the flooder is at work on the same machine and sends to nobody, which is none of the server's doing.

The server is `yiqi serve` with the limits as they come, in a process of its own; the flood comes from another, as fast
as a core can send it. Normal people have an address each, as in earnest; the flood has one, and its streams have many.
"""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from tempfile import TemporaryDirectory
from typing import Any

from bot.devtools.bench import flooded as target
from bot.devtools.bench import flooding
from bot.devtools.bench.visitor import Visitor, enter_all

NORMAL = 50
EVERY = 2.5
"""Seconds between two messages of a normal person."""
SETTLES = 2.0
STAGES = 4
SPAWN = get_context("spawn")
SAID = ("我的进度", "帮助", "我的需求", "想贷款买设备，没有抵押物，找谁问？", "取消")


def measure(seconds: float, advance: Callable[[int], None]) -> dict[str, Any]:
    """The figures of so many seconds without and with the flood; `advance` is called after each of four stages."""
    with TemporaryDirectory(prefix="yiqi-flood-") as folder, in_process(target.serve_in, folder) as server:
        port = server.recv()
        return asyncio.run(_measure(server, port, seconds, advance))


async def _measure(
    server: Connection, port: int, seconds: float, advance: Callable[[int], None]
) -> dict[str, Any]:
    people = await enter_all(port, NORMAL, "127.0.1")
    advance(1)
    await _lives(people, SETTLES)
    started = _used(server)
    before = await _lives(people, seconds)
    calm = _used(server)
    advance(1)
    with in_process(flooding.flood_nobody) as flood:
        await asyncio.to_thread(flood.recv)
        beside = await _lives(people, seconds)
        await _told(flood)
    advance(1)
    with in_process(flooding.flood, port) as flood:
        await asyncio.to_thread(flood.recv)  # its streams are open
        streaming = _used(server)
        during = await _lives(people, seconds)
        sent, refused, streams = await _told(flood)
    flooded = _used(server)
    advance(1)
    for person in people:
        await person.leave()
    return {
        "p99_before_ms": _p99(before),
        "p99_during_ms": _p99(during),
        "p99_beside_ms": _p99(beside),
        "refused": refused,
        "peak_rss_mb": flooded[0],
        "p50_before_ms": round(statistics.median(before) * 1000, 1),
        "p50_during_ms": round(statistics.median(during) * 1000, 1),
        "rss_before_mb": calm[0],
        "flood_per_s": round(sent / seconds),
        "streams": streams,
        "messages": len(during),
        "cpu_before": round((calm[1] - started[1]) / seconds, 3),
        "cpu_during": round((flooded[1] - streaming[1]) / seconds, 3),
    }


async def _told(flood: Connection) -> tuple[int, int, int]:
    """The flood ends: how many were sent and refused, and how many streams it had."""
    flood.send("stop")
    sent, refused, streams = await asyncio.to_thread(flood.recv)
    return sent, refused, streams


async def _lives(people: list[Visitor], seconds: float) -> list[float]:
    """Everybody goes on for so long; the waits of all messages, in seconds."""
    waits = await asyncio.gather(
        *(_life(person, seconds, number * EVERY / len(people)) for number, person in enumerate(people))
    )
    return [wait for of_one in waits for wait in of_one]


async def _life(person: Visitor, seconds: float, start: float) -> list[float]:
    loop = asyncio.get_running_loop()
    ends = loop.time() + seconds
    waits: list[float] = []
    await asyncio.sleep(start)
    while loop.time() < ends:
        waits.append(await person.say(SAID[len(waits) % len(SAID)]))
        await asyncio.sleep(max(0.0, EVERY - waits[-1]))
    return waits


def _p99(waits: list[float]) -> float:
    return round(statistics.quantiles(waits, n=100)[98] * 1000, 1)


def _used(server: Connection) -> tuple[float, float]:
    """Megabytes at most, and processor seconds until now."""
    server.send("used")
    peak, cpu, _ = server.recv()
    return peak, cpu


@contextmanager
def in_process(run: Callable[..., None], *given: Any) -> Iterator[Connection]:
    """A process of its own, and the pipe to it; it ends with the context."""
    pipe, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=run, args=(*given, theirs))
    process.start()
    theirs.close()
    try:
        yield pipe
    finally:
        with suppress(BrokenPipeError, OSError):
            pipe.send("end")
        process.join(10)
        if process.is_alive():
            process.kill()
