"""People come, post a need, ask about and go, for an hour: does the memory of `yiqi serve` stay as it is?

The server is a process of its own with the limits as they come. At each of so many places somebody is in the web chat, with a stream
open, and writes at the pace of a person; whoever has said everything leaves, and another comes from there. So accounts, streams,
talks and rows grow all the time, and what is kept for them in memory would show.
"""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from bot.devtools.bench import soaked as target
from bot.devtools.bench.flood import in_process
from bot.devtools.bench.visitor import Visitor

PLACES = 20
EVERY = 2.5
"""Seconds between two messages of one person."""
SAMPLES = 60
SETTLED = 1 / 3
"""The share of the time after which what is kept for speed is full, and the slope begins."""
SAID = (
    "供应商拖欠第{number}批货款，合同纠纷，想找律师问问",
    "赤坎区",
    "第{number}号海鲜批发部",
    "138{number:08d}",
    "确认",
    "我的需求",
    "你们收费吗",
    "帮助",
    "什么时候有人联系我？第{number}批",
    "我的进度",
    "不用了，撤回需求",
    "确认",
    "谢谢",
    "找个会计看看第{number}年的账",
    "取消",
)


@dataclass(slots=True)
class Soaked:
    """What was seen meanwhile."""

    waits: list[float] = field(default_factory=list)
    visits: int = 0
    refused: int = 0
    late: int = 0
    resident: list[tuple[float, float]] = field(default_factory=list)
    peak: float = 0.0
    cpu: float = 0.0


def measure(seconds: float, advance: Callable[[int], None]) -> dict[str, Any]:
    """The figures of so many seconds; `advance` is called with each of the sixty looks at the memory."""
    with TemporaryDirectory(prefix="yiqi-soak-") as folder, in_process(target.serve_in, folder) as server:
        port = server.recv()
        seen = asyncio.run(_soak(server, port, seconds, advance))
    return _figures(seen, seconds)


async def _soak(server: Connection, port: int, seconds: float, advance: Callable[[int], None]) -> Soaked:
    seen, ends = Soaked(), monotonic() + seconds
    places = [asyncio.create_task(_place(port, number, ends, seen)) for number in range(PLACES)]
    for _ in range(SAMPLES):
        await asyncio.sleep(seconds / SAMPLES)
        await asyncio.to_thread(_look, server, seen, monotonic() - ends + seconds)
        advance(1)
    await asyncio.gather(*places)
    return seen


def _look(server: Connection, seen: Soaked, at: float) -> None:
    server.send("used")
    seen.peak, seen.cpu, resident = server.recv()
    seen.resident.append((at, resident))


async def _place(port: int, number: int, ends: float, seen: Soaked) -> None:
    """One after the other comes from this address, until it is over."""
    await asyncio.sleep(number * EVERY / PLACES)
    while monotonic() < ends:
        seen.visits += 1
        try:
            await _visit(Visitor(port, f"127.0.2.{number + 1}"), seen.visits, ends, seen)
        except TimeoutError:
            seen.late += 1
        except RuntimeError:
            seen.refused += 1
            await asyncio.sleep(EVERY)


async def _visit(person: Visitor, number: int, ends: float, seen: Soaked) -> None:
    await person.enter()
    reader, writer = await person.stream()
    reading = asyncio.create_task(_read(reader))
    try:
        for text in SAID:
            if monotonic() >= ends:
                break
            seen.waits.append(await person.say(text.format(number=number)))
            await asyncio.sleep(max(0.0, EVERY - seen.waits[-1]))
    finally:
        reading.cancel()
        writer.close()
        await person.leave()


async def _read(reader: asyncio.StreamReader) -> None:
    with suppress(OSError):
        while await reader.read(65536):
            pass


def _figures(seen: Soaked, seconds: float) -> dict[str, Any]:
    settled = [(at, resident) for at, resident in seen.resident if at >= seconds * SETTLED]
    cuts = statistics.quantiles(seen.waits, n=100)
    return {
        "seconds": round(seconds),
        "messages": len(seen.waits),
        "visits": seen.visits,
        "refused": seen.refused,
        "late": seen.late,
        "p50_ms": round(cuts[49] * 1000, 1),
        "p99_ms": round(cuts[98] * 1000, 1),
        "cpu_s": round(seen.cpu, 1),
        "rss_mb": [resident for _, resident in seen.resident[:: SAMPLES // 12]],
        "rss_settled_mb": settled[0][1],
        "rss_end_mb": seen.resident[-1][1],
        "growth_mb_per_hour": round(slope(settled) * 3600, 1),
        "peak_rss_mb": seen.peak,
    }


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Of the line that lies nearest to the points, by least squares."""
    times, values = zip(*points, strict=True)
    return float(statistics.linear_regression(times, values).slope)
