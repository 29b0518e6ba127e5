"""Sends leased messages by their channels, and reports what became of each. It holds no transaction while it waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.channels.contract import Channel, NotSent, Templated
from bot.clock import Clock
from bot.delivery.due import OutboundMessage
from bot.delivery.written import WrittenRoute
from bot.log import under
from bot.runtime.writer import NotTaken
from programme.delivery import SEND_WITHIN

DATABASE_WAIT = 1.0
"""Seconds until an outcome that the database would not take is offered to it again."""
log = structlog.get_logger()


class Settles(Protocol):
    """Keeps what became of a message (`bot.delivery.delivery.Delivery`)."""

    def settle(self, message: OutboundMessage, outcome: NotSent | str) -> Future[None]: ...


class Sender:
    """Messages under way on one event loop. `send` and `call_at` may be called from any thread."""

    def __init__(self, delivery: Settles, channels: Mapping[str, Channel], clock: Clock) -> None:
        self._delivery = delivery
        self._channels = channels
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        self._alarms: set[datetime] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, messages: Sequence[OutboundMessage], then: Callable[[], None]) -> None:
        """Begin to send these, which go to different people; `then` is called as each is settled."""
        self._loop.call_soon_threadsafe(self._begin_all, messages, then)

    def call_at(self, moment: datetime, call: Callable[[], None]) -> None:
        """Call when the moment has come."""
        self._loop.call_soon_threadsafe(self._set_alarm, moment, call)

    @property
    def under_way(self) -> frozenset[asyncio.Task[None]]:
        """What is being sent."""
        return frozenset(self._tasks)

    async def stop(self) -> None:
        """Finish what is under way."""
        await asyncio.gather(*self._tasks)

    async def drop(self) -> None:
        """Let go of everything, as a process that dies."""
        for task in self.under_way:
            task.cancel()
        await asyncio.gather(*self.under_way, return_exceptions=True)

    async def send_one(self, message: OutboundMessage) -> None:
        """Send and settle. Cancelling the caller does not cancel the sending."""
        await asyncio.shield(self._begin(message))

    def _begin_all(self, messages: Sequence[OutboundMessage], then: Callable[[], None]) -> None:
        for message in messages:
            self._begin(message).add_done_callback(lambda _: then())

    def _begin(self, message: OutboundMessage) -> asyncio.Task[None]:
        task = self._loop.create_task(self._send_and_settle(message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _send_and_settle(self, message: OutboundMessage) -> None:
        """However long the database is away."""
        with under(message.trace):
            outcome = await self._outcome(message)
            while True:
                try:
                    await asyncio.wrap_future(self._delivery.settle(message, outcome))
                except NotTaken:
                    await asyncio.sleep(DATABASE_WAIT)
                    continue
                return _say(message, outcome)

    async def _outcome(self, message: OutboundMessage) -> NotSent | str:
        """Send; why it was not sent, or what the vendor calls it."""
        channel = self._channels[message.route.channel]
        try:
            async with asyncio.timeout(SEND_WITHIN.total_seconds()):
                return await _sent(channel, message)
        except NotSent as failure:
            return failure
        except TimeoutError:
            return NotSent("wait", "no answer in time", uncertain=True)
        except Exception:
            log.exception("channel failed", channel=channel.name, outbox=message.id)
            return NotSent("wait", "error in the channel", uncertain=True)

    def _set_alarm(self, moment: datetime, call: Callable[[], None]) -> None:
        """Many messages wait for one moment (the morning): one alarm does for those of the same second."""
        at = moment.replace(microsecond=0) + timedelta(seconds=1) if moment.microsecond else moment
        if at not in self._alarms:
            self._alarms.add(at)
            self._loop.call_later((at - self._clock.now()).total_seconds(), self._ring, at, call)

    def _ring(self, at: datetime, call: Callable[[], None]) -> None:
        self._alarms.discard(at)
        call()


def _say(message: OutboundMessage, outcome: NotSent | str) -> None:
    about = {
        "outbox": message.id,
        "kind": message.kind,
        "channel": message.route.channel,
        "tries": message.tries,
    }
    if isinstance(outcome, NotSent):
        log.info("not sent", **about, trouble=outcome.trouble, reason=outcome.reason[:100])
    else:
        log.info("sent", **about)


async def _sent(channel: Channel, message: OutboundMessage) -> str:
    route = message.route
    if isinstance(channel, Templated) and isinstance(route, WrittenRoute):
        return await channel.send_kind(message.kind, route.account, route.name, message.key)
    return await channel.send(route.account, message.reply, message.key)
