"""An annex as docx, on parts of our own: python-docx's template is Letter with a Japanese theme font.

Page, type and lines are those of GB/T 9704-2012; fonts are named, never shipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from documents.annexes.annex import Annex, Column

PARTS = Path(__file__).parent / "base"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The only moment that every zip can hold: with it the same annex is the same bytes."""
_SHAPE = '<w:pgSz w:w="{}" w:h="{}"{}/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="851" w:footer="680" w:gutter="0"/>'
LANDSCAPE = _SHAPE.format(16838, 11906, ' w:orient="landscape"', 1587, 2041, 1474, 2041)
UPRIGHT = _SHAPE.format(11906, 16838, "", 2098, 1474, 1984, 1587)
"""GB/T 9704-2012 5.2.1: a type area of 156 × 225 mm, 37 mm from the top, 28 from the left."""
SONG, FANG, HEI = "方正小标宋简体", "仿宋", "黑体"


def docx(annex: Annex, at: datetime) -> bytes:
    """The annex as a document; the same bytes for the same arguments."""
    return document(_body(annex), annex.layout.title, annex.unit, at)


def document(body: Iterable[str], title: str, author: str, at: datetime, upright: bool = False) -> bytes:
    """A document of these paragraphs and tables, A4, landscape unless `upright`."""
    written = BytesIO()
    parts = {str(file.relative_to(PARTS)): file.read_text("utf-8") for file in sorted(PARTS.rglob("*.*"))}
    parts["docProps/core.xml"] = parts["docProps/core.xml"].format(
        title=escape(title), author=escape(author), at=f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    )
    page = UPRIGHT if upright else LANDSCAPE
    parts["word/document.xml"] = parts["word/document.xml"].format(body="".join(body), page=page)
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            info = ZipInfo(name, _EARLIEST)
            info.compress_type = ZIP_DEFLATED
            package.writestr(info, parts[name])
    return written.getvalue()


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], height: int = 0) -> Iterator[str]:
    """A table with its headings on every page; rows are at least `height` mm high."""
    yield _table_head(columns)
    yield _row((column.heading for column in columns), columns, HEI, heading=True)
    yield from (_row(cells, columns, FANG, height=height) for cells in rows)
    yield "</w:tbl>"


def _body(annex: Annex) -> Iterator[str]:
    layout = annex.layout
    yield paragraph(layout.annex, 16, HEI)
    yield paragraph("", 16, FANG)
    yield paragraph(layout.title, 22, SONG, "center")
    yield from (paragraph(line, 14, FANG) for line in annex.head)
    yield from table(layout.columns, annex.numbered())
    yield paragraph(layout.note, 12, FANG)


def paragraph(text: str, points: float = 16, font: str = FANG, align: str = "left", indent: int = 0) -> str:
    """A paragraph; `indent`: characters of the first line, or of the right side where it is aligned there."""
    side = "rightChars" if align == "right" else "firstLineChars"
    moved = f'<w:ind w:{side}="{100 * indent}"/>' if indent else ""
    return (
        f'<w:p><w:pPr>{moved}<w:jc w:val="{align}"/></w:pPr>{_run(text, points, font) if text else ""}</w:p>'
    )


def _in_cell(text: str, points: float, font: str, align: str) -> str:
    whole = '<w:wordWrap w:val="0"/>' if "@" in text else ""
    loose = '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>'
    run = _run(text, points, font) if text else ""
    return f'<w:p><w:pPr>{whole}{loose}<w:jc w:val="{align}"/></w:pPr>{run}</w:p>'


def _run(text: str, points: float, font: str) -> str:
    size = round(points * 2)
    fonts = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}" w:hint="eastAsia"/>'
    style = f'<w:rPr>{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _table_head(columns: Sequence[Column]) -> str:
    widths = [_twips(column.width) for column in columns]
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in edges)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _row(
    cells: Iterable[str], columns: Iterable[Column], font: str, heading: bool = False, height: int = 0
) -> str:
    repeated = "<w:tblHeader/>" if heading else ""
    high = f'<w:trHeight w:val="{_twips(height)}" w:hRule="atLeast"/>' if height else ""
    drawn = (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(column.width)}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        + _in_cell(cell, 12 if heading else column.points, font, _align(column, heading))
        + "</w:tc>"
        for cell, column in zip(cells, columns, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{high}{repeated}</w:trPr>{''.join(drawn)}</w:tr>"


def _align(column: Column, heading: bool) -> str:
    return "center" if heading or column.centred else "left"


def _twips(mm: int) -> int:
    return round(mm * 1440 / 25.4)
