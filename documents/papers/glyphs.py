"""Which characters the fonts of papers can draw: a name with a missing one is told to staff, never printed as a box."""

from __future__ import annotations

import struct
from functools import cache
from importlib.resources import files
from pathlib import Path

_PACKAGE = "pylopdf_fonts_zh_cn"
SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
_FILES = ("NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf")
RARE = {"HanaMinB.ttf": "HanaMinB", "Jigmo2.ttf": "Jigmo2", "Jigmo3.ttf": "Jigmo3"}
"""Fonts for characters beyond the basic block and extension A, and the families in them; used where they are installed."""
RARE_FOLDERS = (
    Path("/usr/share/fonts/truetype/hanazono"),
    Path("/usr/share/fonts/truetype/jigmo"),
    Path("/usr/local/share/fonts"),
)
_WINDOWS = ((3, 10), (3, 1))
"""Platform and encoding of the tables that map code points, the whole of Unicode first."""
_INVISIBLE = {"\u200b", "\u00ad", "\ufeff", "\u2028", "\u2029"}


def folder() -> Path:
    """Where the fonts lie."""
    return Path(str(files(_PACKAGE)))


@cache
def rare() -> tuple[Path, ...]:
    """The fonts for rare names that this machine has, in the order in which they are asked."""
    found = (folder / name for name in RARE for folder in RARE_FOLDERS)
    return tuple(path for path in found if path.is_file())


def families() -> list[str]:
    """The families of serif text, the usual one first."""
    return [SERIF, *(RARE[path.name] for path in rare())]


def missing(text: str) -> tuple[str, ...]:
    """The characters that no serif face here has, each once, in order; control signs and private use count as missing."""
    known, more = _code_points(), _rare_points()
    lacks = (
        sign for sign in text if (ord(sign) not in known and ord(sign) not in more) or sign in _INVISIBLE
    )
    return tuple(dict.fromkeys(lacks))


def from_rare(text: str) -> tuple[str, ...]:
    """The characters that only a font for rare names has: its forms may be others than the holder writes."""
    known, more = _code_points(), _rare_points()
    return tuple(dict.fromkeys(sign for sign in text if ord(sign) not in known and ord(sign) in more))


def told(signs: tuple[str, ...]) -> str:
    """Missing characters with their code points, for whoever is to find a font: «𱁬（U+3106C）»."""
    return "、".join(f"{sign}（U+{ord(sign):04X}）" for sign in signs)


@cache
def _code_points() -> frozenset[int]:
    return frozenset(_mapped((folder() / _FILES[0]).read_bytes()))


@cache
def _rare_points() -> frozenset[int]:
    """Private use is nobody's character, whatever a font draws there."""
    points = (_mapped(path.read_bytes()) for path in rare())
    return frozenset(point for font in points for point in font if not _is_private(point))


def _is_private(point: int) -> bool:
    return 0xE000 <= point <= 0xF8FF or point >= 0xF0000


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
