"""Which kind of roster a file is, by its title and its headings, for one who just sends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

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
    """The kind that the title names and the headings fit, else the one whose headings are the most; None for no roster.

    Of equals the one that the headings name.
    """
    try:
        rows = list(_first_rows(content))
    except NotARoster:
        return None
    fits = {kind: found for kind in _WORDS if (found := max((_fit(row, kind) for row in rows), default=0))}
    above, begun = ("".join("".join(row) for row in some) for some in (_title(rows), rows[:3]))
    named = (kind for kind in _WORDS if kind in fits and _is_said(kind, above))
    return next(named, max(fits, key=lambda kind: (fits[kind], _is_said(kind, begun)), default=None))


def _is_said(kind: Kind, words: str) -> bool:
    return any(word in words for word in _WORDS[kind])


def _title(rows: Sequence[list[str]]) -> Iterator[list[str]]:
    """The rows above the first headings of any kind: a heading «服务企业» is no title."""
    return takewhile(lambda row: not any(_fit(row, kind) for kind in _WORDS), rows[:3])


def _first_rows(content: bytes) -> Iterator[list[str]]:
    for sheet in sheets(content):
        for line in islice(sheet.lines, _LOOKED_AT):
            yield [text(value) for value in line.cells]


def _fit(row: list[str], kind: Kind) -> int:
    found = columns(row, kind)
    return len(found.fields) if found.fits(kind) else 0
