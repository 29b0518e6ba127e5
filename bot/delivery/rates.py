"""How fast a channel may be sent to; a message for which there is no room yet goes back to wait in the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Lock

from bot.channels.contract import Capabilities

BULK = 0.5
"""Notices take no more than this share of a channel, so that an answer never stands behind a thousand reminders."""
BURST = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
FORGET_ABOVE = 10_000


class RateLimiter:
    """The rates of some channels as one process keeps them: its share of what the vendor allows to all together."""

    def __init__(self, capabilities: Mapping[str, Capabilities]) -> None:
        self._capabilities = capabilities
        self._free: dict[tuple[str, ...], datetime] = {}
        self._queue: dict[tuple[str, ...], datetime] = {}
        self._lock = Lock()

    def go_at(self, channel: str, account: str, answer: bool, now: datetime, senders: int = 1) -> datetime:
        """`now` if the message may go at once; else when to ask again, each of a crowd at a moment of its own.

        `senders`: so many processes send by these channels now. A message that may go counts as sent.
        """
        can = self._capabilities[channel]
        if not answer and now.minute in can.crowded:
            return now.replace(second=0, microsecond=0) + MINUTE
        lane = (channel, "answers" if answer else "notices")
        step = timedelta(seconds=senders / (can.per_second if answer else can.per_second * BULK))
        with self._lock:
            person = self._free.get((channel, "to", account), now)
            if person > now:
                return person
            free = max(self._free.get(lane, now), now)
            if free - now > BURST:
                self._queue[lane] = max(self._queue.get(lane, now), now) + step
                return self._queue[lane]
            self._free[lane] = free + step
            self._keep((channel, "to", account), now + timedelta(seconds=senders / can.per_person), now)
        return now

    def _keep(self, key: tuple[str, ...], free: datetime, now: datetime) -> None:
        if len(self._free) > FORGET_ABOVE:
            self._free = {other: at for other, at in self._free.items() if at > now}
        self._free[key] = free
