"""Which kind of roster a file is, by its title and its headings, for one who just sends it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from documents.rosters.cells import text
from documents.rosters.errors import NotARoster
from documents.rosters.headings import Kind, columns
from documents.rosters.sheets import sheets

_LOOKED_AT = 15
"""Rows of a sheet."""
_WORDS = {
    "diaries": ("日记", "服务记录"),
    "needs": ("需求", "诉求"),
    "stations": ("工作站",),
    "experts": ("专家", "志愿者"),
    "enterprises": ("企业",),
}


def kind_of(content: bytes) -> Kind | None:
    """The kind that the title names and the headings fit, else the one whose headings are the most; None for no roster."""
    try:
        rows = list(_first_rows(content))
    except NotARoster:
        return None
    fits = {kind: found for kind in _WORDS if (found := max((_fit(row, kind) for row in rows), default=0))}
    above = "".join("".join(row) for row in rows[:3])
    named = (kind for kind, words in _WORDS.items() if kind in fits and any(word in above for word in words))
    return next(named, max(fits, key=lambda kind: fits[kind], default=None))


def _first_rows(content: bytes) -> Iterator[list[str]]:
    for sheet in sheets(content):
        for line in islice(sheet.lines, _LOOKED_AT):
            yield [text(value) for value in line.cells]


def _fit(row: list[str], kind: Kind) -> int:
    found = columns(row, kind)
    return len(found.fields) if found.fits(kind) else 0
