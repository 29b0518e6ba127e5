"""Which rows lie in a jurisdiction: the one way to ask it of the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, false, true

from language.regions import prefix_of


def inside(region: Any, jurisdiction: str | None) -> ColumnElement[bool]:
    """That a column of region codes lies in the jurisdiction; never without one, always in the whole country.

    A row without a region lies in the whole country alone.
    """
    if jurisdiction is None:
        return false()
    prefix = prefix_of(jurisdiction)
    found: ColumnElement[bool] = region.startswith(prefix)
    return found if prefix else true()


def ranged(region: Any, jurisdiction: str | None) -> ColumnElement[bool]:
    """The same as a range of codes, so that an index on the column leads there on both databases."""
    if jurisdiction is None:
        return false()
    prefix = prefix_of(jurisdiction)
    found: ColumnElement[bool] = region.between(prefix.ljust(6, "0"), prefix.ljust(6, "9"))
    return found if prefix else true()
