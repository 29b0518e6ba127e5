"""Wakes the open streams of a person when their chat has a new line: in this process, or in all of them."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from threading import Lock

from sqlalchemy import text

from storage.unit_of_work import UnitOfWork

CHANNEL = "yiqi_news"
"""The name under which PostgreSQL passes the news on."""


class StreamNotifier:
    """Listeners on any event loop are woken from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._listeners: dict[int, set[tuple[asyncio.AbstractEventLoop, asyncio.Event]]] = defaultdict(set)

    def announce(self, work: UnitOfWork, person_id: int) -> None:
        """In the transaction that gives a person a new line: their streams are woken after its commit."""
        work.after_commit.append(lambda: self.notify(person_id))

    def notify(self, person_id: int) -> None:
        """Wake whoever listens for this person in this process."""
        with self._lock:
            listeners = list(self._listeners.get(person_id, ()))
        for loop, event in listeners:
            if not loop.is_closed():
                loop.call_soon_threadsafe(event.set)

    def listen(self, person_id: int) -> asyncio.Event:
        """An event that the next notification sets; give it back with `leave`."""
        event = asyncio.Event()
        with self._lock:
            self._listeners[person_id].add((asyncio.get_running_loop(), event))
        return event

    def leave(self, person_id: int, event: asyncio.Event) -> None:
        """Stop listening."""
        with self._lock:
            listeners = self._listeners[person_id]
            listeners.discard((asyncio.get_running_loop(), event))
            if not listeners:
                del self._listeners[person_id]


class SharedStreamNotifier(StreamNotifier):
    """Announces to every process on one PostgreSQL; each passes on what it is told with `notify`."""

    def announce(self, work: UnitOfWork, person_id: int) -> None:
        notify = text("SELECT pg_notify(:name, :person)")
        work.connection.execute(notify, {"name": CHANNEL, "person": str(person_id)})
