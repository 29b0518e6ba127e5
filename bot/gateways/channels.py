"""What a vendor's channel holds in place of the application: `bot.channels.contract.ChannelGateway`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from actions.people.bind import good_until
from actions.people.entry import PATH, link_of
from bot.gateways.attachments import Attachments
from bot.log import from_here_under, trace_of
from bot.runtime.inbound import Inbound
from bot.runtime.receive import NOT_KEPT, Receipt
from handlers.engine.links import parts_of
from handlers.message import Incoming, Reply
from storage.queries.activities.coming import link_ends
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AppGateway:
    """Hands over messages and files on an event loop. `receives` is false in a process that only sends."""

    inbound: Inbound
    count_senders: Callable[[Connection], int] | None = None
    receives: bool = True

    def now(self) -> datetime:
        return self.inbound.clock.now()

    def write(self, run: Callable[[UnitOfWork], T], key: str = "channel") -> Future[T]:
        return self.inbound.database.write(run, key)

    async def senders(self) -> int:
        return await asyncio.to_thread(self._counted, self.count_senders) if self.count_senders else 1

    async def receive(self, incoming: Incoming) -> Receipt:
        """Whoever sends too fast is told once; what they send meanwhile has no answer and leaves nothing behind.

        What the channel's task logs from here on bears the message's id.
        """
        from_here_under(trace_of(incoming.channel, incoming.external_id))
        verdict = self.inbound.guard.take("messages", f"{incoming.channel}:{incoming.sender}")
        if not verdict.wait:
            return await asyncio.wrap_future(self.inbound.receive(incoming))
        return await asyncio.wrap_future(self.inbound.turn_away(incoming)) if verdict.first else NOT_KEPT

    async def claim(self, receipt: Receipt, most: int | None = None) -> tuple[Reply, ...]:
        if receipt is NOT_KEPT:
            return ()
        if receipt.until:
            await self.inbound.clock.wait_until(receipt.until)
        return await asyncio.wrap_future(self.inbound.claim(receipt, most))

    async def answered(self, receipt: Receipt) -> None:
        if receipt is not NOT_KEPT:
            await asyncio.wrap_future(self.inbound.answered(receipt))

    async def attach(self, incoming: Incoming, content: bytes) -> Incoming:
        return await self._attachments.attach(incoming, content)

    async def file(self, key: str) -> tuple[bytes, str]:
        return await self._attachments.content(key)

    async def entry_link(self, channel: str, sender: str) -> str:
        now = self.now()
        made = self.write(lambda work: link_of(work, channel, sender, now), f"{channel}:{sender}")
        return PATH + await asyncio.wrap_future(made)

    async def link_valid_until(self, key: str) -> datetime | None:
        now, (event, code) = self.now(), parts_of(key)

        def ends(work: UnitOfWork) -> datetime | None:
            return link_ends(work, event, code, now) if event or code else good_until(work, key, now)

        return await asyncio.wrap_future(self.write(ends))

    @property
    def _attachments(self) -> Attachments:
        return Attachments(self.inbound.database, self.inbound.clock, self.inbound.guard)

    def _counted(self, count: Callable[[Connection], int]) -> int:
        with self.inbound.database.read() as connection:
            return count(connection)
