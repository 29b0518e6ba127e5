"""Carries leased messages to the vendors, and notes what became of each. It holds no transaction while it waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.channels.contract import Channel, NotSent
from bot.delivery.due import Errand
from bot.runtime.writer import NotTaken
from programme.delivery import SEND_WITHIN

DATABASE_WAIT = 1.0
"""Seconds until an outcome that the database would not take is offered to it again."""
log = structlog.get_logger()


class Settling(Protocol):
    """Keeps what became of an errand (`House.settle`)."""

    def settle(self, errand: Errand, trouble: NotSent | None) -> Future[None]: ...

    def now(self) -> datetime: ...


class Courier:
    """Errands under way on one event loop. `carry` may be called from any thread."""

    def __init__(self, house: Settling, channels: Mapping[str, Channel]) -> None:
        self._house = house
        self._channels = channels
        self._loop = asyncio.get_running_loop()
        self._alarms: set[datetime] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def carry(self, errands: Sequence[Errand], then: Callable[[], None]) -> None:
        """Set out with these, which are of different people; `then` is called as each is settled."""
        self._loop.call_soon_threadsafe(self._set_out, errands, then)

    def wake_at(self, moment: datetime, call: Callable[[], None]) -> None:
        """Call when the moment has come."""
        self._loop.call_soon_threadsafe(self._set_alarm, moment, call)

    @property
    def under_way(self) -> frozenset[asyncio.Task[None]]:
        """What is being carried."""
        return frozenset(self._tasks)

    async def stop(self) -> None:
        """Finish what is under way."""
        await asyncio.gather(*self._tasks)

    async def drop(self) -> None:
        """Let go of everything, as a process that dies."""
        for task in self.under_way:
            task.cancel()
        await asyncio.gather(*self.under_way, return_exceptions=True)

    async def carry_one(self, errand: Errand) -> None:
        """Send, and note what became of it. Whoever stops waiting does not stop the courier."""
        await asyncio.shield(self._begin(errand))

    def _begin(self, errand: Errand) -> asyncio.Task[None]:
        task = self._loop.create_task(self._carry(errand))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _carry(self, errand: Errand) -> None:
        """However long the database is away."""
        trouble = await self._send(errand)
        while True:
            try:
                return await asyncio.wrap_future(self._house.settle(errand, trouble))
            except NotTaken:
                await asyncio.sleep(DATABASE_WAIT)

    async def _send(self, errand: Errand) -> NotSent | None:
        channel = self._channels[errand.way.channel]
        try:
            async with asyncio.timeout(SEND_WITHIN.total_seconds()):
                await channel.send(errand.way.account, errand.reply, errand.key)
        except NotSent as trouble:
            return trouble
        except TimeoutError:
            return NotSent("wait", "no answer in time", uncertain=True)
        except Exception:
            log.exception("channel failed", channel=channel.name, outbox=errand.id)
            return NotSent("wait", "error in the channel", uncertain=True)
        return None

    def _set_alarm(self, moment: datetime, call: Callable[[], None]) -> None:
        """Many messages wait for one moment (the morning): one alarm does for those of the same second."""
        at = moment.replace(microsecond=0) + timedelta(seconds=1) if moment.microsecond else moment
        if at not in self._alarms:
            self._alarms.add(at)
            self._loop.call_later((at - self._house.now()).total_seconds(), self._ring, at, call)

    def _ring(self, at: datetime, call: Callable[[], None]) -> None:
        self._alarms.discard(at)
        call()

    def _set_out(self, errands: Sequence[Errand], then: Callable[[], None]) -> None:
        for errand in errands:
            self._begin(errand).add_done_callback(lambda _: then())
