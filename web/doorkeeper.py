"""Turns addresses away that ask too much, before anything is done for them."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from math import ceil
from weakref import WeakValueDictionary

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.guard import Guard
from web.health import LIVE
from web.limits import REASONS
from web.refusals import answer

UNCOUNTED = ("/healthz", LIVE)
FORGED = (400, 401, 403, 413)
HELD_FOR = 1.0
"""Seconds until a refusal is answered: who asks again at once asks no faster than that."""
MOST_HELD = 200
AT_ONCE = 3
"""Requests of one address that are worked on at the same time: more would only wait for the writer, before everybody else."""


class Doorkeeper:
    """Plain ASGI, so that streams pass untouched.

    Vendors call from few addresses and much, so of their calls only those count that were turned down; an address with
    too many of them is not listened to.
    """

    def __init__(self, app: ASGIApp, guard: Guard, vendors: frozenset[str]) -> None:
        self.app = app
        self._guard = guard
        self._vendors = vendors
        self._held = 0
        self._turns: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 429."""
        if scope["type"] != "http" or scope["path"] in UNCOUNTED:
            return await self.app(scope, receive, send)
        address = scope["client"][0] if scope["client"] else ""
        if scope["path"] in self._vendors:
            return await self._vendor(address, scope, receive, send)
        if wait := self._guard.take("requests", address).wait:
            return await self._refuse(wait, scope, receive, send)
        return await self._in_turn(address, scope, receive, send)

    async def _in_turn(self, address: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Few of one address at a time, until each begins to answer: a burst waits for itself and for nobody else."""
        turns = self._turns.setdefault(address, asyncio.Semaphore(AT_ONCE))
        async with AsyncExitStack() as turn:
            await turn.enter_async_context(turns)

            async def begun(message: Message) -> None:
                await turn.aclose()
                await send(message)

            await self.app(scope, receive, begun)

    async def _vendor(self, address: str, scope: Scope, receive: Receive, send: Send) -> None:
        if wait := self._guard.wait("refusals", address):
            return await self._refuse(wait, scope, receive, send)

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in FORGED:
                self._guard.take("refusals", address)
            await send(message)

        return await self.app(scope, receive, counted)

    async def _refuse(self, wait: float, scope: Scope, receive: Receive, send: Send) -> None:
        if self._held < MOST_HELD:
            self._held += 1
            try:
                await asyncio.sleep(HELD_FOR)
            finally:
                self._held -= 1
        headers = {"Retry-After": str(ceil(wait)), "Connection": "close"}
        await answer(Request(scope), 429, REASONS["requests"], headers)(scope, receive, send)
