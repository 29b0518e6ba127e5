"""Paragraphs, tables and pictures of a Word document as XML; type and lines are those of GB/T 9704-2012.

Fonts are named in every run, with eastAsia set, and never shipped.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from documents.annexes.listing import Cell, Column, shown

SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋", "黑体", "楷体"
BODY, TITLE, SMALL = 16, 22, 12
"""Points: 3号, 2号, 小四."""
LINE = 579
"""Twips: 28.95 pt, so that 22 lines stand on a page."""
_TITLE_LINE = 660
_CLOSER = -5
"""Twips between characters of the body, so that 28 stand on a line of 156 mm; programs differ in what they make of a grid."""
FIRST_PICTURE = 10
"""Number of the relation of the first picture of a document."""
_EMU = 36000
"""Of DrawingML, in a millimetre."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no XML may hold: a document with one of them does not open."""
_SEAL_LINES = 2
"""Lines left free between text and issuer, some 21 mm, where the upper part of a seal comes to lie."""
_ON_A_LINE = 28
_DATE_FROM_RIGHT = 4
"""Characters (GB/T 9704-2012, 7.3.5.1)."""


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a form: what stands in it, over how many columns, and whether it is a caption."""

    text: str
    span: int = 1
    caption: bool = False


def paragraph(
    text: str,
    points: float = BODY,
    font: str = FANG,
    align: str = "left",
    indent: float = 0,
    *,
    keep: bool = False,
    underlined: bool = False,
) -> str:
    """A paragraph; `indent`: characters of the first line, or of the right side where it is aligned there.

    `keep`: it stays on the page of the paragraph that follows.
    """
    side = "right" if align == "right" else "firstLine"
    moved = (
        f'<w:ind w:{side}Chars="{round(100 * indent)}" w:{side}="{round(20 * points * indent)}"/>'
        if indent
        else ""
    )
    high = f'<w:spacing w:line="{LINE if points < TITLE else _TITLE_LINE}" w:lineRule="exact"/>'
    kept = "<w:keepNext/>" if keep else ""
    run = _run(text, points, font, underlined) if text else ""
    return f'<w:p><w:pPr>{kept}{high}{moved}<w:jc w:val="{align}"/></w:pPr>{run}</w:p>'


def lines_of(said: str, indent: int = 0) -> int:
    """How many lines of the body a paragraph takes, about."""
    return max(1, math.ceil((_characters(said) + indent) / _ON_A_LINE))


def text(*said: str, keep: bool = False) -> Iterator[str]:
    """Paragraphs of a body, each two characters in; with `keep` the end of the last one goes with what follows."""
    last = len(said) - 1
    return (paragraph(one, indent=2, keep=keep and place == last) for place, one in enumerate(said))


def heading(said: str) -> str:
    """A heading of the first level: 一、…"""
    return paragraph(said, BODY, HEI, indent=2, keep=True)


def title(said: str) -> Iterator[str]:
    """A title in the middle, broken by sense where it has line breaks, with a free line below."""
    yield from (paragraph(line, TITLE, SONG, "center", keep=True) for line in said.split("\n"))
    yield paragraph("", keep=True)


def signed(issuer: str, day: str, *, keep: bool = False) -> Iterator[str]:
    """Issuer over date, the issuer centred over it, with room for a seal; they never stand on a page alone.

    `keep`: what follows stays with them.
    """
    yield from (paragraph("", keep=True) for _ in range(_SEAL_LINES))
    wider = (_characters(day) - _characters(issuer)) / 2
    shift = max(0.0, -wider - _DATE_FROM_RIGHT)
    yield paragraph(issuer, align="right", indent=_DATE_FROM_RIGHT + wider + shift, keep=True)
    yield paragraph(day, align="right", indent=_DATE_FROM_RIGHT + shift, keep=keep)


def _characters(said: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.5 for sign in said)


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], height: int = 0, *, keep: bool = False
) -> Iterator[str]:
    """A table with its headings on every page; rows are at least `height` mm high. `keep`: it is not parted."""
    yield _table_head([column.width for column in columns])
    headings = (_cell(one.heading, one.width, 1, SMALL, HEI, "center", keep) for one in columns)
    yield _row(headings, repeated=True)
    for cells in rows:
        drawn = (
            _cell(shown(cell), one.width, 1, one.points, FANG, "center" if one.centred else "left", keep)
            for cell, one in zip(cells, columns, strict=True)
        )
        yield _row(drawn, height)
    yield "</w:tbl>"


def form(widths: Sequence[int], rows: Iterable[tuple[int, Sequence[Field]]]) -> Iterator[str]:
    """A form: rows with their height in mm; captions stand in the middle, in the type of headings."""
    yield _table_head(widths)
    for height, fields in rows:
        place, drawn = 0, []
        for one in fields:
            width = sum(widths[place : place + one.span])
            face = (HEI, "center") if one.caption else (FANG, "left")
            drawn.append(_cell(one.text, width, one.span, SMALL, *face))
            place += one.span
        yield _row(drawn, height)
    yield "</w:tbl>"


def picture(
    place: int, width: float, height: float, said: str, align: str = "center", beside: str = ""
) -> str:
    """The picture of this place among those of the document, in mm; `said`: what it shows, in words; `beside`: text after it."""
    across, down = round(width * _EMU), round(height * _EMU)
    size = f'cx="{across}" cy="{down}"'
    drawing = (
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{place + 1}" name="{place + 1}" descr="{as_xml(said)}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{place + 1}" name="{place + 1}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="rId{FIRST_PICTURE + place}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
    )
    after = _run(f"　{beside}", SMALL, HEI) if beside else ""
    shape = f'<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:before="120"/><w:jc w:val="{align}"/><w:textAlignment w:val="center"/>'
    return f"<w:p><w:pPr>{shape}</w:pPr><w:r><w:drawing>{drawing}</w:drawing></w:r>{after}</w:p>"


def _run(said: str, points: float, font: str, underlined: bool = False) -> str:
    size = round(points * 2)
    fonts = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}" w:hint="eastAsia"/>'
    line = '<w:u w:val="single"/>' if underlined else ""
    closer = f'<w:spacing w:val="{_CLOSER}"/>' if points == BODY else ""
    style = f'<w:rPr>{fonts}{closer}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{line}</w:rPr>'
    return f'<w:r>{style}<w:t xml:space="preserve">{as_xml(said)}</w:t></w:r>'


def _table_head(millimetres: Sequence[int]) -> str:
    widths = [twips(one) for one in millimetres]
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in edges)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _row(cells: Iterable[str], height: int = 0, repeated: bool = False) -> str:
    head = "<w:tblHeader/>" if repeated else ""
    high = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{high}{head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(said: str, width: int, span: int, points: float, font: str, align: str, keep: bool = False) -> str:
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    whole = '<w:wordWrap w:val="0"/>' if "@" in said else ""
    whole = f"{'<w:keepNext/>' if keep else ''}{whole}"
    loose = '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>'
    drawn = "".join(
        f'<w:p><w:pPr>{whole}{loose}<w:jc w:val="{align}"/></w:pPr>{_run(line, points, font) if line else ""}</w:p>'
        for line in said.split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{over}<w:vAlign w:val="center"/></w:tcPr>'
        f"{drawn}</w:tc>"
    )


def as_xml(said: str) -> str:
    """A text as XML holds it, in an element or an attribute."""
    return escape(_NOT_XML.sub("", said), {'"': "&quot;"})


def twips(mm: float) -> int:
    """Twentieths of a point."""
    return round(mm * 1440 / 25.4)
