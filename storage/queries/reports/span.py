"""A span of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, and_


@dataclass(frozen=True, slots=True)
class Span:
    """The days looked at, and the zone in which they begin."""

    first: date
    last: date
    zone: tzinfo | None

    def holds(self, column: Any) -> ColumnElement[bool]:
        """Whether a moment lies within."""
        begins, ends = (
            datetime.combine(day, time(), self.zone) for day in (self.first, self.last + timedelta(days=1))
        )
        return and_(column >= begins, column < ends)
