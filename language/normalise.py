"""One spelling for what people type: half width, Simplified, no dialect, no emoji, no faces; offsets lead back to the original."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from language.compatibility import IDEOGRAPH, char_by_char
from language.decoration import faces
from language.dialect import pieces

_LOOSE = re.compile(
    r"(?<=[0-9]) +(?=[家个小点时分号月日年天间户人位半多刻])|(?<=[家约共了点时:\-~]) +(?=[0-9])(?!\d{1,2}[.)、](?!\d))"
)
"""Blanks within an amount or a time; «到11点 2. 对象» is followed by the number of a point."""
_MARKS = str.maketrans({
    "。": "。", "，": ",", "；": ";", "：": ":", "？": "?", "！": "!", "（": "(", "）": ")", "～": "~",
    "—": "-", "–": "-", "－": "-", "−": "-", "﹣": "-", "〜": "~", "∼": "~", "【": "(", "】": ")", "﹑": "、",
    "\u3000": " ", "\t": " ", "\u00a0": " ", "\r": " ", "「": "“", "」": "”", "『": "“", "』": "”",
    "０": "0", "·": "·", "•": "·", "・": "·",
    **{chr(0x2460 + number): ";" for number in range(20)},  # ①: a new point, not one more digit
})  # fmt: skip


_NOTHING = "\u200b"
_WRITTEN = re.compile("([显原名论专软音编译巨土卓昭遗拙]著|著[名作称述者])|著")
"""«接著» is written so in Taiwan, and is 接着; what stands in the group is the 著 of works and of renown."""

LONGEST = 1000
"""How much of a message is read: channels cut messages sooner, and nobody tells a service later than that."""


@dataclass(frozen=True)
class Normalised:
    """`text` to read from; `origins[i]` is where its character i stands in `original`."""

    text: str
    original: str
    origins: tuple[int, ...]

    def written(self, start: int, end: int) -> str:
        """The part of the original that `text[start:end]` came from."""
        if start >= end:
            return ""
        return self.original[self.origins[start] : self.origins[end - 1] + 1]


@lru_cache(maxsize=256)
def normalise(text: str) -> Normalised:
    """Bring `text` to one spelling and everybody's words; every character of the result knows its origin.

    Each reader of a message begins here, so the last ones are remembered.
    """
    return _tightened(*_in_common_words(*_spelt(text)), text)


def as_said(text: str) -> Normalised:
    """One spelling, and the words of a dialect as they are: what is learnt from keeps its authors' tongue."""
    return _tightened(*_spelt(text), text)


def _spelt(text: str) -> tuple[str, list[int]]:
    chars: list[str] = []
    origins: list[int] = []
    for position, char in enumerate(simplified(_without_faces(char_by_char(text)))):
        for piece in _plain(char):
            chars.append(piece)
            origins.append(position)
    return "".join(chars), origins


def _in_common_words(plain: str, origins: list[int]) -> tuple[str, list[int]]:
    """Words of a dialect as everybody says them; the last character of each leads back to the end of what was said."""
    chars: list[str] = []
    led: list[int] = []
    at = 0
    for piece in pieces(plain):
        said = origins[piece.start : piece.end]
        chars += [plain[at : piece.start], piece.plain]
        led += origins[at : piece.start]
        led += [said[min(index, len(said) - 1)] for index in range(len(piece.plain) - 1)] + [said[-1]]
        at = piece.end
    return "".join([*chars, plain[at:]]), [*led, *origins[at:]]


def _tightened(plain: str, origins: list[int], original: str) -> Normalised:
    """Without the blanks that stand between a figure and its unit."""
    dropped = {i for gap in _LOOSE.finditer(plain) for i in range(*gap.span())}
    if dropped:
        plain = "".join(char for i, char in enumerate(plain) if i not in dropped)
        origins = [origin for i, origin in enumerate(origins) if i not in dropped]
    return Normalised(plain, original, tuple(origins))


def _without_faces(text: str) -> str:
    """Each face of 微信 as a blank, and as many signs that say nothing as its name has besides."""
    return faces().sub(lambda face: " " + _NOTHING * (len(face[0]) - 1), text)


def simplified(text: str) -> str:
    """The text in Simplified characters, one for each of its own."""
    if text.isascii():
        return text
    simple: str = _converter().convert(text)
    if len(simple) != len(text):
        simple = "".join(_one_for_one(char) for char in text)
    return _WRITTEN.sub(lambda found: found[1] or "着", simple)


def _one_for_one(char: str) -> str:
    simple: str = _converter().convert(char)
    return simple if len(simple) == 1 else char


@cache
def _converter() -> Any:
    from opencc import OpenCC  # slow to import, so only when something is read

    return OpenCC("t2s")


@cache
def _plain(char: str) -> str:
    """What a character is read as: nothing, a blank, itself or its plain form."""
    char = char.translate(_MARKS)
    if char.isascii() or re.match(IDEOGRAPH, char):
        return char
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf", "Cc", "Cs"):
        return ""
    if category in ("So", "Sk", "Cn", "Co"):
        return " "
    return unicodedata.normalize("NFKC", char).translate(_MARKS)
