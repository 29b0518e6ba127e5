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

from bot.channels.contract import Doors, Means, NotSent
from bot.channels.telegram_callbacks import Callbacks
from bot.channels.telegram_hearing import COMMON, Hearing
from bot.channels.telegram_keys import menu_of
from bot.channels.telegram_reading import NAME, Malformed
from bot.channels.telegram_sending import Sending
from bot.channels.telegram_wire import LONGEST_POLL, SERVER_REPAIR, Me, Wire
from bot.sections.telegram import Telegram as Section
from bot.writer import NotTaken
from handlers.message import Reply
from web.bodies import bounded
from web.refusals import Refused

MEANS = Means(buttons=100, text_limit=4096, pictures=True, files=True, preference=10)
LARGEST_BODY = 256 * 1024
PAUSE = 1.0
"""Seconds until what the database refused is fetched again."""
TOO_SOON = 30.0
"""Seconds until Telegram is asked again at the latest, whatever it was that kept us apart."""
log = structlog.get_logger()


class Telegram:
    """`bot.channels.contract.Channel` for one bot."""

    name = NAME
    means = MEANS

    def __init__(self, section: Section, wire: Wire) -> None:
        token = section.token.get_secret_value()
        self._section = section
        self._secret = section.webhook_secret.get_secret_value()
        self._wire = wire
        self._callbacks = Callbacks(token)
        self._me = Me(int(token.partition(":")[0]), "")
        self._listening: asyncio.Task[None] | None = None

    async def start(self, doors: Doors) -> None:
        """Ready at once; Telegram is told as soon as it can be reached."""
        self._hearing = Hearing(self._wire, doors, self._callbacks)
        self._sending = Sending(self._wire, doors, self._callbacks, self.means)
        self._listening = asyncio.get_running_loop().create_task(self._listen(doors.takes))

    async def stop(self) -> None:
        if self._listening:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening
            await self._hearing.finish()
            await self._wire.close()

    def routes(self) -> Sequence[BaseRoute]:
        return [Route(self._section.path, self._webhook, methods=["POST"])] if self._section.webhook else []

    async def send(self, account: str, reply: Reply, key: str) -> None:
        await self._sending.send(account, reply, key)

    async def _webhook(self, request: Request) -> Response:
        """200 after the commit, 503 when it has to come again, 403 for a stranger."""
        given = request.headers.get("x-telegram-bot-api-secret-token", "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return Response(status_code=403)
        try:
            body = b"".join([chunk async for chunk in bounded(request.stream(), LARGEST_BODY, "")])
            await self._hearing.take(json.loads(body), self._me)
        except Refused:
            return Response(status_code=413)
        except (ValueError, RecursionError, Malformed):
            return Response(status_code=400)
        except (NotTaken, NotSent):
            return Response(status_code=503)
        return Response()

    async def _listen(self, takes: bool) -> None:
        """Say hello until there is an answer; then be called or poll, unless others do."""
        while True:
            try:
                self._me = await self._wire.open()
                if not takes:
                    return None
                await self._wire.menu(0, menu_of(COMMON))
                if self._section.webhook:
                    return await self._wire.listen(self._section.webhook, self._secret)
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
            await self._hearing.take(update, self._me)
        except (NotTaken, NotSent) as error:
            log.warning("update not taken", reason=str(error))
            return False
        except Malformed as error:
            log.warning("update not understood", reason=str(error))
        return True
