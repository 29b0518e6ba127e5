"""A moment of writing as the vendors tell it."""

from __future__ import annotations

from datetime import UTC, datetime


def moment(seconds: int) -> datetime | None:
    """So many seconds since 1970; None where no calendar has such a day."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
