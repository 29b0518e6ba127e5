"""The load: requests written out beforehand, on connections that stay open, each answered before the next."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Call:
    """What a vendor posts: where to (behind the host), with which headers, what."""

    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def written(self, host: str) -> bytes:
        """As it goes over the wire."""
        lines = [f"POST {self.path} HTTP/1.1", f"host: {host}", f"content-length: {len(self.body)}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass(frozen=True, slots=True)
class Posted:
    """Seconds from each request to its answer, and of the whole."""

    waits: list[float]
    wall: float

    @property
    def rate(self) -> float:
        return len(self.waits) / self.wall


async def post_all(address: str, lanes: Sequence[Sequence[Call]]) -> Posted:
    """Post each lane on a connection of its own, in order. Raises `RuntimeError` at the first answer that is not 200."""
    host = urlsplit(address).netloc
    written = [[call.written(host) for call in lane] for lane in lanes]
    started = perf_counter()
    waits = await asyncio.gather(*(_post(host, lane) for lane in written))
    return Posted([wait for lane in waits for wait in lane], perf_counter() - started)


async def _post(host: str, requests: Sequence[bytes]) -> list[float]:
    name, _, port = host.partition(":")
    reader, writer = await asyncio.open_connection(name, int(port))
    waits = []
    try:
        for request in requests:
            sent = perf_counter()
            writer.write(request)
            await _answer(reader)
            waits.append(perf_counter() - sent)
    finally:
        writer.close()
        await writer.wait_closed()
    return waits


async def _answer(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    status, _, headers = head.partition(b"\r\n")
    if b" 200 " not in status:
        raise RuntimeError(f"the server answered {status.decode()}")
    length = next(
        int(line.split(b":")[1])
        for line in headers.lower().split(b"\r\n")
        if line.startswith(b"content-length")
    )
    await reader.readexactly(length)
