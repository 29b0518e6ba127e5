"""What a filter of a list may ask for, as a condition of the values that were chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, false, or_, select, true

from language.initials import wanted
from storage.jurisdiction import ranged
from storage.queries.console.listing import Condition, Values
from storage.queries.console.ways import Way, unindexed
from storage.tables import SearchTerm

Start = Callable[..., Select[*tuple[Any, ...]]]
"""Makes a select of columns over the tables of a list."""


def named(kind: str, said: str) -> Select[int]:
    """The ids of those in whose name these signs, or sounds, stand; of nobody, where it is too short to look for."""
    terms = sorted(wanted(said))
    if not terms:
        return select(SearchTerm.subject_id).where(false())
    first, *rest = terms
    found = select(SearchTerm.subject_id).where(SearchTerm.term == first, SearchTerm.kind == kind)
    for term in rest:
        other = select(SearchTerm.subject_id).where(SearchTerm.term == term, SearchTerm.kind == kind)
        found = found.where(SearchTerm.subject_id.in_(other))
    return found


def one_of(column: Any) -> Condition:
    return lambda values: column.in_(values)


def places(column: Any) -> Condition:
    return lambda values: or_(*(ranged(unindexed(column), value) for value in values))


def by_place(key: Any, column: Any) -> Way:
    """The way of `places`."""
    return lambda values: [select(key).where(or_(*(ranged(column, value) for value in values)))]


def by_number_or(key: Any, *others: Callable[[str], Select[Any]]) -> Way:
    """The way of `number_or`."""

    def leads(values: Values) -> list[Select[Any]]:
        said = values[0].strip()
        if said.isascii() and said.isdigit() and len(said) < 10:
            return [select(key).where(key == int(said))]
        first, *rest = (other(said) for other in others)
        return [select(first.union_all(*rest).subquery()) if rest else first]

    return leads


def yes(condition: ColumnElement[bool]) -> Condition:
    return lambda values: condition if "1" in values else ~condition


def day(column: Any, later: bool) -> Condition:
    """From that day on, or up to it, the day included; what is no day is no bound."""

    def holds(values: Values) -> ColumnElement[bool]:
        try:
            day = date.fromisoformat(values[0])
        except ValueError:
            return true()
        found: ColumnElement[bool] = column >= day if later else column <= day
        return found

    return holds


def moment(column: Any, later: bool) -> Condition:
    """From that moment on, or before it (ISO, with its zone)."""

    def holds(values: Values) -> ColumnElement[bool]:
        moment = datetime.fromisoformat(values[0])
        found: ColumnElement[bool] = column >= moment if later else column < moment
        return found

    return holds


def has(column: Any) -> Condition:
    """That a list of codes has one of these."""
    return lambda values: or_(
        *(cast(column, String).contains(f'"{value}"', autoescape=True) for value in values)
    )


def number_or(key: Any, *others: Callable[[str], ColumnElement[bool]]) -> Condition:
    """The row of a number, or whatever else the words mean."""

    def holds(values: Values) -> ColumnElement[bool]:
        said = values[0].strip()
        if said.isascii() and said.isdigit() and len(said) < 10:
            found: ColumnElement[bool] = key == int(said)
            return found
        return or_(false(), *(other(said) for other in others))

    return holds


def in_names(column: Any, kind: str) -> Callable[[str], ColumnElement[bool]]:
    return lambda said: column.in_(named(kind, said))


def by_names(key: Any, column: Any, kind: str) -> Callable[[str], Select[Any]]:
    return lambda said: select(key).where(column.in_(named(kind, said)))


def bare(table: Any) -> Start:
    """Rows are found in their own table; what they show is joined for a page alone."""
    return lambda *columns: select(*columns).select_from(table)


def text(column: Any) -> Callable[[str], ColumnElement[bool]]:
    return lambda said: column.contains(said, autoescape=True)
