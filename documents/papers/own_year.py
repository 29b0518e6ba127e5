"""专家年度小结: an expert's year on one page, for the expert alone; no seal, no signature, no ranking, no names of enterprises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from documents.papers import typeset
from documents.papers.drafts import in_words, plain

_TEMPLATE = "own_year"
FEW = 3
"""Ratings below this number are not shown: one could tell whose they are."""


@dataclass(frozen=True, slots=True)
class OwnYear:
    """A year: `duty` is what is asked of it in words, `months` and `fields` are caption, times and hours by line."""

    name: str
    unit: str
    issuer: str
    year: int
    counted_to: date
    hours: Decimal
    times: int
    enterprises: int
    duty: str
    months: Sequence[tuple[str, int, Decimal]]
    fields: Sequence[tuple[str, int, Decimal]]
    activities: int
    ratings: int
    stars: Decimal | None


def own_year_pdf(one: OwnYear, at: datetime) -> bytes:
    """The page. Raises `MissingGlyphs`."""
    return typeset.pdf(_TEMPLATE, _values(one), at)


def _values(one: OwnYear) -> dict[str, Any]:
    stars = (
        f"{plain(one.stars)}分（{one.ratings}次评价）"
        if one.stars is not None and one.ratings >= FEW
        else "评价还少，暂不显示"
    )
    return {
        "issuer": one.issuer,
        "name": one.name,
        "unit": one.unit,
        "year": f"{one.year}年",
        "counted_to": in_words(one.counted_to),
        "hours": plain(one.hours),
        "times": str(one.times),
        "enterprises": str(one.enterprises),
        "duty": one.duty,
        "months": [_line(row) for row in one.months],
        "fields": [_line(row) for row in one.fields],
        "activities": str(one.activities),
        "stars": stars,
    }


def _line(row: tuple[str, int, Decimal]) -> list[str]:
    return [row[0], str(row[1]), plain(row[2])]
