"""`python -m tests.payloads.rosters.make`: write the files that `cases` describes. The old workbook needs xlwt,
to be installed by hand: nothing else does."""

from __future__ import annotations

import csv
from html import escape
from importlib import import_module
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

from docx import Document
from xlsxwriter import Workbook

from tests.payloads.rosters.cases import CASES, Case, Cells

HERE = Path(__file__).parent
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def content(case: Case) -> bytes:
    """The bytes of a file, but for the old workbook's."""
    if "bytes" in case.more:
        said = case.more["bytes"]
        return (
            said
            if isinstance(said, bytes)
            else OLE + bytes(504) + said.split()[1].encode("utf-16-le") + bytes(512)
        )
    if "zip" in case.more:
        return _zip(case.more["zip"])
    write = {"csv": _csv, "html": _html, "docx": _docx, "xlsx": _xlsx}
    made = write[case.more.get("as") or case.name.rpartition(".")[2]](case)
    return made[: case.more["cut"]] if "cut" in case.more else made


def _xlsx(case: Case) -> bytes:
    written, (down, across) = BytesIO(), case.more.get("at", (0, 0))
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(written, options) as book:
        for name, rows in case.sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    sheet.write(row + down, column + across, cell)
            for top, left, bottom, right in case.more.get("merge", ()):
                sheet.merge_range(top, left, bottom, right, rows[top][left])
            if name in case.more.get("hidden", ()):
                sheet.hide()
    return _as_a1(written.getvalue()) if case.more.get("a1") else written.getvalue()


def _as_a1(book: bytes) -> bytes:
    """The same workbook, whose sheets say that they hold one cell."""
    written = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b'<dimension ref="A1:F3"/>', b'<dimension ref="A1"/>'))
    return written.getvalue()


def _docx(case: Case) -> bytes:
    document = Document()
    for rows in case.sheets.values():
        if case.more.get("tabs"):
            for cells in rows:
                document.add_paragraph("\t".join(map(str, cells)))
            continue
        _table(document, rows, case.more.get("merge", ()))
        document.add_paragraph()
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _table(document: Any, rows: list[Cells], merges: Any) -> None:
    wide = max(map(len, rows))
    table = document.add_table(len(rows), wide)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = str(cell)
    for top, left, bottom, right in merges:
        table.cell(bottom, right).text = ""
        table.cell(top, left).merge(table.cell(bottom, right))
    for row, cells in enumerate(rows):
        if len(cells) == 1 and wide > 1:
            table.cell(row, 0).merge(table.cell(row, wide - 1))


def _csv(case: Case) -> bytes:
    written = StringIO(newline="")
    rows = next(iter(case.sheets.values()))
    csv.writer(written, delimiter=case.more.get("separator", ","), lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode(case.more.get("encoding", "utf-8"))


def _html(case: Case) -> bytes:
    rows = next(iter(case.sheets.values()))
    lines = ("".join(f"<td>{escape(str(cell))}</td>" for cell in cells) for cells in rows)
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    page = f'<html><head><meta charset="gb2312"></head><body><table>{body}</table></body></html>'
    return page.encode("gb18030")


def _zip(parts: dict[str, int]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_BZIP2) as packed:
        for name, size in parts.items():
            with packed.open(name, "w", force_zip64=True) as part:
                for _ in range(max(1, size // 2**20)):
                    part.write(bytes(min(size, 2**20)))
    return written.getvalue()


def _old_workbook(case: Case) -> bytes:
    xlwt: Any = import_module("xlwt")
    book, written = xlwt.Workbook(), BytesIO()
    for name, rows in case.sheets.items():
        sheet = book.add_sheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
    book.save(written)
    made: bytes = written.getvalue()
    return made


def main() -> None:
    for case in CASES:
        made = _old_workbook(case) if case.name == "old_workbook.xls" else content(case)
        (HERE / case.name).write_bytes(made)


if __name__ == "__main__":
    main()
