"""A list as CSV for machines: UTF-8 with its mark, CRLF, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The file; a cell that begins like a formula gets a leading apostrophe, which the import takes off again."""
    written = StringIO()
    out = csv.writer(written, lineterminator="\r\n")
    for row in (headings, *rows):
        out.writerow([neutral(cell) for cell in row])
    return "\ufeff".encode() + written.getvalue().encode()


def neutral(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell
