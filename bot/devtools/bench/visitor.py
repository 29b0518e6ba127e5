"""Somebody in the web chat, over a bare socket: the load must cost little beside what it measures."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from time import perf_counter
from typing import Any
from uuid import uuid4

PATIENCE = 20.0
AT_ONCE = 10


class Visitor:
    """A browser behind an address of its own, with one connection for what it posts."""

    def __init__(self, port: int, address: str) -> None:
        self._port = port
        self._address = address
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.home = ""
        self.cookie = ""

    async def enter(self) -> None:
        """Open a chat and agree to the terms."""
        status, headers, _ = await self._ask("GET", "/chat/?new")
        if status != 303:
            raise RuntimeError(f"a normal person was not let in: {status}")
        self.home = dict(headers)["location"]
        cookies = [value.partition(";")[0] for name, value in headers if name == "set-cookie"]
        self.cookie = "; ".join(cookies)
        await self.say("你好")
        await self.say("同意")

    async def say(self, text: str) -> float:
        """Post a message; the seconds until its answer was committed."""
        body = json.dumps({"id": str(uuid4()), "text": text}).encode()
        started = perf_counter()
        status, _, _ = await asyncio.wait_for(self._ask("POST", f"{self.home}messages", body), PATIENCE)
        if status != 200:
            raise RuntimeError(f"a normal person was answered {status}")
        return perf_counter() - started

    async def stream(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Open the lines of the chat; whoever asks keeps the connection."""
        reader, writer = await self._connect()
        writer.write(self._head("GET", f"{self.home}stream", 0))
        await reader.readuntil(b"\r\n\r\n")
        return reader, writer

    async def leave(self) -> None:
        """Close the connection."""
        if self._line:
            self._line[1].close()
            with suppress(OSError):
                await self._line[1].wait_closed()
        self._line = None

    async def _ask(self, method: str, path: str, body: bytes = b"") -> Any:
        """Status, headers and body; on a new connection where the old one was closed meanwhile."""
        for _ in range(2):
            reader, writer = self._line = self._line or await self._connect()
            try:
                writer.write(self._head(method, path, len(body)) + body)
                return await _answer(reader)
            except (asyncio.IncompleteReadError, ConnectionResetError, BrokenPipeError):
                await self.leave()
        raise RuntimeError("a normal person was cut off")

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self._port, local_addr=(self._address, 0))

    def _head(self, method: str, path: str, length: int) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", "host: yiqi", f"cookie: {self.cookie}"]
        lines += ["content-type: application/json", f"content-length: {length}", "", ""]
        return "\r\n".join(lines).encode()


async def enter_all(port: int, how_many: int, net: str) -> list[Visitor]:
    """So many people, each with an address in this net («127.0.1»)."""
    people = [Visitor(port, f"{net}.{number + 1}") for number in range(how_many)]
    for first in range(0, how_many, AT_ONCE):
        await asyncio.gather(*(person.enter() for person in people[first : first + AT_ONCE]))
    return people


async def _answer(reader: asyncio.StreamReader) -> tuple[int, list[tuple[str, str]], bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    headers = [
        (name.lower(), value) for name, _, value in (line.partition(": ") for line in head[1:] if line)
    ]
    body = await reader.readexactly(int(dict(headers).get("content-length", "0")))
    return int(head[0].split()[1]), headers, body
