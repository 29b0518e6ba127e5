"""By which way the rows of a list are come by, so that a page of it takes as long in a register of millions as in a small one.

Where few rows lie in a jurisdiction, or have what a filter asks for, an index leads to them and they are sorted. Where many do, the
list is walked in its order until a page is full: there an index on the region would only gather them all, to be sorted for the first
twenty-five. A database without statistics does not know which of both it is, so it is counted, as far as it matters (decision 0309).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select

from storage.unit_of_work import UnitOfWork

MANY = 20_000
"""More rows than these are not gathered and sorted for one page."""
Way = Callable[[Sequence[str]], Sequence[Select[Any]]]
"""The ids that an index leads to, for what a filter asks, last; before them what has to be few too, or they are not even counted."""


def unindexed(column: Any) -> Any:
    """The same column where no index on it is wanted: of many rows."""
    return func.coalesce(column, "")


def shortest(
    work: UnitOfWork,
    ways: Mapping[str, Way],
    filters: Mapping[str, Sequence[str]],
    inside: Sequence[Select[Any]],
) -> Select[Any] | None:
    """The ids among which all rows are that the filters leave, where one way leads to few; None where the list is to be walked."""
    asked = [ways[name](values) for name, values in filters.items() if values and name in ways]
    return next((way[-1] for way in (*asked, inside) if all(_are_few(work, part) for part in way)), None)


def _are_few(work: UnitOfWork, way: Select[Any]) -> bool:
    some = way.limit(MANY + 1).subquery()
    return work.connection.execute(select(func.count()).select_from(some)).scalar_one() <= MANY
