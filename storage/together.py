"""Several questions in one statement: what a page shows lies in many tables, and each way to the database costs more than a row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, cast, literal_column, null, select, union_all

from storage.unit_of_work import UnitOfWork


def together(work: UnitOfWork, *asked: Select[*tuple[Any, ...]]) -> list[list[tuple[Any, ...]]]:
    """The rows of each question, in the order of the questions; within one they come in no order, as out of any union.

    Each has columns of its own, beside which the others stand empty, so that every value is read by its own type.
    """
    tables = [one.subquery() for one in asked]
    branches = (
        select(
            literal_column(str(place)),
            *(column if own is table else cast(null(), column.type) for own in tables for column in own.c),
        )
        for place, table in enumerate(tables)
    )
    ends = [0]
    for table in tables:
        ends.append(ends[-1] + len(table.c))
    found: list[list[tuple[Any, ...]]] = [[] for _ in asked]
    for place, *values in work.connection.execute(union_all(*branches)):
        found[place].append(tuple(values[ends[place] : ends[place + 1]]))
    return found
