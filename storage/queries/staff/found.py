"""How a look-up answers: how many there are, and the first of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from storage.jurisdiction import inside
from storage.unit_of_work import UnitOfWork

Days = tuple[datetime | None, datetime | None]
"""From when, and before when; None where there is no bound."""


def first_rows(
    work: UnitOfWork, query: Select[*tuple[Any, ...]], order: Any, limit: int, of: Any
) -> tuple[int, list[Any]]:
    """How many rows there are, and the first of them as `of` makes them."""
    count = work.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    return count, [of(*row) for row in work.session.execute(query.order_by(order).limit(limit))]


def within(column: Any, region: str | None) -> list[ColumnElement[bool]]:
    """That a column lies in the region, where one is given."""
    return [inside(column, region)] if region else []


def during(column: Any, days: Days) -> list[ColumnElement[bool]]:
    """That a moment lies in these days."""
    first, last = days
    return [*([column >= first] if first else []), *([column < last] if last else [])]
