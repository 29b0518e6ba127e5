"""A span of time of which the later end is now: what fell due in it is looked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_


@dataclass(frozen=True, slots=True)
class Window:
    """From `opens`, which was seen to, up to `closes`, which is now. It is empty after a clock was set back."""

    opens: datetime
    closes: datetime

    def shifted(self, by: timedelta) -> Window:
        """The window in which something lies that falls due so much earlier, or later."""
        return Window(self.opens + by, self.closes + by)

    def holds(self, column: Any) -> ColumnElement[bool]:
        """That a moment lies within."""
        return and_(column > self.opens, column <= self.closes)

    @property
    def begins_a_day(self) -> bool:
        """Whether a new day has begun in it."""
        return self.opens.astimezone(self.closes.tzinfo).date() < self.closes.date()
