"""How long the server waits for a request: a connection that only holds a place is closed."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0
"""For the first line and the headers, from the moment the connection is open or the request has begun."""
REQUEST_SECONDS = 180.0
"""For the body besides: eight megabytes over a poor line."""
LARGEST_HEAD = 64 * 1024
MOST_CONNECTIONS = 400
"""From one address: an office behind one has a hundred people with three tabs."""


class Patient(HttpToolsProtocol):
    """Uvicorn's protocol has no end to its patience but between two requests.

    `proxies`: addresses through which everybody comes.
    """

    proxies: ClassVar[frozenset[str]] = frozenset()
    _open: ClassVar[Counter[str]] = Counter()
    _timer: asyncio.TimerHandle | None = None
    _head = 0
    """Bytes since the head of a request began; -1 once it is complete."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        """Take the connection, unless its address has too many."""
        super().connection_made(transport)
        self._open[self._address] += 1
        if self._open[self._address] > MOST_CONNECTIONS and self._address not in self.proxies:
            transport.abort()
        else:
            self._wait(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Give its place back."""
        self._stop_waiting()
        self._open[self._address] -= 1
        if not self._open[self._address]:
            del self._open[self._address]
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, while the head is no longer than a head is."""
        if self._head >= 0:
            self._head += len(data)
        super().data_received(data)
        if self._head > LARGEST_HEAD:
            self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins."""
        self._head = max(self._head, 0)
        self._wait(HEAD_SECONDS)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its head is there."""
        self._head = -1
        self._wait(REQUEST_SECONDS)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """All of it is there."""
        self._head = 0
        self._stop_waiting()
        super().on_message_complete()

    @property
    def _address(self) -> str:
        return self.client[0] if self.client else ""

    def _wait(self, seconds: float) -> None:
        self._stop_waiting()
        self._timer = self.loop.call_later(seconds, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None


def patient(proxies: Iterable[str] = ()) -> type[Patient]:
    """The protocol of one server, before which these proxies stand."""
    return type("Patient", (Patient,), {"proxies": frozenset(proxies), "_open": Counter()})
