"""What the tagger sees of each character: those around it, and what dictionaries and shapes say of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

BUCKETS = 1 << 18
KINDS = ("diary", "need")
_PAD = 4
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

Span = tuple[int, int]


def signs(
    text: str, kind: str, places: Sequence[Span], wares: Sequence[Span], shaped: Sequence[Span]
) -> "Rows":
    """The buckets of each character's signs, one column a character.

    `places`, `wares` (trades and kinds of houses) and `shaped` (what has the shape of a name) are spans of the text.
    """
    import numpy as np

    size = len(text)
    around = _windows(_codes(text), _REACH, size)
    marks = np.zeros((4, size + 2), dtype=np.int64)
    for row, spans in enumerate((places, wares, shaped)):
        _mark(marks[row], spans)
    _mark_ahead(marks[3], wares)
    two = around[:-1] << 16 | around[1:]
    three = two[list(_TRIPLES)] * 131 ^ around[[at + 2 for at in _TRIPLES]] << 20
    marked = _marked(marks, around, KINDS.index(kind) + 1)
    rows = np.concatenate([around, two, three, marked, _scripts(text, around)])
    salt = np.arange(1, len(rows) + 1, dtype=np.int64)[:, None] * 0x632BE5
    mixed: Rows = (rows ^ salt << 24) * _PRIME & 0x7FFFFFFFFFFF
    return (mixed ^ mixed >> 19) & (BUCKETS - 1)


def _windows(codes: "Rows", reach: int, size: int) -> "Rows":
    """A row for each place around a character, from the one `reach` before it to the one `reach` after."""
    import numpy as np

    padded = np.zeros(size + 2 * reach, dtype=np.int64)
    padded[reach : reach + size] = codes
    rows: Rows = padded[np.arange(2 * reach + 1)[:, None] + np.arange(size)]
    return rows


def _marked(marks: "Rows", around: "Rows", kind: int) -> "Rows":
    """What dictionaries and shapes say, alone and beside the characters next to it."""
    import numpy as np

    here, before, after = marks[:, 1:-1], marks[:3, :-2], marks[:3, 2:]
    place, ware, shape, ahead = here
    said = place * 64 + ware * 16 + shape * 4
    last = around[_REACH - 1]
    own = np.full_like(last, kind)
    return np.concatenate([
        before * 16 + here[:3] * 4 + after,
        np.stack([
            said, said * 16 + ahead, said << 16 | last, shape << 16 | around[_REACH], ahead << 16 | last, own,
            own * 1024 + said, own << 18 | last, (own << 36) + (around[_REACH - 2] << 16 | last),
        ]),
    ])  # fmt: skip


def _scripts(text: str, around: "Rows") -> "Rows":
    """Small and capital letters, figures, marks, Chinese around a character: a name may be of no known word."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)[: len(text)]
    scripts = np.searchsorted(_SCRIPTS, codes, side="right").astype(np.int64)
    shape = np.zeros_like(scripts)
    for row in _windows(scripts, _NEAR, len(text)):
        shape = shape * 8 + row
    return np.stack([shape, shape << 16 | around[_REACH - 1]])


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
