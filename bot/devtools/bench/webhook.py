"""The need talk through a vendor's webhook: HTTP to commit, beside a bare route that commits and one that echoes.

Each server is a process of its own, so the machine's cores are shared as in earnest; the load comes from here.
`messages_per_s` is measured as under `yiqi serve --web-only`, with the sender elsewhere; `sending_messages_per_s`
with it in the same process, where answers go to the vendor's fake as fast as the vendor allows.
"""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.devtools.bench import sites
from bot.devtools.bench.conversation import TALK
from bot.devtools.bench.posting import Call, Posted, post_all
from bot.devtools.bench.vendors import VENDORS, Vendor

AT_ONCE = 64
"""Connections, each with one message under way."""
WARM = AT_ONCE
"""Users whose talks come first and are not measured."""
SERVERS = 4
"""Ours twice, a bare one, and one that echoes."""
SPAWN = get_context("spawn")


@dataclass(frozen=True, slots=True)
class Measured:
    """What the load saw, and the processor seconds and megabytes that the server took."""

    posted: Posted
    cpu: float
    rss_mb: float


def measure(channel: str, users: int, advance: Callable[[int], None]) -> dict[str, Any]:
    """The figures of so many talks; `advance` is called with each of the four servers that is done."""
    vendor = VENDORS[channel]()
    with TemporaryDirectory(prefix="yiqi-bench-") as folder:
        with _site(channel, "vendor", users + WARM, folder) as (api, _):
            ours = _measure(channel, "ours", vendor, users, folder, api)
            advance(1)
            sending = _measure(channel, "ours, sending", vendor, users, folder, api)
            advance(1)
        _check(folder, users)
        bare = _measure(channel, "bare", vendor, users, folder)
        advance(1)
        echo = _measure(channel, "echo", vendor, users, folder)
        advance(1)
    return _figures(ours, sending, bare, echo)


def _measure(channel: str, role: str, vendor: Vendor, users: int, folder: str, api: str = "") -> Measured:
    with _site(channel, role, users + WARM, folder, api) as (address, used):
        asyncio.run(post_all(address, _lanes(vendor, range(users, users + WARM))))
        before = used()
        posted = asyncio.run(post_all(address, _lanes(vendor, range(users))))
        cpu, rss_mb = used()
    return Measured(posted, cpu - before[0], rss_mb)


@contextmanager
def _site(
    channel: str, role: str, users: int, folder: str, api: str = ""
) -> Iterator[tuple[str, Callable[[], tuple[float, float]]]]:
    """A server in a process of its own: its address, and a way to ask what it has used."""
    pipe, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=sites.run, args=(channel, role, users, folder, api, theirs))
    process.start()
    theirs.close()  # so that a server that dies is noticed here
    try:
        yield pipe.recv(), lambda: _asked(pipe)
    finally:
        with suppress(BrokenPipeError):
            pipe.send("stop")
        process.join()


def _asked(pipe: Connection) -> tuple[float, float]:
    pipe.send("used")
    cpu, rss_mb = pipe.recv()
    return cpu, rss_mb


def _lanes(vendor: Vendor, users: Sequence[int]) -> list[list[Call]]:
    """A lane for each connection: its users' talks, interleaved, each user's messages in order."""
    return [
        [vendor.call(user, number, text) for number, text in enumerate(TALK) for user in users[lane::AT_ONCE]]
        for lane in range(min(AT_ONCE, len(users)))
    ]


def _check(folder: str, users: int) -> None:
    """Every message was taken once, and every talk ended with its need posted."""
    for file in Path(folder).glob("ours*.db"):
        with closing(sqlite3.connect(file)) as database:
            counts = (database.execute(f"SELECT count(*) FROM {table}") for table in ("inbox", "need"))
            taken, posted = (count.fetchone()[0] for count in counts)
        if (taken, posted) != ((users + WARM) * len(TALK), users + WARM):
            raise RuntimeError(f"{taken} messages taken and {posted} needs posted by {users + WARM} users")


def _figures(ours: Measured, sending: Measured, bare: Measured, echo: Measured) -> dict[str, Any]:
    cuts = statistics.quantiles(ours.posted.waits, n=100)
    messages = len(ours.posted.waits)
    return {
        "messages": messages,
        "messages_per_s": round(ours.posted.rate, 1),
        "floor_messages_per_s": round(bare.posted.rate, 1),
        "echo_messages_per_s": round(echo.posted.rate, 1),
        "sending_messages_per_s": round(sending.posted.rate, 1),
        "share_of_floor": round(ours.posted.rate / bare.posted.rate, 3),
        "p50_ms": round(cuts[49] * 1000, 2),
        "p99_ms": round(cuts[98] * 1000, 2),
        "cpu_ms_per_message": round(ours.cpu / messages * 1000, 3),
        "floor_cpu_ms_per_message": round(bare.cpu / len(bare.posted.waits) * 1000, 3),
        "peak_rss_mb": round(ours.rss_mb, 1),
    }
