"""Wakes readers when a chat has a new line; threads ring, event loops listen."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from threading import Lock


class Bell:
    """One bell a person. Listeners on any loop are woken from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._listeners: dict[int, set[tuple[asyncio.AbstractEventLoop, asyncio.Event]]] = defaultdict(set)

    def ring(self, person_id: int) -> None:
        """Wake whoever listens for this person."""
        with self._lock:
            listeners = list(self._listeners.get(person_id, ()))
        for loop, event in listeners:
            if not loop.is_closed():
                loop.call_soon_threadsafe(event.set)

    def listen(self, person_id: int) -> asyncio.Event:
        """An event that the next ring sets; give it back with `leave`."""
        event = asyncio.Event()
        with self._lock:
            self._listeners[person_id].add((asyncio.get_running_loop(), event))
        return event

    def leave(self, person_id: int, event: asyncio.Event) -> None:
        """Listen no more."""
        with self._lock:
            listeners = self._listeners[person_id]
            listeners.discard((asyncio.get_running_loop(), event))
            if not listeners:
                del self._listeners[person_id]
