"""Word: each table a sheet, then what stands in paragraphs with tabs. A cell over several columns or rows stands where it begins,
and one merged down in each of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from documents.rosters.errors import NotARoster
from documents.rosters.sheets import Cells, Line, Sheet

_TABLE, _ROW, _CELL, _TEXT = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:t")
_SPAN, _MERGE, _VALUE, _BEFORE = qn("w:gridSpan"), qn("w:vMerge"), qn("w:val"), qn("w:gridBefore")
_PARAGRAPH, _BREAK, _TAB = qn("w:p"), qn("w:br"), qn("w:tab")
_UNSEEN = (qn("w:del"), qn("w:moveFrom"), _TABLE)
"""What was struck out, and a table within a cell."""


def read(content: bytes) -> Iterator[Sheet]:
    """The tables in order. Raises `NotARoster` for what does not open."""
    try:
        body = Document(BytesIO(content)).element.body
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, ParseError, SyntaxError) as error:
        raise NotARoster("unreadable") from error
    tables = [table for table in body.iter(_TABLE) if not _is_within(table)]
    for place, table in enumerate(tables, 1):
        yield Sheet(f"表{place}", _lines(table), goes_on=place > 1)
    tabbed = [text for each in body.iterchildren(_PARAGRAPH) if "\t" in (text := _text(each))]
    if tabbed:
        yield Sheet("正文", (Line(n, list(text.split("\t"))) for n, text in enumerate(tabbed, 1)))


def _is_within(table: Any) -> bool:
    return any(above.tag == _CELL for above in table.iterancestors())


def _lines(table: Any) -> Iterator[Line]:
    above: dict[int, str] = {}
    rows = (row for row in table.iter(_ROW) if next(row.iterancestors(_TABLE)) is table)
    for number, row in enumerate(rows, 1):
        yield Line(number, list(_cells(row, above)))


def _cells(row: Any, above: dict[int, str]) -> Cells:
    """The texts by column of the grid; `above` remembers what is merged down, by column."""
    cells: Cells = [""] * _number(row, _BEFORE, 0)
    for cell in row.iter(_CELL):
        if next(cell.iterancestors(_ROW)) is not row:
            continue
        column, merge = len(cells), cell.find(f".//{_MERGE}")
        if merge is None:
            above.pop(column, None)
            text = _text(cell)
        elif merge.get(_VALUE) == "restart":
            text = above[column] = _text(cell)
        else:
            text = above.get(column, "")
        cells += [text] + [""] * (_number(cell, _SPAN, 1) - 1)
    return cells


def _number(element: Any, tag: str, default: int) -> int:
    found = element.find(f".//{tag}")
    value = found.get(_VALUE, "") if found is not None else ""
    return min(int(value), 1000) if value.isdigit() else default


def _text(element: Any) -> str:
    """The text as it is seen: paragraphs and breaks as new lines."""
    return "".join(_pieces(element)).strip("\n")


def _pieces(element: Any) -> Iterator[str]:
    if element.tag in _UNSEEN:
        return
    if element.tag == _TEXT:
        yield element.text or ""
    elif element.tag == _BREAK:
        yield "\n"
    elif element.tag == _TAB and element.getparent().tag == qn("w:r"):
        yield "\t"
    for child in element:
        yield from _pieces(child)
    if element.tag == _PARAGRAPH:
        yield "\n"
