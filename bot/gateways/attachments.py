"""A picture or paper that came by a vendor: the same checks as an upload on the web, then kept."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.channels.contract import Doors
from handlers.message import Incoming
from web.files import OPENED_AT_ONCE
from web.refusals import Refused
from web.uploads import cleaned

# A photo of 50 megapixels takes 150 MB while it is open.
_tables = asyncio.Semaphore(OPENED_AT_ONCE)


async def attach(doors: Doors, incoming: Incoming, content: bytes) -> Incoming:
    """The message with its file, looked at and kept; or with the reason why it cannot be taken."""
    try:
        async with _tables:
            content, kind = await asyncio.to_thread(cleaned, content)
    except Refused as refused:
        return replace(incoming, unreadable=refused.reason)
    kept = await doors.keep_file(incoming.channel, incoming.sender, content, kind)
    return replace(incoming, files=(kept,))
