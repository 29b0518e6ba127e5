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
