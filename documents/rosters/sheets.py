"""A file of any kind as sheets of rows; what it is is told from its first bytes, for names of files lie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from documents.rosters.errors import NotARoster

Cells = list[Any]
"""The values of a row as the file has them: text, numbers, days, moments, «» for none."""
MOST_BYTES = 20 * 2**20
MOST_UNPACKED = 300 * 2**20
"""More than a hundred thousand rows need; a small archive can hold a mountain."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"RIFF",
    b"{\\rtf",
    b"\x1f\x8b",
)


class Line(NamedTuple):
    """A row and its number in the sheet, from 1."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a file. `goes_on`: without headings of its own it may continue the one before it (a table of Word)."""

    name: str
    lines: Iterable[Line]
    goes_on: bool = False


def sheets(content: bytes) -> Iterator[Sheet]:
    """The sheets of a file, in order. Raises `NotARoster`, also while rows are drawn."""
    if not content.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise NotARoster("empty")
    if len(content) > MOST_BYTES:
        raise NotARoster("too_large")
    yield from _reader(content)(content)


def _reader(content: bytes) -> Callable[[bytes], Iterator[Sheet]]:
    """The module that reads this format; it is loaded only now, for some take long to load."""
    read: Callable[[bytes], Iterator[Sheet]] = import_module(f"documents.rosters.{kind_of(content)}").read
    return read


def kind_of(content: bytes) -> str:
    """Which of the readers a file is for: excel, word, html, else plain. Raises `NotARoster` for what none of them reads."""
    if content.startswith(_ZIP):
        return _packed(content)
    if content.startswith(_OLE) or content[:2] == b"\x09\x08":
        return "excel"
    if content.startswith(_OTHERS):
        raise NotARoster("unknown_format")
    head = content[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    is_page = head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")) or b"<table" in head
    return "html" if is_page else "plain"


def _packed(content: bytes) -> str:
    """What the archive holds, if it is not too much of it."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            infos = packed.infolist()
    except (BadZipFile, ValueError, EOFError, NotImplementedError, OverflowError) as error:
        raise NotARoster("unreadable") from error
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise NotARoster("too_large")
    names = {info.filename.replace("\\", "/") for info in infos}
    if "word/document.xml" in names:
        return "word"
    if any(name.startswith("xl/") for name in names) or "content.xml" in names:
        return "excel"
    raise NotARoster("unknown_format")
