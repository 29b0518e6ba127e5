"""A list as CSV for machines: UTF-8 with its mark, CRLF, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from documents.annexes.listing import Cell, Listing, shown

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_AT_ONCE = 500
"""Rows of a piece."""


def csv_of(listing: Listing) -> bytes:
    """The file: headings and numbered rows alone."""
    return b"".join(csv_pieces(listing.headings, listing.numbered()))


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The file; a cell that begins like a formula gets a leading apostrophe, which the import takes off again."""
    return b"".join(csv_pieces(headings, rows))


def csv_pieces(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The file in pieces, so that a long one is never whole in memory."""
    yield "\ufeff".encode()
    written = StringIO()
    out = csv.writer(written, lineterminator="\r\n")
    out.writerow([neutral(cell) for cell in headings])
    for place, row in enumerate(rows, 1):
        out.writerow([neutral(shown(cell)) for cell in row])
        if place % _AT_ONCE == 0:
            yield written.getvalue().encode()
            written.seek(0)
            written.truncate()
    yield written.getvalue().encode()


def neutral(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell
