"""Bodies that a vendor posts."""

from __future__ import annotations

from collections.abc import AsyncIterable

PATIENCE = 4
"""A body that is too long is read on for so many times its limit: a sender that is cut off is given no reason."""


class TooLarge(Exception):
    """A body beyond its limit: answer 413."""


async def body_of(stream: AsyncIterable[bytes], limit: int) -> bytes:
    """A request's body of at most `limit` bytes; raises `TooLarge`."""
    body, size = b"", 0
    async for chunk in stream:
        size += len(chunk)
        if size <= limit:
            body += chunk
        elif size > PATIENCE * limit:
            break
    if size > limit:
        raise TooLarge
    return body
