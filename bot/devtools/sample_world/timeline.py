"""What will happen, in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count

Happening = Callable[[datetime], None]


class Timeline:
    """Happenings until an end; each may plan others."""

    def __init__(self, end: datetime) -> None:
        self._end = end
        self._ahead: list[tuple[datetime, int, Happening]] = []
        self._order = count()

    def plan(self, at: datetime, happening: Happening) -> None:
        """Let it happen then; what falls after the end never does."""
        if at < self._end:
            heapq.heappush(self._ahead, (at, next(self._order), happening))

    def run(self) -> Iterator[datetime]:
        """Let one after the other happen, and say when each did."""
        while self._ahead:
            at, _, happening = heapq.heappop(self._ahead)
            happening(at)
            yield at
