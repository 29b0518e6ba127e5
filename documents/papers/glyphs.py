"""Which characters the fonts of papers can draw: a name with a missing one is told to staff, never printed as a box."""

from __future__ import annotations

import struct
from functools import cache
from importlib.resources import files
from pathlib import Path

_PACKAGE = "pylopdf_fonts_zh_cn"
SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
_FILES = ("NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf")
_WINDOWS = ((3, 10), (3, 1))
"""Platform and encoding of the tables that map code points, the whole of Unicode first."""
_INVISIBLE = {"\u200b", "\u00ad", "\ufeff", "\u2028", "\u2029"}


def folder() -> Path:
    """Where the fonts lie."""
    return Path(str(files(_PACKAGE)))


def missing(text: str) -> tuple[str, ...]:
    """The characters that the serif face lacks, each once, in order; control signs and private use count as missing."""
    known = _code_points()
    return tuple(dict.fromkeys(sign for sign in text if ord(sign) not in known or sign in _INVISIBLE))


def told(signs: tuple[str, ...]) -> str:
    """Missing characters with their code points, for whoever is to find a font: «𱁬（U+3106C）»."""
    return "、".join(f"{sign}（U+{ord(sign):04X}）" for sign in signs)


@cache
def _code_points() -> frozenset[int]:
    return frozenset(_mapped((folder() / _FILES[0]).read_bytes()))


def _mapped(font: bytes) -> set[int]:
    """The code points that a font maps to a glyph: format 12 of the table `cmap`, which all CJK fonts carry."""
    table = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", table, 2)
    places = {
        (platform, encoding): start
        for platform, encoding, start in struct.iter_unpack(">HHI", table[4 : 4 + 8 * count])
    }
    start = next(places[one] for one in _WINDOWS if one in places)
    form, _, _, _, groups = struct.unpack_from(">HHIII", table, start)
    if form != 12:
        raise ValueError(f"cmap format {form}")
    spans = struct.iter_unpack(">III", table[start + 16 : start + 16 + 12 * groups])
    return {point for first, last, glyph in spans if glyph for point in range(first, last + 1)}


def _table(font: bytes, tag: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for name, _, offset, length in struct.iter_unpack(">4sIII", font[12 : 12 + 16 * count]):
        if name == tag:
            return font[offset : offset + length]
    raise ValueError(f"no table {tag!r}")
