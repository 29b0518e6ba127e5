"""What the public pages hold in place of the application: a look as anybody, and a deed as somebody who has just come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.gateways.pages import CHANNEL, PageGateway
from handlers.engine.context import ConversationContext
from programme.packs import RulePack
from storage.queries.delivery import chat_log
from storage.queries.people.speakers import by_account
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")


class Crowded(Exception):
    """Too many newcomers; `wait` in seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__()
        self.wait = wait


@dataclass(frozen=True, slots=True)
class VisitGateway:
    """Nobody is known here beforehand."""

    pages: PageGateway

    async def look(self, ask: Callable[[UnitOfWork, datetime, RulePack], T]) -> T:
        """What `ask` finds, on a connection that only reads."""
        inbound = self.pages.inbound

        def looking() -> T:
            with inbound.database.read() as connection:
                work = UnitOfWork(connection)
                try:
                    return ask(work, inbound.clock.now(), inbound.rules)
                finally:
                    work.session.close()

        return await asyncio.to_thread(looking)

    async def act(
        self, slot: str, secret_hash: str, address: str, deed: Callable[[ConversationContext], T]
    ) -> T | None:
        """A newcomer's account and their deed in one transaction; None where the account is there, so that a form sent twice counts once."""
        inbound = self.pages.inbound

        def acting(work: UnitOfWork) -> T | None:
            if chat_log.account(work.connection, CHANNEL, slot):
                return None
            if wait := self.pages.opened(work, slot, secret_hash, address):
                raise Crowded(wait)
            speaker = by_account(work, CHANNEL, slot)
            assert speaker is not None
            talk = ConversationContext(work, speaker, inbound.clock.now(), inbound.rules, inbound.options)
            with talk.deed():
                return deed(talk)

        return await asyncio.wrap_future(inbound.database.write(acting, f"{CHANNEL}:{slot}"))

    async def act_unknown(self, deed: Callable[[UnitOfWork, datetime], T]) -> T:
        """A deed of nobody in particular, in a transaction of its own."""
        inbound = self.pages.inbound

        def acting(work: UnitOfWork) -> T:
            with work.undone_if_refused():
                return deed(work, inbound.clock.now())

        return await asyncio.wrap_future(inbound.database.write(acting))
