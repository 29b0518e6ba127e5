"""A text longer than its column: PostgreSQL calls that an error, SQLite keeps it. Here both say so before anything is written."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import String, inspect
from sqlalchemy.orm import Mapper, Session, UOWTransaction


class TooLong(Exception):
    """`longest`: how many characters the column takes."""

    def __init__(self, column: str, longest: int) -> None:
        super().__init__(f"{column} takes {longest} characters")
        self.longest = longest


def check_lengths(session: Session, context: UOWTransaction, instances: object) -> None:
    """Before each flush: what is new or changed fits. Raises `TooLong`."""
    for row in (*session.new, *session.dirty):
        for column, longest in _measured(inspect(row).mapper):
            value = row.__dict__.get(column)
            if isinstance(value, str) and len(value) > longest:
                raise TooLong(f"{type(row).__name__}.{column}", longest)


@cache
def _measured(mapper: Mapper[Any]) -> tuple[tuple[str, int], ...]:
    """The columns of a table that take so many characters."""
    kinds = ((attribute.key, attribute.columns[0].type) for attribute in mapper.column_attrs)
    return tuple((key, kind.length) for key, kind in kinds if isinstance(kind, String) and kind.length)
