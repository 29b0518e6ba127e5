"""The door itself: who knocks too fast is cut off before anything is made of the connection."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Iterable
from time import monotonic
from typing import Any

from web.dropping import Filter
from web.guard import Guard

BACKLOG = 2048
CUT_OFF_AT_ONCE = 8
STUBBORN = 32
"""Who was cut off so often comes on however often it is done: the kernel drops what they send for a while."""
REMEMBERED_FOR = 30.0
"""Seconds in which whoever was dropped before is dropped again at once: until then what they send fills the queue."""
DROPPED_FOR = 1.0
"""Seconds, so that what its bucket gives meanwhile comes in drops. Who shares the address connects a second later, by itself."""


class Listener(socket.socket):
    """A listening socket that accepts only so many connections from one address; `proxies` come as often as they like."""

    guard: Guard
    proxies: frozenset[str]
    filter: Filter
    cut_off: Counter[str]
    dropped_at: dict[str, float]

    def accept(self) -> tuple[socket.socket, Any]:
        """The next connection that is let in. Raises `BlockingIOError` where none waits, or after so many that are not:
        then everybody else has their turn.
        """
        for _ in range(CUT_OFF_AT_ONCE):
            connection, address = super().accept()
            if address[0] in self.proxies or not self.guard.take("connections", address[0]).wait:
                return connection, address
            connection.close()
            self._note(address[0])
        raise BlockingIOError

    def _note(self, address: str) -> None:
        if self.filter.drops(address):  # one that came before the kernel knew
            return
        self.cut_off[address] += 1
        lately = monotonic() - self.dropped_at.get(address, -REMEMBERED_FOR) < REMEMBERED_FOR
        is_stubborn = lately or self.cut_off[address] >= STUBBORN
        if is_stubborn and self.filter.add(address):
            self.dropped_at[address] = monotonic()
            asyncio.get_running_loop().call_later(DROPPED_FOR, self.filter.remove, address)
        if is_stubborn or len(self.cut_off) > BACKLOG:
            self.cut_off.clear()
        if len(self.dropped_at) > BACKLOG:
            self.dropped_at.clear()


def listen(host: str, port: int, guard: Guard, proxies: Iterable[str] = ()) -> Listener:
    """Bound to this address; port 0 is any free one. Raises `OSError`."""
    listener = Listener(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.guard, listener.proxies = guard, frozenset(proxies)
    listener.filter, listener.cut_off, listener.dropped_at = Filter(listener), Counter(), {}
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
