"""By which way the rows of a list are come by, so that a page of it takes as long in a register of millions as in a small one.

Where few rows lie in a jurisdiction, or have what a filter asks for, an index leads to them and they are sorted. Where many do, the
list is walked in its order until a page is full: there an index on the region would only gather them all, to be sorted for the first
twenty-five. A database without statistics does not know which of both it is, so it is counted, as far as it matters (decision 0309).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
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
    return shortest_of_each(work, ways, [filters], inside)[0]


def shortest_of_each(
    work: UnitOfWork,
    ways: Mapping[str, Way],
    wanted: Sequence[Mapping[str, Sequence[str]]],
    inside: Sequence[Select[Any]],
) -> list[Select[Any] | None]:
    """The same for several settings of the filters: what has to be counted for all of them is counted in one statement."""
    found: list[Select[Any] | None] = [None] * len(wanted)
    searches = {place: _search(ways, filters, inside) for place, filters in enumerate(wanted)}
    few: dict[int, bool | None] = dict.fromkeys(searches)
    while searches:
        parts = {}
        for place, search in list(searches.items()):
            try:
                parts[place] = search.send(few[place])
            except StopIteration as ended:
                found[place] = ended.value
                del searches[place]
        few = _are_few(work, parts)
    return found


def _search(
    ways: Mapping[str, Way], filters: Mapping[str, Sequence[str]], inside: Sequence[Select[Any]]
) -> Generator[Select[Any], bool | None, Select[Any] | None]:
    """Yields what is to be counted and is sent whether it is few; returns the first way of which all is."""
    asked = [ways[name](values) for name, values in filters.items() if values and name in ways]
    for way in (*asked, inside):
        for part in way:
            if not (yield part):
                break
        else:
            return way[-1]
    return None


def _are_few(work: UnitOfWork, ways: Mapping[int, Select[Any]]) -> dict[int, bool | None]:
    if not ways:
        return {}
    counts = (
        select(func.count()).select_from(way.limit(MANY + 1).subquery()).scalar_subquery()
        for way in ways.values()
    )
    row = work.connection.execute(select(*counts)).one()
    return {place: count <= MANY for place, count in zip(ways, row, strict=True)}
