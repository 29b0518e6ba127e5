"""Telegram, by webhook or by polling. Each of the two libraries is a `Wire` of its own; all else is here.

Nothing is kept that a restart may not lose: which answers are half sent, and which menu a chat has.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.channels.contract import Capabilities, ChannelGateway, NotSent
from bot.channels.http import TooLarge, body_of
from bot.channels.telegram.callbacks import Callbacks
from bot.channels.telegram.keys import menu_of
from bot.channels.telegram.reading import NAME, Malformed
from bot.channels.telegram.receiving import Receiving
from bot.channels.telegram.sending import Sending
from bot.channels.telegram.settings import TelegramSettings
from bot.channels.telegram.wire import LONGEST_POLL, SERVER_REPAIR, Me, Wire
from bot.runtime.writer import NotTaken
from handlers.message import Reply
from programme.roles import NEWCOMERS

CAPABILITIES = Capabilities(buttons=100, text_limit=4096, pictures=True, files=True, preference=10)
LARGEST_BODY = 256 * 1024
PAUSE = 1.0
"""Seconds until what the database refused is fetched again."""
TOO_SOON = 30.0
"""Seconds until Telegram is asked again at the latest, whatever it was that kept us apart."""
log = structlog.get_logger()


class Telegram:
    """`bot.channels.contract.Channel` for one bot."""

    name = NAME
    capabilities = CAPABILITIES

    def __init__(self, settings: TelegramSettings, wire: Wire) -> None:
        token = settings.token.get_secret_value()
        self._settings = settings
        self._secret = settings.webhook_secret.get_secret_value()
        self._wire = wire
        self._callbacks = Callbacks(token)
        self._me = Me(int(token.partition(":")[0]), "")
        self._listening: asyncio.Task[None] | None = None

    async def start(self, gateway: ChannelGateway) -> None:
        """Ready at once; Telegram is told as soon as it can be reached."""
        self._receiving = Receiving(self._wire, gateway, self._callbacks)
        self._sending = Sending(self._wire, gateway, self._callbacks, self.capabilities)
        self._listening = asyncio.get_running_loop().create_task(self._listen(gateway.receives))

    async def stop(self) -> None:
        if self._listening:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening
            await self._receiving.finish()
            await self._wire.close()

    def routes(self) -> Sequence[BaseRoute]:
        return [Route(self._settings.path, self._webhook, methods=["POST"])] if self._settings.webhook else []

    async def send(self, account: str, reply: Reply, key: str) -> str:
        return await self._sending.send(account, reply, key)

    async def _webhook(self, request: Request) -> Response:
        """200 after the commit, 503 when it has to come again, 403 for a stranger."""
        given = request.headers.get("x-telegram-bot-api-secret-token", "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return Response(status_code=403)
        try:
            body = await body_of(request.stream(), LARGEST_BODY)
            await self._receiving.handle(json.loads(body), self._me)
        except TooLarge:
            return Response(status_code=413)
        except (ValueError, RecursionError, Malformed):
            return Response(status_code=400)
        except (NotTaken, NotSent):
            return Response(status_code=503)
        return Response()

    async def _listen(self, receives: bool) -> None:
        """Say hello until there is an answer; then be called or poll, unless others do."""
        while True:
            try:
                self._me = await self._wire.open()
                if not receives:
                    return None
                await self._wire.menu(0, menu_of(NEWCOMERS))
                if self._settings.webhook:
                    return await self._wire.listen(self._settings.webhook, self._secret)
                await self._wire.stop_listening()
                return await self._poll()
            except NotSent as trouble:
                log.warning("telegram cannot be reached", reason=trouble.reason)
                await asyncio.sleep(min((trouble.after or SERVER_REPAIR).total_seconds(), TOO_SOON))

    async def _poll(self) -> None:
        offset = 0
        while True:
            updates = await self._wire.poll(offset, LONGEST_POLL)
            done = await asyncio.gather(*(self._polled(update) for update in updates))
            if updates:
                offset = next(
                    (int(one["update_id"]) for one, taken in zip(updates, done, strict=True) if not taken),
                    int(updates[-1]["update_id"]) + 1,
                )
            if not all(done):
                await asyncio.sleep(PAUSE)

    async def _polled(self, update: dict[str, Any]) -> bool:
        """Whether the update need not come again."""
        try:
            await self._receiving.handle(update, self._me)
        except (NotTaken, NotSent) as error:
            log.warning("update not taken", reason=str(error))
            return False
        except Malformed as error:
            log.warning("update not understood", reason=str(error))
        return True
