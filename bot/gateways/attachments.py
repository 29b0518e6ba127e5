"""Pictures and papers that come with messages: looked at, cleaned, and kept for those who have consented."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.runtime.database import Database
from handlers.message import Attachment, Incoming
from storage.queries.delivery import chat_log
from web.refusals import Refused
from web.uploads import checked


@dataclass(frozen=True, slots=True)
class Attachments:
    """The files that people send and are sent."""

    database: Database
    clock: Clock

    async def attach(self, incoming: Incoming, content: bytes) -> Incoming:
        """The message with its file, checked and kept; or with the reason why the file cannot be taken."""
        try:
            content, media_type = await checked(content)
        except Refused as refused:
            return replace(incoming, unreadable=refused.reason)
        kept = await self.keep(incoming.channel, incoming.sender, content, media_type)
        return replace(incoming, files=(kept,))

    async def keep(self, channel: str, sender: str, content: bytes, media_type: str) -> Attachment:
        """Keep a checked file under a random key; that of a stranger, or of one without consent, is not kept (no key)."""
        account = await asyncio.to_thread(self._account, channel, sender)
        if account is None or not account.consented:
            return Attachment("", media_type, len(content))
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

    def _content(self, key: str) -> tuple[bytes, str]:
        with self.database.read() as connection:
            return chat_log.paper(connection, key)
