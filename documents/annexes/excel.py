"""An annex as xlsx: words as words, whatever they begin with; A4 landscape, its headings on every page."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from documents.annexes.annex import Annex

_HEAD_ROWS = 6
_MM = 0.47
"""Widths of Excel are counted in digits of its own type."""


def xlsx(annex: Annex, at: datetime) -> bytes:
    """The workbook; the same bytes for the same arguments."""
    from xlsxwriter import Workbook

    written, layout = BytesIO(), annex.layout
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(written, options) as book:
        book.set_properties({"title": layout.title, "author": annex.unit, "created": at.replace(tzinfo=None)})
        sheet = book.add_worksheet(layout.title[:31])
        _lay_out(sheet, annex)
        plain = book.add_format({"font_name": "仿宋", "font_size": 14})
        title = book.add_format(
            {"font_name": "方正小标宋简体", "font_size": 22, "align": "center", "valign": "vcenter"}
        )
        sheet.write_string(0, 0, layout.annex, book.add_format({"font_name": "黑体", "font_size": 16}))
        sheet.merge_range(1, 0, 1, len(layout.columns) - 1, "", title)
        sheet.write_string(1, 0, layout.title, title)
        sheet.set_row(1, 40)
        for place, line in enumerate(annex.head, 2):
            sheet.write_string(place, 0, line, plain)
        heading = book.add_format(_cell("黑体", 12, True))
        for place, column in enumerate(layout.columns):
            sheet.write_string(_HEAD_ROWS - 1, place, column.heading, heading)
        formats = [book.add_format(_cell("仿宋", one.points, one.centred)) for one in layout.columns]
        for row, cells in enumerate(annex.numbered(), _HEAD_ROWS):
            for place, cell in enumerate(cells):
                sheet.write_string(row, place, cell, formats[place])
        if layout.note:
            sheet.write_string(_HEAD_ROWS + len(annex.rows), 0, layout.note, plain)
    return written.getvalue()


def _lay_out(sheet: Any, annex: Annex) -> None:
    last = _HEAD_ROWS + len(annex.rows) - (not annex.layout.note)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROWS - 1)
    sheet.freeze_panes(_HEAD_ROWS, 0)
    sheet.set_footer("&C— &P —")
    sheet.print_area(0, 0, last, len(annex.layout.columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(64 + len(annex.layout.columns))}{last + 1}"})
    for place, column in enumerate(annex.layout.columns):
        sheet.set_column(place, place, round(column.width * _MM, 1))


def _cell(font: str, points: float, centred: bool) -> dict[str, Any]:
    shape = {"align": "center" if centred else "left", "valign": "vcenter", "text_wrap": True, "border": 1}
    return shape | {"font_name": font, "font_size": points, "num_format": "@"}
