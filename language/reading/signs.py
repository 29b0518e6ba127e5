"""What the tagger sees of each character: those around it, and what dictionaries and shapes say of them."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

BUCKETS = 1 << 18
KINDS = ("diary", "need")
_REACH = 3
"""So many characters before and after are seen."""
_TRIPLES = (0, 2, 3)
"""Where sequences of three begin, counted from the first character that is seen."""
_NEAR = 2
"""So many characters before and after, their script is seen."""
_SCRIPTS = (1, 0x30, 0x3A, 0x41, 0x5B, 0x61, 0x7B)
"""Where figures, capital and small letters begin and end, among marks and before Chinese."""
_PRIME = 0x9E3779B1
_NEARNESS = 6
"""How far ahead a trade or a kind of house is seen."""

_OF_PLACES, _OF_PAIRS, _OF_TRIPLES, _OF_MARKS = slice(0, 7), slice(7, 13), slice(13, 16), slice(16, 28)
"""The rows of what the characters around say, alone, two and three together, and of what dictionaries and shapes say."""
_ROWS = 30

Span = tuple[int, int]


def signs(
    text: str, kind: str, places: Sequence[Span], wares: Sequence[Span], shaped: Sequence[Span]
) -> "Rows":
    """The buckets of each character's signs, one column a character.

    `places`, `wares` (trades and kinds of houses) and `shaped` (what has the shape of a name) are spans of the text.
    """
    import numpy as np

    size = len(text)
    rows = np.empty(
        (_ROWS, size), dtype=np.int64
    )  # written in place: so small arrays cost more to make than to fill
    around, two, three = rows[_OF_PLACES], rows[_OF_PAIRS], rows[_OF_TRIPLES]
    _windows(_codes(text), _REACH, around)
    np.left_shift(around[:-1], 16, out=two)
    two |= around[1:]
    for row, at in zip(three, _TRIPLES, strict=True):
        np.bitwise_xor(two[at] * 131, around[at + 2] << 20, out=row)
    marks = np.zeros((4, size + 2), dtype=np.int64)
    for row, spans in enumerate((places, wares, shaped)):
        _mark(marks[row], spans)
    _mark_ahead(marks[3], wares)
    _write_marks(rows[_OF_MARKS], marks, around, KINDS.index(kind) + 1)
    _write_scripts(rows[-2:], text, around[_REACH - 1])
    rows ^= _salts()
    rows *= _PRIME
    rows &= 0x7FFFFFFFFFFF
    rows ^= rows >> 19
    rows &= BUCKETS - 1
    return rows


@cache
def _salts() -> "Rows":
    """A number for each row, so that the same characters there and here are two signs."""
    import numpy as np

    return np.arange(1, _ROWS + 1, dtype=np.int64)[:, None] * 0x632BE5 << 24


def _windows(codes: "Rows", reach: int, rows: "Rows") -> None:
    """Write a row for each place around a character, from the one `reach` before it to the one `reach` after."""
    import numpy as np

    size = len(codes)
    padded = np.zeros(size + 2 * reach, dtype=np.int64)
    padded[reach : reach + size] = codes
    for at, row in enumerate(rows):
        row[:] = padded[at : at + size]


def _write_marks(rows: "Rows", marks: "Rows", around: "Rows", kind: int) -> None:
    """What dictionaries and shapes say, alone and beside the characters next to it."""
    place, ware, shape, ahead = marks[:, 1:-1]
    last, said = around[_REACH - 1], rows[3]
    rows[:3] = marks[:3, :-2] * 16 + marks[:3, 1:-1] * 4 + marks[:3, 2:]
    said[:] = place * 64 + ware * 16 + shape * 4
    rows[4] = said * 16 + ahead
    rows[5] = said << 16 | last
    rows[6] = shape << 16 | around[_REACH]
    rows[7] = ahead << 16 | last
    rows[8] = kind
    rows[9] = kind * 1024 + said
    rows[10] = kind << 18 | last
    rows[11] = (kind << 36) + (around[_REACH - 2] << 16 | last)


def _write_scripts(rows: "Rows", text: str, last: "Rows") -> None:
    """Small and capital letters, figures, marks, Chinese around a character: a name may be of no known word."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)[: len(text)]
    scripts = np.searchsorted(_SCRIPTS, codes, side="right")
    around = np.empty((2 * _NEAR + 1, len(text)), dtype=np.int64)
    _windows(scripts, _NEAR, around)
    shape = around[0]
    for row in around[1:]:
        shape *= 8
        shape += row
    rows[0] = shape
    np.bitwise_or(shape << 16, last, out=rows[1])


def _codes(text: str) -> "Rows":
    """Code points; one figure is like another, one case like the other."""
    import numpy as np

    codes = np.frombuffer(text.lower().encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.int64)
    codes = codes[: len(text)] & 0xFFFF
    codes[(codes >= 0x30) & (codes <= 0x39)] = 0x30
    return codes


def _mark(row: "Rows", spans: Sequence[Span]) -> None:
    """1 where a span begins, 2 within, 3 at its last character."""
    for start, end in spans:
        row[start + 1 : end + 1] = 2
        row[end] = 3
        row[start + 1] = 1


def _mark_ahead(row: "Rows", spans: Sequence[Span]) -> None:
    """How near the next span begins, from 1 to 6."""
    for start, _ in reversed(spans):
        for far in range(min(_NEARNESS, start), 0, -1):
            row[start + 1 - far] = far
