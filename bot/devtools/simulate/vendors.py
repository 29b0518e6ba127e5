"""Vendors as they are: they limit, refuse, are away for hours, and drop doubles or not. What arrived stays with them."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from zlib import crc32

from starlette.routing import BaseRoute

from bot.channels.contract import Capabilities, ChannelGateway, NotSent
from bot.devtools.simulate.fault_injection import FaultInjection
from handlers.message import Reply

REMEMBERS = timedelta(minutes=30)
BLOCKED_IN = 50
"""One account in so many has blocked the programme."""
CAPABILITIES = {
    "telegram": Capabilities(buttons=8, text_limit=4096, preference=10),
    "wecom": Capabilities(buttons=6, text_limit=2048, unit="bytes", deduplicates=True, preference=30),
}


class Vendor:
    """One vendor. Its record outlives every app.

    `arrived` counts what people saw: messages, and by `within` the reminders that a message says besides its own.
    """

    def __init__(
        self,
        name: str,
        faults: FaultInjection,
        now: Callable[[], datetime],
        away: Callable[[datetime], bool],
        within: Mapping[str, Sequence[str]],
    ) -> None:
        self.name = name
        self.capabilities = CAPABILITIES[name]
        self.arrived: Counter[str] = Counter()
        self._faults, self._now, self._away, self._within = faults, now, away, within
        self._last: deque[datetime] = deque(maxlen=int(self.capabilities.per_second))
        self._lately: dict[str, datetime] = {}

    async def start(self, gateway: ChannelGateway) -> None:
        """Nothing to open: the people of the simulation write by themselves."""

    async def stop(self) -> None:
        """Nothing to close."""

    def routes(self) -> Sequence[BaseRoute]:
        return ()

    async def send(self, account: str, reply: Reply, key: str) -> str:
        self._faults.point()
        self._refuse(account)
        now = self._now()
        self._last.append(now)
        if not (
            self.capabilities.deduplicates and now - self._lately.get(key, now - 2 * REMEMBERS) < REMEMBERS
        ):
            self.arrived.update((key, *self._within[key]))
            self._lately[key] = now
        self._faults.point()
        return ""

    def _refuse(self, account: str) -> None:
        now = self._now()
        if self._away(now):
            raise NotSent("wait", "502")
        if crc32(f"{self.name}:{account}".encode()) % BLOCKED_IN == 0:
            raise NotSent("blocked", "blocked by the user")
        if len(self._last) == self._last.maxlen and now - self._last[0] < timedelta(seconds=1):
            raise NotSent("wait", "429", after=timedelta(seconds=1))
