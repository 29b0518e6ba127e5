"""One machinery for all lists of the console: filters, order and pages by key, bounded counts (decision 0292)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, func, literal, or_, select, true

from storage.jurisdiction import ranged
from storage.queries.console.ways import Way, shortest, shortest_of_each, unindexed
from storage.together import together
from storage.unit_of_work import UnitOfWork

COUNTED = 10_000
AT_ONCE = 500
"""More than so many rows are not counted."""
Values = Sequence[str]
Condition = Callable[[Values], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: what it shows of which rows, and by what they are found.

    `start` makes a select of columns over the joined tables; `key` is the id by which pages go; `region` says where a row lies;
    `always` holds for every row; `filters` by name; `sorts`: name → (column, whether the greatest comes first), the first is the usual one.
    `found_in`: the same as `start` without the tables that only a row shows; `ways`: by filter, the ids that an index leads to;
    `lying`: those in a jurisdiction, where `region` is no column of the list's own table.
    """

    name: str
    start: Callable[..., Select[*tuple[Any, ...]]]
    key: Any
    region: Any
    columns: Mapping[str, Any]
    sorts: Mapping[str, tuple[Any, bool]]
    filters: Mapping[str, Condition] = field(default_factory=dict)
    always: tuple[ColumnElement[bool], ...] = ()
    hides: Callable[[UnitOfWork, int, str | None], ColumnElement[bool]] = lambda work, reader, jurisdiction: (
        true()
    )
    """What of it this reader, a person, may see."""
    found_in: Callable[..., Select[*tuple[Any, ...]]] | None = None
    ways: Mapping[str, Way] = field(default_factory=dict)
    lying: Callable[[str | None], Sequence[Select[Any]]] | None = None

    def finding(self, *columns: Any) -> Select[*tuple[Any, ...]]:
        """A select of columns over what rows are found in."""
        return (self.found_in or self.start)(*columns)

    def inside(self, jurisdiction: str | None) -> Sequence[Select[Any]]:
        """The way to what lies in a jurisdiction."""
        if self.lying:
            return self.lying(jurisdiction)
        return [self.finding(self.key).where(ranged(self.region, jurisdiction))]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: a person, and their jurisdiction."""

    person_id: int
    jurisdiction: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows: the filters that are set, the sort and its direction; from which row on (`after`, `before`: ids); how many."""

    filters: Mapping[str, tuple[str, ...]]
    sort: str
    greatest_first: bool
    after: int = 0
    before: int = 0
    most: int = 25


@dataclass(frozen=True, slots=True)
class Page:
    """Rows by the names of their columns; whether there are others before and behind."""

    rows: tuple[Mapping[str, Any], ...]
    is_first: bool
    is_last: bool


def page_of(work: UnitOfWork, listing: Listing, reader: Reader, wanted: Wanted) -> Page:
    """A page of the list as this reader sees it."""
    return _page(work, listing, reader, wanted, _way(work, listing, reader, wanted.filters))


def page_and_count(work: UnitOfWork, listing: Listing, reader: Reader, wanted: Wanted) -> tuple[Page, int]:
    """A page, and how many rows the list has, `COUNTED` at most."""
    way = _way(work, listing, reader, wanted.filters)
    page = _page(work, listing, reader, wanted, way)
    return page, _count(work, listing, reader, wanted.filters, way)


def count_of(
    work: UnitOfWork, listing: Listing, reader: Reader, filters: Mapping[str, tuple[str, ...]]
) -> int:
    """How many rows there are, `COUNTED` at most."""
    return _count(work, listing, reader, filters, _way(work, listing, reader, filters))


def first_of_each(
    work: UnitOfWork, listing: Listing, reader: Reader, wanted: Sequence[Wanted]
) -> list[list[Mapping[str, Any]]]:
    """The first rows of several settings of the filters, as a board shows them side by side: asked together, not one after the other."""
    inside = listing.inside(reader.jurisdiction)
    ways = shortest_of_each(work, listing.ways, [one.filters for one in wanted], inside)
    hidden = listing.hides(work, reader.person_id, reader.jurisdiction)
    asked = (_ranked(listing, reader, one, way, hidden) for one, way in zip(wanted, ways, strict=True))
    columns = [[key for _, key in sorted(rows)] for rows in together(work, *asked)]
    rows = {row["key"]: row for row in _rows(work, listing, [key for keys in columns for key in keys])}
    return [[rows[key] for key in keys if key in rows] for keys in columns]


def _ranked(
    listing: Listing, reader: Reader, wanted: Wanted, way: Select[Any] | None, hidden: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    """The ids of the first rows, each with its place among them."""
    column = listing.sorts[wanted.sort][0]
    found = listing.finding(listing.key.label("key"), column.label("by"))
    found = found.where(*_conditions(listing, reader, wanted.filters, way, hidden))
    first = found.order_by(*_order(listing, column, wanted.greatest_first)).limit(wanted.most).subquery()
    falls = (first.c.by.desc(), first.c.key.desc()) if wanted.greatest_first else (first.c.by, first.c.key)
    return select(func.row_number(type_=Integer()).over(order_by=falls), first.c.key)


def _order(listing: Listing, column: Any, falling: bool) -> tuple[Any, Any]:
    return (column.desc(), listing.key.desc()) if falling else (column, listing.key)


def _way(
    work: UnitOfWork, listing: Listing, reader: Reader, filters: Mapping[str, tuple[str, ...]]
) -> Select[Any] | None:
    return shortest(work, listing.ways, filters, listing.inside(reader.jurisdiction))


def _page(
    work: UnitOfWork, listing: Listing, reader: Reader, wanted: Wanted, way: Select[Any] | None
) -> Page:
    where = _seen(work, listing, reader, wanted.filters, way)
    column = listing.sorts[wanted.sort][0]
    back = bool(wanted.before)
    falling = wanted.greatest_first != back
    if edge := wanted.before or wanted.after:
        where.append(_beyond(work, listing, column, edge, falling))
    order = _order(listing, column, falling)
    narrowed = listing.finding(listing.key).where(*where).order_by(*order).limit(wanted.most + 1)
    keys = list(work.connection.execute(narrowed).scalars())
    more, shown = len(keys) > wanted.most, _rows(work, listing, keys[: wanted.most])
    if back:
        return Page(tuple(reversed(shown)), not more, False)
    return Page(tuple(shown), not edge, not more)


def _rows(work: UnitOfWork, listing: Listing, keys: Sequence[int]) -> list[Mapping[str, Any]]:
    """The rows of these ids, in this order: what a row shows is worked out for those alone that are shown."""
    columns = (one.label(name) for name, one in listing.columns.items())
    found = listing.start(listing.key.label("key"), *columns)
    rows: dict[int, Mapping[str, Any]] = {}
    for first in range(0, len(keys), AT_ONCE):
        some = found.where(listing.key.in_(keys[first : first + AT_ONCE]))
        rows |= {row["key"]: dict(row) for row in work.connection.execute(some).mappings()}
    return [rows[key] for key in keys if key in rows]


def _count(
    work: UnitOfWork,
    listing: Listing,
    reader: Reader,
    filters: Mapping[str, tuple[str, ...]],
    way: Select[Any] | None,
) -> int:
    where = _seen(work, listing, reader, filters, way)
    some = listing.finding(literal(1)).where(*where).limit(COUNTED).subquery()
    return work.connection.execute(select(func.count()).select_from(some)).scalar_one()


def ids_of(
    work: UnitOfWork,
    listing: Listing,
    reader: Reader,
    filters: Mapping[str, tuple[str, ...]],
    most: int,
) -> list[int]:
    """The ids of all rows that the filters leave, in the usual order, so many at most."""
    where = _seen(work, listing, reader, filters, _way(work, listing, reader, filters))
    column, falling = next(iter(listing.sorts.values()))
    order = _order(listing, column, falling)
    return list(
        work.connection.execute(
            listing.finding(listing.key).where(*where).order_by(*order).limit(most)
        ).scalars()
    )


def is_in(work: UnitOfWork, listing: Listing, reader: Reader, key: int) -> bool:
    """Whether this reader's list has the row of this id."""
    where = _seen(work, listing, reader, {}, None)
    return (
        work.connection.execute(listing.finding(literal(1)).where(listing.key == key, *where)).first()
        is not None
    )


def _seen(
    work: UnitOfWork,
    listing: Listing,
    reader: Reader,
    filters: Mapping[str, tuple[str, ...]],
    way: Select[Any] | None,
) -> list[ColumnElement[bool]]:
    hidden = listing.hides(work, reader.person_id, reader.jurisdiction)
    return _conditions(listing, reader, filters, way, hidden)


def _conditions(
    listing: Listing,
    reader: Reader,
    filters: Mapping[str, tuple[str, ...]],
    way: Select[Any] | None,
    hidden: ColumnElement[bool],
) -> list[ColumnElement[bool]]:
    """What holds for the rows; nothing of another jurisdiction is ever among them."""
    inside = [ranged(unindexed(listing.region), reader.jurisdiction)]
    if way is not None:
        inside.append(listing.key.in_(way))
    asked = [
        listing.filters[name](values)
        for name, values in filters.items()
        if values and name in listing.filters
    ]
    return [*inside, *listing.always, hidden, *asked]


def _beyond(work: UnitOfWork, listing: Listing, column: Any, edge: int, falling: bool) -> ColumnElement[bool]:
    """That a row stands behind the row of this id; everything, where that is gone."""
    at = work.connection.execute(listing.start(column).where(listing.key == edge)).scalar()
    if at is None:
        return true()
    if column is listing.key:
        return column < edge if falling else column > edge  # type: ignore[no-any-return]  # a column of any table
    further = column < at if falling else column > at
    same = and_(column == at, listing.key < edge if falling else listing.key > edge)
    return or_(further, same)
