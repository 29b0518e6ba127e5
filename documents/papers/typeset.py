"""Papers set by typst: a template and its values in, a PDF out, the same bytes for the same values.

Values go in as JSON and are never pasted into markup, so that no sign of a name means anything. PDF/A-2b makes typst
fail where a glyph is missing instead of drawing a box.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from documents.papers import glyphs

if TYPE_CHECKING:
    from typst import Compiler

_MASK = 3
TEMPLATES = Path(__file__).parent / "templates"
TITLES = Path(__file__).parent / "fonts"
"""The cut of the bold weight for titles, its licence, and the characters that it holds."""


class MissingGlyphs(Exception):
    """The fonts cannot draw these characters; nothing was made."""

    def __init__(self, signs: tuple[str, ...]) -> None:
        super().__init__(glyphs.told(signs))
        self.signs = signs


def check_glyphs(values: object) -> None:
    """Raise `MissingGlyphs` for what no font can draw in any text of these values."""
    if missing := glyphs.missing("".join(_texts(values))):
        raise MissingGlyphs(missing)


def pdf(template: str, values: Mapping[str, Any], at: datetime) -> bytes:
    """The paper as a PDF dated `at`. Raises `MissingGlyphs`."""
    check_glyphs({name: value for name, value in values.items() if name != "qr"})
    return _compiled(template, values, format="pdf", pdf_standards=["a-2b"], timestamp=int(at.timestamp()))[0]


def png(template: str, values: Mapping[str, Any], ppi: float = 200) -> list[bytes]:
    """The paper's pages as pictures, for looking at them."""
    return _compiled(template, values, format="png", ppi=ppi)


def qr(text: str) -> str:
    """A QR code as SVG, version as small as may be, error correction M, with its quiet zone; black on white.

    Trying all eight masks takes four times as long as setting the page; a signature is random enough for any of them.
    """
    import segno

    made = segno.make(text, error="m", boost_error=False, micro=False, mask=_MASK)
    drawn: str = made.svg_inline(border=4, omitsize=True, dark="#000", light="#fff")
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _compiled(template: str, values: Mapping[str, Any], **options: Any) -> list[bytes]:
    given = {
        "values": json.dumps(values, ensure_ascii=False, sort_keys=True),
        "serif": json.dumps(glyphs.families()),
    }
    made = _compiler().compile(input=str(TEMPLATES / f"{template}.typ"), sys_inputs=given, **options)
    return made if isinstance(made, list) else [made or b""]


@cache
def _compiler() -> Compiler:
    """One for all papers: reading the fonts takes longer than setting a page."""
    import typst

    paths = [str(glyphs.folder()), str(TITLES), *dict.fromkeys(str(path.parent) for path in glyphs.rare())]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
    return typst.Compiler(root=str(TEMPLATES), font_paths=fonts)


def _texts(values: object) -> list[str]:
    if isinstance(values, str):
        return [values]
    if isinstance(values, Mapping):
        return [text for value in values.values() for text in _texts(value)]
    if isinstance(values, list | tuple):
        return [text for value in values for text in _texts(value)]
    return []
