"""The headings of a file as people map them: each with its column's first value and the fields that it is read as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from documents.rosters.cells import text
from documents.rosters.headings import AS_THEY_SAY, Chosen, Columns, Kind, columns
from documents.rosters.reading import may_be_headings
from documents.rosters.sheets import sheets

_OF_PEOPLE = ("phone", "email", "address", "region")
_OF_TITLES = ("number", "certified_on", "until", "term")
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "experts": ("name", "unit", "domains", *_OF_PEOPLE, *_OF_TITLES),
    "stations": ("unit", "contact", *_OF_PEOPLE, *_OF_TITLES),
    "enterprises": ("firm", "contact", *_OF_PEOPLE, "focus"),
    "diaries": (
        "name",
        "unit",
        "served_on",
        "hours",
        "times",
        "firm",
        "count",
        "domains",
        "form",
        "outcome",
        "address",
    ),
}
"""What a column of each kind may be, as `documents.rosters.kinds` reads it."""
_LOOKED_AT = 20
"""Rows of a sheet."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A heading. `fields` is empty where nobody knows what it is; `example`: the first value below it."""

    heading: str
    fields: tuple[str, ...]
    example: str


def seen(content: bytes, kind: Kind, chosen: Chosen = AS_THEY_SAY) -> list[Seen]:
    """The headings of the first sheet that has some, from the left; of one without known headings the first row that may be some.

    Raises `NotARoster` where the file cannot be read.
    """
    rows = [
        [[text(cell) for cell in line.cells] for line in islice(sheet.lines, _LOOKED_AT)]
        for sheet in sheets(content)
    ]
    for some in rows:
        for place, found, below in _candidates(some, kind, chosen):
            if found.fits(kind):
                return _shown(found, some[place + below :])
    likely = ((some, place) for some in rows for place, row in enumerate(some) if _may_head(row))
    some, place = next(likely, ([], 0))
    return _shown(columns(some[place], kind, chosen=chosen), some[place + 1 :]) if some else []


def _candidates(
    rows: Sequence[Sequence[str]], kind: Kind, chosen: Chosen
) -> Iterator[tuple[int, Columns, int]]:
    """Each row as headings, over two rows where that says more; and how many rows it takes."""
    for place, row in enumerate(rows):
        alone = columns(row, kind, chosen=chosen)
        below = rows[place + 1] if place + 1 < len(rows) else ()
        both = columns(row, kind, below, chosen) if may_be_headings(below) else alone
        deeper = len(both.fields) > len(alone.fields)
        yield place, both if deeper else alone, 2 if deeper else 1


def _may_head(row: Sequence[str]) -> bool:
    return may_be_headings(row) and sum(bool(cell) for cell in row) > 1


def _shown(found: Columns, below: Sequence[Sequence[str]]) -> list[Seen]:
    fields: dict[int, tuple[str, ...]] = {}
    for one in found.found:
        fields[one.place] = (*fields.get(one.place, ()), *one.fields)
    return [
        Seen(
            heading,
            fields.get(place, ()),
            next((row[place] for row in below if place < len(row) and row[place]), ""),
        )
        for place, heading in enumerate(found.headings)
        if heading
    ]
