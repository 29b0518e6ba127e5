"""Pictures and papers that come with messages: looked at, cleaned, and kept for those who have consented."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.runtime.database import Database
from handlers.message import Attachment, Incoming
from storage.queries.delivery import chat_log
from web.guard import Guard
from web.limits import NO_ROOM, require_file
from web.refusals import Refused
from web.uploads import checked


@dataclass(frozen=True, slots=True)
class Attachments:
    """The files that people send and are sent."""

    database: Database
    clock: Clock
    guard: Guard

    async def attach(self, incoming: Incoming, content: bytes) -> Incoming:
        """The message with its file, checked and kept; or with the reason why the file cannot be taken."""
        try:
            require_file(self.guard, f"{incoming.channel}:{incoming.sender}", content)
            content, media_type = await checked(content)
            kept = await self.keep(incoming.channel, incoming.sender, content, media_type)
        except Refused as refused:
            return replace(incoming, unreadable=refused.reason)
        return replace(incoming, files=(kept,))

    async def keep(self, channel: str, sender: str, content: bytes, media_type: str) -> Attachment:
        """Keep a checked file under a random key; that of a stranger, or of one without consent, is not kept (no key).

        Raises `web.refusals.Refused` where the account has no room for it.
        """
        account = await asyncio.to_thread(self._account, channel, sender)
        if account is None or not account.consented:
            return Attachment("", media_type, len(content))
        stored = await asyncio.to_thread(self._stored, account.id)
        if not self.guard.has_room(stored, len(content)):
            raise Refused(413, NO_ROOM)
        key, now = secrets.token_urlsafe(24), self.clock.now()
        file = (key, account.id, media_type, content, now)
        await asyncio.wrap_future(
            self.database.write(
                lambda work: chat_log.keep_file(work.connection, *file), f"{channel}:{sender}"
            )
        )
        return Attachment(key, media_type, len(content))

    async def content(self, key: str) -> tuple[bytes, str]:
        """Content and media type of a file that goes with a reply."""
        return await asyncio.to_thread(self._content, key)

    def _account(self, channel: str, sender: str) -> chat_log.KnownAccount | None:
        with self.database.read() as connection:
            return chat_log.account(connection, channel, sender)

    def _stored(self, account_id: int) -> int:
        with self.database.read() as connection:
            return chat_log.stored_bytes(connection, account_id)

    def _content(self, key: str) -> tuple[bytes, str]:
        with self.database.read() as connection:
            return chat_log.paper(connection, key)
