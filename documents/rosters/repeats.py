"""Rows of one file that say the same person, house or service again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from documents.rosters.entries import Entry
from documents.rosters.headings import Kind
from documents.rosters.phones import is_mobile
from documents.rosters.words import folded

_ONE = {
    "experts": ("name", "phone"),
    "stations": ("unit",),
    "enterprises": ("firm", "region"),
    "needs": ("firm", "need"),
}
_ONE_DIARY = ("name", "unit", "served_on", "hours", "names", "enterprises", "outcome")
_SAID = ("name", "contact", "unit", "firm", "phone", "email", "address", "domains")


class _Row(NamedTuple):
    """Where a row stands, and a number that is the same for rows of the same values."""

    sheet: str
    number: int
    said: int


class Repeats:
    """What earlier rows of the file said, as numbers: a hundred thousand rows are no more than a few megabytes."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._seen: dict[int, _Row] = {}

    def look(self, entry: Entry) -> None:
        """Note on the entry whom it repeats, or whose phone it has; wrong ones neither repeat nor are repeated."""
        if entry.wrong:
            return
        keys, row = list(self._keys(entry)), _row(entry)
        for key in keys:
            if before := self._seen.get(hash(key)):
                self._note(entry, key, before, row)
                return
        self._seen |= dict.fromkeys(map(hash, keys), row)

    def _note(self, entry: Entry, key: tuple[Any, ...], before: _Row, row: _Row) -> None:
        where = _where(before)
        if key[0] == "phone":
            entry.doubts.append(f"电话和{where}重复，请核对是谁的")
        elif key[0] == "namesake":
            entry.doubts.append(f"和{where}重复：同名、同单位，电话不一样")
        elif before.said == row.said or self._kind == "diaries":
            entry.repeats = f"和{where}重复，是同一条"
        else:
            entry.doubts.append(f"和{where}重复，写的内容不一样")

    def _keys(self, entry: Entry) -> Iterator[tuple[Any, ...]]:
        """What is found again: the same one; a namesake in the same unit; a mobile, which two people seldom share."""
        values = entry.values
        one = tuple(folded(str(values.get(name) or "")) for name in _ONE.get(self._kind, _ONE_DIARY))
        if all(one) or self._kind not in _ONE:
            yield "one", *one
        if self._kind == "experts" and values["name"] and values["unit"]:
            yield "namesake", folded(values["name"]), folded(values["unit"])
        phone = values.get("phone")
        if phone and is_mobile(phone) and self._kind in ("experts", "stations"):
            yield "phone", phone


def _row(entry: Entry) -> _Row:
    return _Row(entry.sheet, entry.number, hash(tuple(str(entry.values.get(name)) for name in _SAID)))


def _where(row: _Row) -> str:
    return f"「{row.sheet}」第 {row.number} 行" if row.sheet else f"第 {row.number} 行"
