"""What the console holds in place of the application: a look at what is, and deeds, as the member of staff whose session it is."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.gateways.pages import CHANNEL, NotAllowed
from bot.runtime.inbound import Inbound
from handlers.engine.context import ConversationContext
from storage.queries.delivery import chat_log
from storage.queries.people.speakers import Speaker, by_account, reading_account
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
SIGN_IN = "登录已经过期，请重新登录。"


@dataclass(frozen=True, slots=True)
class StaffGateway:
    """A session is known by its account (`slot`) and the hash of its secret; raises `NotAllowed` for who is no staff or signed out."""

    inbound: Inbound

    async def read(self, slot: str, secret_hash: str, ask: Callable[[ConversationContext], T]) -> T:
        """What `ask` finds, on a connection that only reads and locks nothing."""

        def reading() -> T:
            with self.inbound.database.read() as connection:
                work = UnitOfWork(connection)
                try:
                    return ask(self._talk(work, slot, secret_hash, reading_account(work, CHANNEL, slot)))
                finally:
                    work.session.close()

        return await asyncio.to_thread(reading)

    async def act(self, slot: str, secret_hash: str, deed: Callable[[ConversationContext], T]) -> T:
        """Do `deed` in a transaction; what it refuses leaves nothing behind."""

        def acting(work: UnitOfWork) -> T:
            talk = self._talk(work, slot, secret_hash, by_account(work, CHANNEL, slot))
            with talk.deed():
                return deed(talk)

        return await asyncio.wrap_future(self.inbound.database.write(acting, f"{CHANNEL}:{slot}"))

    def _talk(
        self, work: UnitOfWork, slot: str, secret_hash: str, speaker: Speaker | None
    ) -> ConversationContext:
        now = self.inbound.clock.now()
        account = chat_log.account(work.connection, CHANNEL, slot)
        kept = (account.secret_hash if account else None) or ""
        over = account is not None and account.ends_at is not None and account.ends_at <= now
        if over or not hmac.compare_digest(kept, secret_hash) or speaker is None or speaker.staff_id is None:
            raise NotAllowed(SIGN_IN)
        return ConversationContext(work, speaker, now, self.inbound.rules, self.inbound.options)
