"""The one place that knows what time it is."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Local time, with its zone."""

    def now(self) -> datetime: ...

    async def wait_until(self, moment: datetime) -> None:
        """Return when the moment has come."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(SHANGHAI)

    async def wait_until(self, moment: datetime) -> None:
        await asyncio.sleep((moment - self.now()).total_seconds())


class StoppedClock:
    """A clock that stands still until it is moved: for replays and tests."""

    def __init__(self, at: datetime) -> None:
        self.at = at.replace(tzinfo=SHANGHAI) if at.tzinfo is None else at.astimezone(SHANGHAI)

    def now(self) -> datetime:
        return self.at

    async def wait_until(self, moment: datetime) -> None:
        """At once: it would never come."""

    def move(self, by: timedelta) -> None:
        self.at += by
