"""Rows of a roster that somebody pastes into the chat (S2.2): cells with tabs, bars or wide gaps between them, with headings or without."""

from __future__ import annotations

import csv
import re
from io import StringIO

import language
from documents.rosters.guess import kind_of

_GAP = re.compile(r"\t|\s*[|｜]\s*| {2,}|\u3000+")
_COMMA = re.compile(r"[，,]")
_NUMBER = re.compile(r"\d{1,4}[.、．]?")
_PHONE = re.compile(r"1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}")
_HEADINGS = {
    "experts": ("姓名", "所在单位", "擅长领域", "联系电话", "联系邮箱"),
    "stations": ("单位名称", "联系人", "联系电话", "地址"),
}
"""The columns of annexes 4 and 3, in their order, for rows without headings."""
_FEWEST, _COMMAS_FROM = 3, 2
"""Cells of a row; and so many rows, each with a telephone, are a roster with commas too."""

_TELLS = re.compile(r"[想请要问找帮说来]|[?？。！!]")
_CELLS = re.compile(r"[\t|｜]")


def sheet_of(text: str) -> bytes | None:
    """The pasted rows as a csv file that `documents.rosters.reading` reads; None where the text is no such rows."""
    rows = _rows(text)
    if not rows:
        return None
    whole = _csv(rows)
    if len(rows) > 1 and kind_of(whole) in _HEADINGS:
        return whole
    if len(rows) == 1 and not _CELLS.search(text) and _TELLS.search(text):
        return None  # «张厂长  13800001234  想请律师看合同»: a note of who wants what
    bare = [_unnumbered(row) for row in rows]
    if not all(_PHONE.search(" ".join(row)) for row in bare):
        return None
    kind = "experts" if all(_is_person(row[0]) for row in bare) else "stations"
    return _csv([list(_HEADINGS[kind]), *(_in_order(row, kind) for row in bare)])


def _rows(text: str) -> list[list[str]]:
    """The cells of each line; none where a line has too few."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    commas = len(lines) >= _COMMAS_FROM and not any(_GAP.search(line) for line in lines)
    rows = [[cell.strip() for cell in (_COMMA if commas else _GAP).split(line)] for line in lines]
    return rows if all(len(row) >= _FEWEST for row in rows) else []


def _unnumbered(row: list[str]) -> list[str]:
    return row[1:] if _NUMBER.fullmatch(row[0]) and len(row) > _FEWEST else row


def _is_person(cell: str) -> bool:
    return language.read_person(cell) == cell


def _in_order(row: list[str], kind: str) -> list[str]:
    """What is known by its look stands in its column: telephone and e-mail; the others keep their order."""
    phone = next((cell for cell in row if _PHONE.search(cell)), "")
    email = next((cell for cell in row if "@" in cell), "")
    rest = [cell for cell in row if cell not in (phone, email)]
    first, second, third = (*rest, "", "", "")[:3]
    return [first, second, third, phone, email] if kind == "experts" else [first, second, phone, third]


def _csv(rows: list[list[str]]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8")
