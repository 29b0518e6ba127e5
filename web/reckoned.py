"""Sums that take longer than a page may: reckoned once for all who ask, and anew behind the back of who asks later (decision 0309).

They live in the process: a process that has just begun reckons them for its first reader, who waits for that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

from starlette.requests import Request

T = TypeVar("T")
FRESH = timedelta(minutes=5)
BRIEFLY = 0.05
"""Seconds for which a reader waits for newer sums: where they are quickly made nobody is shown old ones."""


class Reckoned:
    """What was reckoned, by what it is of, and when."""

    def __init__(self) -> None:
        self._held: dict[Hashable, tuple[datetime, Any]] = {}
        self._under_way: dict[Hashable, asyncio.Task[None]] = {}

    async def get(self, key: Hashable, now: datetime, make: Callable[[], Awaitable[T]]) -> T:
        """What `make` gives, of the last five minutes or, while that is under way, older."""
        held = self._held.get(key)
        if held and timedelta() <= now - held[0] < FRESH:
            return cast(T, held[1])
        task = self._under_way.get(key)
        if task is None:
            task = self._under_way[key] = asyncio.create_task(self._make(key, now, make))
        await asyncio.wait({task}, timeout=BRIEFLY if held else None)
        if task.done():
            task.result()  # what went wrong is the reader's who waited for it
        return cast(T, self._held[key][1])

    async def _make(self, key: Hashable, now: datetime, make: Callable[[], Awaitable[Any]]) -> None:
        try:
            self._held[key] = now, await make()
        finally:
            del self._under_way[key]


def reckoned_of(request: Request) -> Reckoned:
    """What this process has reckoned."""
    return cast(Reckoned, request.app.state.reckoned)
