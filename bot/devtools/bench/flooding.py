"""The flood of `bench flood`, in a process of its own that loads nothing of the application."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections import Counter
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from bot.devtools.bench.visitor import Visitor, enter_all
from web.dropping import Filter

ADDRESS = "127.0.0.9"
"""Where the flooder sits; each of the streams' owners has an address of its own."""
NEW_GUESTS = 1000
OWNERS, EACH = 80, 5
LANES = 256
NO_FAREWELL = struct.pack("ii", 1, 0)
"""Closed by a reset: in TIME_WAIT the addresses of a minute would be used up."""
LISTENS = 0.05
"""Seconds that the flooder waits for a connection, and for an answer, before it sends the next request all the same."""


def flood(port: int, pipe: Connection) -> None:
    """Streams first, then requests until told to stop; says how many were sent and how many of them refused."""
    asyncio.run(_flood(port, pipe))


def flood_nobody(pipe: Connection) -> None:
    """The same machine's work without the server's: as many requests, to a door at which nobody is."""
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        Filter(nobody).add(ADDRESS)
        port = nobody.getsockname()[1]
        asyncio.run(_send(port, Visitor(port, ADDRESS), pipe, 0))


async def _flood(port: int, pipe: Connection) -> None:
    owners = await enter_all(port, OWNERS, "127.0.2")
    streams = [await owner.stream() for owner in owners for _ in range(EACH)]
    flooder = Visitor(port, ADDRESS)
    await flooder.enter()
    await _send(port, flooder, pipe, len(streams))
    for _, writer in streams:
        writer.close()


async def _send(port: int, flooder: Visitor, pipe: Connection, streams: int) -> None:
    done: Counter[str] = Counter()
    requests, stopped = _requests(flooder), asyncio.Event()
    lanes = [asyncio.create_task(_lane(port, requests, done, stopped)) for _ in range(LANES)]
    pipe.send("open")
    await asyncio.to_thread(pipe.recv)
    stopped.set()
    await asyncio.gather(*lanes)
    pipe.send((done.total(), done.total() - done["granted"], streams))


def _requests(flooder: Visitor) -> Any:
    """New guests first, then messages without end."""
    for _ in range(NEW_GUESTS):
        yield b"GET /chat/?new HTTP/1.1\r\nhost: yiqi\r\n\r\n"
    number = 0
    while True:
        number += 1
        body = b'{"id": "00000000-0000-4000-8000-%012d", "text": "\xe4\xbd\xa0\xe5\xa5\xbd"}' % number
        head = f"POST {flooder.home}messages HTTP/1.1\r\nhost: yiqi\r\ncookie: {flooder.cookie}\r\n"
        head += f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        yield head.encode() + body


async def _lane(port: int, requests: Any, done: Counter[str], stopped: asyncio.Event) -> None:
    """A request a connection, as fast as it goes; who is cut off, held or not let through is refused like one who is told so."""
    while not stopped.is_set():
        request, status = next(requests), b""
        with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
            connecting = asyncio.open_connection("127.0.0.1", port, local_addr=(ADDRESS, 0))
            reader, writer = await asyncio.wait_for(connecting, LISTENS)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_FAREWELL)
            try:
                writer.write(request)
                status = await asyncio.wait_for(reader.readline(), LISTENS)
            finally:
                writer.close()
        done["granted" if b" 200 " in status or b" 303 " in status else "refused"] += 1
