"""Titles by their ids, as staff call them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func

from storage.queries.titles.holders import NAME, holding
from storage.tables import Expert, Qualification
from storage.unit_of_work import UnitOfWork


def names_of_titles(work: UnitOfWork, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """The name and the unit of whoever holds each of these titles."""
    found = holding(Qualification.id, NAME, func.coalesce(Expert.unit, "")).where(Qualification.id.in_(ids))
    return {row[0]: (row[1], row[2]) for row in work.connection.execute(found)}
