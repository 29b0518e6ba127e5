"""Plain text with separators: csv from Excel in GBK or UTF-8, and what is copied with tabs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from documents.rosters.errors import NotARoster
from documents.rosters.sheets import Line, Sheet

_MARKED = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SEPARATORS = ",\t;|，"
_SAMPLE = 50
"""Lines by which the separator is found."""
csv.field_size_limit(2**20)


def read(content: bytes) -> Iterator[Sheet]:
    """One sheet. Raises `NotARoster` for bytes that are no text."""
    yield Sheet("", _lines(_text(content)))


def is_text(content: bytes) -> bool:
    """Whether it is text of several cells, rather than anything else that has no sign of its own."""
    try:
        lines = _text(content).splitlines()
    except NotARoster:
        return False
    return len(lines) > 1 and any(mark in lines[0] + lines[1] for mark in _SEPARATORS)


def _text(content: bytes) -> str:
    marked = next((name for mark, name in _MARKED.items() if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise NotARoster("unknown_format")


def _lines(text: str) -> Iterator[Line]:
    separator = _separator(text)
    try:
        for place, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator)):
            yield Line(place + 1, list(cells))
    except csv.Error as error:
        raise NotARoster("unreadable") from error


def _separator(text: str) -> str:
    """The one that most of the first lines have, and as often as others."""
    sample = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]

    def weight(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in sample]
        usual = max(set(counts) - {0}, key=counts.count, default=0)
        return counts.count(usual) if usual else 0, usual

    return max(_SEPARATORS, key=weight)
