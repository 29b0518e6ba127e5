"""Receiving a message within the five seconds that 公众号 and 企业微信 wait before they call again."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

import structlog

from bot.channels.contract import ChannelGateway, NotSent
from bot.channels.tencent.client import Api
from bot.runtime.receive import Receipt
from bot.runtime.writer import NotTaken
from handlers.message import Incoming

WITHIN = 4.5
"""Seconds until the vendor is answered with nothing: at five it gives up and calls again."""
AGAIN = 1.0
NOT_FETCHED = "图片没有收到，请再发一次。"
log = structlog.get_logger()


class Receiving:
    """Messages being received. Copies of one wait for the same outcome; nobody waits longer than the vendor."""

    def __init__(self, gateway: ChannelGateway, api: Api, within: float = WITHIN) -> None:
        self._gateway = gateway
        self._api = api
        self._within = within
        self._under_way: dict[str, asyncio.Task[Receipt]] = {}
        self._promised: set[str] = set()

    async def accept(self, incoming: Incoming, media_id: str = "") -> Receipt | None:
        """The receipt, or None if it takes too long: then the vendor has our word that the message is kept.

        Raises `NotTaken` while the vendor may still be told to send it again.
        """
        key = incoming.external_id
        task = self._under_way.get(key)
        if task is None:
            task = self._under_way[key] = asyncio.create_task(self._received(incoming, media_id))
            task.add_done_callback(lambda done: self._done(key, done))
        await asyncio.wait({task}, timeout=self._within)
        if task.done():
            return task.result()
        self._promised.add(key)
        return None

    async def finish(self) -> None:
        """Wait for what is under way."""
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    async def _received(self, incoming: Incoming, media_id: str) -> Receipt:
        if media_id:
            incoming = await self._with_picture(incoming, media_id)
        while True:
            try:
                return await self._gateway.receive(incoming)
            except NotTaken:
                if incoming.external_id not in self._promised:
                    raise
                await asyncio.sleep(AGAIN)

    async def _with_picture(self, incoming: Incoming, media_id: str) -> Incoming:
        """A picture is fetched and looked at like one from the web chat, before the message is taken."""
        try:
            content = await self._api.call(lambda client: client.picture(media_id))
        except NotSent as error:
            log.warning("picture not fetched", channel=incoming.channel, reason=error.reason)
            return replace(incoming, unreadable=NOT_FETCHED)
        return await self._gateway.attach(incoming, content)

    def _done(self, key: str, task: asyncio.Task[Receipt]) -> None:
        self._under_way.pop(key, None)
        self._promised.discard(key)
        if not task.cancelled() and (error := task.exception()) and not isinstance(error, NotTaken):
            log.error("message not taken", error=repr(error))


def later(running: set[asyncio.Task[None]], coroutine: Coroutine[Any, Any, None]) -> None:
    """Do something that nobody waits for; the set keeps it alive."""
    task = asyncio.create_task(coroutine)
    running.add(task)
    task.add_done_callback(running.discard)
