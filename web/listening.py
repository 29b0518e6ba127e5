"""The door itself: who knocks too fast is cut off before anything is made of the connection."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from typing import Any

from web.guard import Guard

BACKLOG = 2048
CUT_OFF_AT_ONCE = 8


class Listener(socket.socket):
    """A listening socket that accepts only so many connections from one address; `proxies` come as often as they like."""

    guard: Guard
    proxies: frozenset[str]

    def accept(self) -> tuple[socket.socket, Any]:
        """The next connection that is let in. Raises `BlockingIOError` where none waits, or after so many that are not:
        then everybody else has their turn.
        """
        for _ in range(CUT_OFF_AT_ONCE):
            connection, address = super().accept()
            if address[0] in self.proxies or not self.guard.take("connections", address[0]).wait:
                return connection, address
            connection.close()
        raise BlockingIOError


def listen(host: str, port: int, guard: Guard, proxies: Iterable[str] = ()) -> Listener:
    """Bound to this address; port 0 is any free one. Raises `OSError`."""
    listener = Listener(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.guard, listener.proxies = guard, frozenset(proxies)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
