"""From an update to the application: one person's updates in order, the commit first, everything else after it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

import structlog

from bot.channels.contract import ChannelGateway, NotSent
from bot.channels.telegram.callbacks import Callbacks, Foreign, Stale
from bot.channels.telegram.keys import menu_of
from bot.channels.telegram.naming import place_of
from bot.channels.telegram.reading import NAME, Left, Said, Tapped, Unnamed, read
from bot.channels.telegram.wire import Me, Wire
from handlers.engine import tokens
from handlers.message import Incoming
from programme.roles import NEWCOMERS
from storage.queries.delivery.accounts import close_account_called

NOT_YOURS = "这是给别人的卡片，请在自己的对话里办。"
LONG_AGO = "这张卡片过期了，请重新说一下要办的事。"
LOST_FILE = "文件没有收到，请再发一次。"
"""The roles that share the menu which every chat has until it gets one of its own."""
MENUS_KNOWN = 10_000
COURTESIES = 4
"""So many at once of what may as well come late: after a restart experts, stations and staff get their menus anew."""
log = structlog.get_logger()


class Receiving:
    """Handles updates, from the webhook or a poll."""

    def __init__(self, wire: Wire, gateway: ChannelGateway, callbacks: Callbacks) -> None:
        self._wire = wire
        self._gateway = gateway
        self._callbacks = callbacks
        self._lines: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._menus: dict[str, frozenset[str]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._courtesies = asyncio.Semaphore(COURTESIES)

    async def handle(self, update: dict[str, Any], me: Me) -> None:
        """Return after the commit.

        Raises `NotTaken` or `NotSent` when the update must come again, `Malformed` when it never should.
        """
        said = read(update, me)
        if isinstance(said, Unnamed):
            return self._later(self._wire.send_text(place_of(said.room), said.why, None))
        if said is None:
            return None
        sender = said.sender if isinstance(said, Left) else said.incoming.sender
        async with self._lines.setdefault(sender, asyncio.Lock()):
            await (self._closed(sender) if isinstance(said, Left) else self._receive(said))
        return None

    async def finish(self) -> None:
        """Wait for what happens after the commits."""
        await asyncio.gather(*self._tasks)

    async def _closed(self, sender: str) -> None:
        """As after a message that came back: other routes are taken, and staff see who has none."""
        now = self._gateway.now()
        closing = self._gateway.write(lambda work: close_account_called(work, NAME, sender, now), sender)
        await asyncio.wrap_future(closing)

    async def _receive(self, said: Said) -> None:
        incoming = said.incoming
        if said.tapped:
            try:
                incoming = self._checked(incoming, said.tapped)
            except (Foreign, Stale) as error:
                why = LONG_AGO if isinstance(error, Stale) else NOT_YOURS
                return self._later(self._wire.answer(said.tapped.query, why))
        if said.file:
            incoming = await self._with_file(incoming, said.file)
        receipt = await self._gateway.receive(incoming)
        if said.tapped:
            self._later(self._wire.answer(said.tapped.query, ""))
            self._later(self._chosen(said.tapped, incoming))
        if not incoming.room:
            self._set_menu(incoming.sender, receipt.roles)
        return None

    def _checked(self, incoming: Incoming, tapped: Tapped) -> Incoming:
        token = self._callbacks.read(incoming.sender, tapped.data, self._gateway.now())
        return replace(incoming, choice=token)

    async def _with_file(self, incoming: Incoming, file: str) -> Incoming:
        try:
            content = await self._wire.download(file)
        except NotSent as trouble:
            if trouble.trouble == "wait":
                raise
            return replace(incoming, unreadable=LOST_FILE)
        return await self._gateway.attach(incoming, content)

    async def _chosen(self, tapped: Tapped, incoming: Incoming) -> None:
        """The card shows what was chosen and has no buttons any more; a menu keeps them."""
        if tapped.message and not tokens.lasting(incoming.choice):
            text = f"{tapped.text}\n\n✓ {incoming.text}" if tapped.text and incoming.text else ""
            await self._wire.edit(tapped.chat, tapped.message, text)

    def _set_menu(self, sender: str, roles: frozenset[str]) -> None:
        """The commands of a private chat follow the person's roles; a redelivery does not tell them."""
        wanted = roles if roles - NEWCOMERS else NEWCOMERS
        if roles and self._menus.get(sender, NEWCOMERS) != wanted:
            if len(self._menus) >= MENUS_KNOWN:
                self._menus.clear()
            self._menus[sender] = wanted
            self._later(self._wire.menu(int(sender), menu_of(wanted)))

    def _later(self, courtesy: Coroutine[Any, Any, object]) -> None:
        """After the answer to Telegram; nobody's message depends on it."""
        task = asyncio.get_running_loop().create_task(self._quietly(courtesy))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _quietly(self, courtesy: Coroutine[Any, Any, object]) -> None:
        async with self._courtesies:
            try:
                await courtesy
            except NotSent as trouble:
                log.info("telegram courtesy failed", reason=trouble.reason)
