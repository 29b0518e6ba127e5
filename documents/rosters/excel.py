"""Workbooks: xlsx, xls, and whatever else calamine opens. It reads all rows, whatever size a sheet declares."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from documents.rosters.errors import NotARoster
from documents.rosters.sheets import Cells, Line, Sheet

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""What an xlsx with a password holds in its place."""
_WORD = "WordDocument".encode("utf-16-le")


def read(content: bytes) -> Iterator[Sheet]:
    """The sheets that are shown; hidden ones hold lists of choices and old drafts."""
    if _ENCRYPTED in content[:65536]:
        raise NotARoster("locked")
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
    except PasswordError as error:
        raise NotARoster("locked") from error
    except CalamineError as error:
        raise NotARoster("unknown_format" if _WORD in content else "unreadable") from error
    for known in book.sheets_metadata:
        if known.visible == SheetVisibleEnum.Visible and known.typ == SheetTypeEnum.WorkSheet:
            yield Sheet(known.name, _lines(book, known.name))


def _lines(book: CalamineWorkbook, name: str) -> Iterator[Line]:
    try:
        sheet = book.get_sheet_by_name(name)
        if sheet.start is not None:
            yield from _merged_down(sheet)
    except CalamineError as error:
        raise NotARoster("unreadable") from error


def _merged_down(sheet: CalamineSheet) -> Iterator[Line]:
    """The rows; what is merged over several of them stands in each."""
    first = sheet.start[1] if sheet.start else 0
    below: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top and left >= first:
            below.setdefault(top, []).append((left - first, bottom))
    lasting: dict[int, tuple[int, object]] = {}
    for place, cells in enumerate(sheet.iter_rows()):
        _fill(cells, lasting, place)
        for column, bottom in below.get(place, ()):
            if column < len(cells):
                lasting[column] = bottom, cells[column]
        yield Line(place + 1, cells)


def _fill(cells: Cells, lasting: dict[int, tuple[int, object]], place: int) -> None:
    for column, (bottom, value) in list(lasting.items()):
        if place > bottom:
            del lasting[column]
        elif cells[column] == "":
            cells[column] = value
