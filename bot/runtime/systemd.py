"""What systemd is told (`sd_notify`): ready, alive, stopping. Where nobody listens, nothing is said."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.runtime.database import Database
from bot.runtime.writer import NotTaken
from storage.unit_of_work import UnitOfWork

OFTENER = 3
"""Times within the watchdog's span."""


def tell(state: str) -> None:
    """One datagram to `NOTIFY_SOCKET`; a name that begins with @ is in the kernel's own namespace."""
    where = os.environ.get("NOTIFY_SOCKET", "")
    if not where:
        return
    address = f"\0{where[1:]}" if where.startswith("@") else where
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender, suppress(OSError):
        sender.connect(address)
        sender.sendall(state.encode())


@asynccontextmanager
async def watched(database: Database) -> AsyncIterator[None]:
    """Ready when entered, stopping when left. Alive as long as the loop turns and the writer says yes or no.

    A database that refuses is no reason to begin anew; a writer that says nothing for the whole span is.
    """
    tell("READY=1")
    span = int(os.environ.get("WATCHDOG_USEC") or 0) / 1e6
    beating = asyncio.create_task(_beat(database, span / OFTENER)) if span else None
    try:
        yield
    finally:
        tell("STOPPING=1")
        if beating:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)


async def _beat(database: Database, every: float) -> None:
    while True:
        with suppress(NotTaken):
            await asyncio.wrap_future(database.write(_nothing, "watchdog"))
        tell("WATCHDOG=1")
        await asyncio.sleep(every)


def _nothing(work: UnitOfWork) -> None:
    """A turn of the writer."""
