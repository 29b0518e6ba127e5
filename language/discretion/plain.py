"""The spelling in which pieces are looked for: half width, lower case, Simplified, every figure a figure.

Reading what is wanted has another (`language.normalise`): there ① begins a point, here it may be part of a number.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

_DROPPED = frozenset({"Mn", "Me", "Cf", "Cc", "Cs"})
"""Keycaps, variation selectors, marks of direction and joiners: nobody sees them."""
_BLANK = frozenset({"Zs", "Zl", "Zp"})
_SAME = str.maketrans({"○": "〇", "◯": "〇", "⭕": "〇", "−": "-", "ー": "-", "•": "·", "・": "·", "﹒": ".",
    "【": "(", "】": ")", "〔": "(", "〕": ")", "［": "(", "］": ")", "[": "(", "]": ")"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` to look in; `origins[i]` is where its character i stands in `original`."""

    text: str
    original: str
    origins: tuple[int, ...]

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the original, with the unseen marks that belong to its last character."""
        last = self.origins[end] if end < len(self.origins) else len(self.original)
        first, after = self.origins[start], self.origins[end - 1] + 1
        while after < last and not _plain(self.original[after]):
            after += 1
        return first, after


def plain(text: str) -> Plain:
    """The text in its plain spelling."""
    chars: list[str] = []
    origins: list[int] = []
    for position, char in enumerate(text):
        for piece in _plain(char):
            chars.append(piece)
            origins.append(position)
    return Plain("".join(chars), text, tuple(origins))


@cache
def _plain(char: str) -> str:
    """What a character is looked for as: nothing, itself, or its plain form."""
    if char == "\n":
        return char
    category = unicodedata.category(char)
    if category in _DROPPED:
        return " " if char in "\t\r" else ""
    if category in _BLANK:
        return " "
    if category == "Pd":
        return "-"
    figure = unicodedata.digit(char, None)
    if figure is not None:
        return str(figure)
    return "".join(_simple(one) for one in unicodedata.normalize("NFKC", char).translate(_SAME).lower())


def _simple(char: str) -> str:
    if char.isascii():
        return char
    simple: str = _converter().convert(char)
    return simple if len(simple) == 1 else char


@cache
def _converter() -> Any:
    from opencc import OpenCC  # slow to import, so only when something is read

    return OpenCC("t2s")
