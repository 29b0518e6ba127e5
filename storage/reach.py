"""A jurisdiction as a condition: the rows of a region that staff may see."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, false, func

from language.regions import prefix_of


def within(region: Any, jurisdiction: str | None) -> ColumnElement[bool]:
    """Whether a column's region lies in the jurisdiction; without a region only the whole country sees it.

    `region` is a column of six-digit codes. Nobody sees anything where there is no jurisdiction.
    """
    if jurisdiction is None:
        return false()
    found: ColumnElement[bool] = func.coalesce(region, "").startswith(prefix_of(jurisdiction))
    return found
