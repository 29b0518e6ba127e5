"""A list as xlsx: words as words, whatever they begin with; A4, its headings on every page; rows drawn one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import cycle
from math import ceil
from typing import Any, BinaryIO

from documents.annexes.listing import Listing, shown

_MM = 0.47
"""Widths of Excel are counted in digits of its own type."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_A4 = 9
_NO_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_POINT = 0.3528
"""Millimetres."""
_LEADING, _BESIDE = 1.35, 3
"""Of a line, in its type; and the millimetres of a cell that its text leaves free."""
_NAME = 31
"""Characters that the name of a sheet may have."""


def xlsx(listing: Listing, at: datetime) -> bytes:
    """The workbook; the same bytes for the same arguments."""
    written = BytesIO()
    write_xlsx([listing], at, written)
    return written.getvalue()


def write_xlsx(listings: Sequence[Listing], at: datetime, out: BinaryIO) -> None:
    """A workbook with a sheet for each list, in memory that does not grow with the rows."""
    from xlsxwriter import Workbook

    with Workbook(out, _OPTIONS) as book:
        about = {"title": listings[0].title, "author": listings[0].author}
        book.set_properties(about | {"created": at.replace(tzinfo=None)})
        for listing in listings:
            _sheet(book, listing)


def _sheet(book: Any, listing: Listing) -> None:
    sheet = book.add_worksheet(_free_name(book, listing.title))
    width = len(listing.columns)
    for place, column in enumerate(listing.columns):
        sheet.set_column(place, place, round(column.width * _MM, 1))
    head = _head(book, sheet, listing)
    last = _rows(book, sheet, listing, head)
    if listing.note:
        last += 1
        sheet.write_string(last, 0, listing.note, _format(book, {"font_name": "仿宋", "font_size": 14}))
    _lay_out(sheet, listing, head, last, width)


def _free_name(book: Any, title: str) -> str:
    """A name that Excel takes and no other sheet has."""
    name = title.translate(_NO_NAME).strip()[:_NAME] or "名单"
    taken = {sheet.get_name().casefold() for sheet in book.worksheets()}
    numbered = (f"{name[: _NAME - 3]} {n}" for n in range(2, 100))
    return next(one for one in (name, *numbered) if one.casefold() not in taken)


def _head(book: Any, sheet: Any, listing: Listing) -> int:
    """What stands above the first row; return where the headings are."""
    row = 0
    if listing.annex:
        sheet.write_string(row, 0, listing.annex, _format(book, {"font_name": "黑体", "font_size": 16}))
        row += 1
    across = sum(column.width for column in listing.columns)
    points = min(22, int(across / max(_ems(listing.title), 1) / _POINT))
    title = {"font_name": "方正小标宋简体", "font_size": points, "align": "center", "valign": "vcenter"}
    sheet.set_row(row, 40)
    sheet.merge_range(row, 0, row, len(listing.columns) - 1, "", _format(book, title))
    sheet.write_string(row, 0, listing.title, _format(book, title))
    plain = _format(book, {"font_name": "仿宋", "font_size": 14})
    for row, line in enumerate(listing.above, row + 1):  # noqa: B020 - goes on where the title ended
        sheet.write_string(row, 0, line, plain)
    row += 1
    heading = _format(book, _cell("黑体", 12, True))
    sheet.set_row(row, _height(listing.headings, [column.width for column in listing.columns], [12]))
    for place, column in enumerate(listing.columns):
        sheet.write_string(row, place, column.heading, heading)
    return row


def _rows(book: Any, sheet: Any, listing: Listing, head: int) -> int:
    """The rows; return where the last one is. Numbers stay numbers, everything else is words."""
    formats = [_format(book, _cell("仿宋", one.points, one.centred)) for one in listing.columns]
    numbers = [
        _format(book, _cell("仿宋", one.points, one.centred) | {"num_format": "General"})
        for one in listing.columns
    ]
    last, widths = head, [one.width for one in listing.columns]
    points = [one.points for one in listing.columns]
    for last, cells in enumerate(listing.numbered(), head + 1):
        sheet.set_row(last, _height([shown(cell) for cell in cells], widths, points))
        for place, cell in enumerate(cells):
            if isinstance(cell, int | Decimal):
                sheet.write_number(last, place, float(shown(cell)), numbers[place])
            else:
                sheet.write_string(last, place, cell, formats[place])
    return last


def _height(cells: Sequence[str], widths: Sequence[int], points: Sequence[float]) -> float:
    """Of a row whose cells wrap, in points: programs differ in whether they work it out themselves."""
    lines = (
        ceil(_ems(cell) * size * _POINT / (width - _BESIDE)) * size * _LEADING
        for cell, width, size in zip(cells, widths, cycle(points), strict=False)
    )
    return max(18, *lines) + 2


def _ems(text: str) -> float:
    """How wide a text is, in its type: signs of ASCII take half."""
    return len(text) - 0.45 * len(text.encode("ascii", "ignore"))


def _lay_out(sheet: Any, listing: Listing, head: int, last: int, width: int) -> None:
    sheet.set_paper(_A4)
    (sheet.set_portrait if listing.upright else sheet.set_landscape)()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.freeze_panes(head + 1, 0)
    sheet.set_footer("&C— &P —")
    sheet.print_area(0, 0, last, width - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(64 + width)}{last + 1}"})


def _format(book: Any, shape: Mapping[str, Any]) -> Any:
    return book.add_format(dict(shape))


def _cell(font: str, points: float, centred: bool) -> dict[str, Any]:
    shape = {"align": "center" if centred else "left", "valign": "vcenter", "text_wrap": True, "border": 1}
    return shape | {"font_name": font, "font_size": points, "num_format": "@"}
