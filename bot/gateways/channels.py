"""The house as a channel sees it: `bot.channels.contract.Doors`."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TypeVar

from bot.app import House
from bot.delivery.schedule import InProcess
from bot.delivery.send import Courier
from bot.runtime.inbound import Receipt
from handlers.message import Attachment, Incoming, Reply
from storage.queries.delivery import chat_log
from storage.tables import File
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")


@asynccontextmanager
async def channels_open(house: House, takes: bool = True) -> AsyncIterator[None]:
    """The house's channels at work on this event loop; without `takes` they only send."""
    doors = HouseDoors(house, takes)
    for channel in house.channels.values():
        await channel.start(doors)
    try:
        yield
    finally:
        for channel in house.channels.values():
            await channel.stop()


@asynccontextmanager
async def doors_open(house: House) -> AsyncIterator[None]:
    """Channels and their courier in the house's own process."""
    dispatch = house.dispatch
    assert isinstance(dispatch, InProcess)
    async with channels_open(house):
        courier = Courier(house, house.channels)
        dispatch.begin(courier)
        try:
            yield
        finally:
            await asyncio.wrap_future(dispatch.end())
            await courier.stop()


class HouseDoors:
    """Takes messages and files from channels on an event loop."""

    def __init__(self, house: House, takes: bool = True) -> None:
        self._house = house
        self.takes = takes

    def now(self) -> datetime:
        return self._house.now()

    def write(self, run: Callable[[UnitOfWork], T], key: str = "house") -> Future[T]:
        return self._house.write(run, key)

    async def take(self, incoming: Incoming) -> Receipt:
        return await asyncio.wrap_future(self._house.take(incoming))

    async def claim(self, receipt: Receipt, most: int | None = None) -> tuple[Reply, ...]:
        return await asyncio.wrap_future(self._house.claim(receipt, most))

    async def answered(self, receipt: Receipt) -> None:
        await asyncio.wrap_future(self._house.answered(receipt))

    async def keep_file(self, channel: str, sender: str, content: bytes, media_type: str) -> Attachment:
        return await keep_file(self._house, channel, sender, content, media_type)

    async def file(self, key: str) -> tuple[bytes, str]:
        return await asyncio.to_thread(_kept, self._house, key)


async def keep_file(house: House, channel: str, sender: str, content: bytes, media_type: str) -> Attachment:
    """Keep a file under a random key; of a stranger, or of one who has not consented, it is only looked at."""
    account = await asyncio.to_thread(_account, house, channel, sender)
    if account is None or not account.consented:
        return Attachment("", media_type, len(content))
    key, now = secrets.token_urlsafe(24), house.now()
    file = File(key=key, account_id=account.id, media_type=media_type, content=content, created_at=now)
    await asyncio.wrap_future(house.write(lambda work: work.session.add(file), f"{channel}:{sender}"))
    return Attachment(key, media_type, len(content))


def _account(house: House, channel: str, sender: str) -> chat_log.KnownAccount | None:
    with house.reader.connect() as connection:
        return chat_log.account(connection, channel, sender)


def _kept(house: House, key: str) -> tuple[bytes, str]:
    with house.reader.connect() as connection:
        return chat_log.paper(connection, key)
