"""The rows that did not go in, as the file had them, with a column 原因: to be mended and sent again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any, NamedTuple

WHY = "原因"
_WIDTHS = (8, 44)
"""Characters of a column, at least and at most."""
_PLAIN = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}
_NO_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


class Failed(NamedTuple):
    """A row, where it stood, and why it comes back."""

    sheet: str
    number: int
    why: str
    cells: Sequence[str]


def failed_rows(rows: Iterable[Failed], headings: Sequence[Sequence[Any]]) -> bytes:
    """An xlsx with the sheets of the file; `headings` as `documents.rosters.reading.Roster` has them, or more of each. Everything is text."""
    from xlsxwriter import Workbook

    written = BytesIO()
    with Workbook(written, _PLAIN) as book:
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "num_format": "@"})
        for (name, place), some in groupby(rows, key=lambda row: (row.sheet, _above(row, headings))):
            sheet = book.add_worksheet(_free_name(book, name))
            _write(sheet, [*(headings[place][2] if place is not None else ()), WHY], some, text, head)
        if not book.worksheets():
            book.add_worksheet().write_string(0, 0, WHY)
    return written.getvalue()


def headings_above(sheet: str, number: int, headings: Sequence[Sequence[Any]]) -> Sequence[Any] | None:
    """The headings that stand above a row, as they were kept: the last before it in its sheet, else those that its table goes on with."""
    own = [one for one in headings if one[0] == sheet and one[1] < number]
    return own[-1] if own else (headings[-1] if headings else None)


def _above(row: Failed, headings: Sequence[Sequence[Any]]) -> int | None:
    found = headings_above(row.sheet, row.number, headings)
    return next((n for n, one in enumerate(headings) if one is found), None)


def _write(sheet: Any, words: list[str], rows: Iterable[Failed], text: Any, head: Any) -> None:
    why = len(words) - 1
    for place, word in enumerate(words):
        sheet.set_column(place, place, min(max(_WIDTHS[0], len(word) * 2 + 2), _WIDTHS[1]))
    sheet.set_column(why, why, _WIDTHS[1])
    sheet.freeze_panes(1, 0)
    for place, word in enumerate(words):
        sheet.write_string(0, place, word, head)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row.cells[:why]):
            sheet.write_string(number, place, cell[:32767], text)
        sheet.write_string(number, why, row.why, text)


def _free_name(book: Any, name: str) -> str:
    """A name that Excel takes and no sheet has yet."""
    bare = name.translate(_NO_NAME).strip(" '")[:25] or "名单"
    taken = {sheet.get_name().casefold() for sheet in book.worksheets()}
    names = (bare, *(f"{bare} {number}" for number in range(2, 1000)))
    return next(one for one in names if one.casefold() not in taken)
