"""Pages that call themselves xls: many an old system exports its lists so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from documents.rosters.sheets import Cells, Line, Sheet

_CHARSET = re.compile(rb"charset=[\"' ]?([\w-]+)", re.IGNORECASE)


def read(content: bytes) -> Iterator[Sheet]:
    """The tables in order; those within others are left to them."""
    page = _Page()
    page.feed(_text(content))
    page.close()
    for place, rows in enumerate(page.tables, 1):
        lines = (Line(number, cells) for number, cells in enumerate(rows, 1))
        yield Sheet(f"表{place}", lines, goes_on=place > 1)


def _text(content: bytes) -> str:
    found = _CHARSET.search(content[:4096])
    told = (
        found[1].decode().lower().replace("gb2312", "gb18030").replace("gbk", "gb18030") if found else "utf-8"
    )
    for encoding in (told, "utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", "replace")


class _Page(HTMLParser):
    """Rows of cells; what spans several rows stands in each of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[Cells]] = []
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._below: dict[int, tuple[int, str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
            self._below = {}
        elif tag == "tr" and self.tables:
            self._end_cell()
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._end_cell()
            told = dict(attrs)
            self._cell, self._span = [], (_span(told.get("rowspan")), _span(told.get("colspan")))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        row, (down, across) = self.tables[-1][-1], self._span
        self._take_from_above(row)
        text = "".join(self._cell).strip()
        if down > 1:
            self._below[len(row)] = down - 1, text
        row += [text] + [""] * (across - 1)
        self._cell = None

    def _take_from_above(self, row: Cells) -> None:
        while len(row) in self._below:
            left, text = self._below.pop(len(row))
            if left > 1:
                self._below[len(row)] = left - 1, text
            row.append(text)


def _span(told: str | None) -> int:
    return min(max(int(told), 1), 1000) if told and told.isdigit() else 1
