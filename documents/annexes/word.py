"""A document as docx, on parts of our own: python-docx's template is Letter with a Japanese theme font.

The page is that of GB/T 9704-2012: a type area of 156 × 225 mm, 37 mm from the top, 28 from the left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from documents.annexes.blocks import (
    BODY,
    FANG,
    FIRST_PICTURE,
    HEI,
    SMALL,
    SONG,
    TITLE,
    as_xml,
    paragraph,
    table,
)
from documents.annexes.listing import Column, Listing

PARTS = Path(__file__).parent / "base"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The only moment that every zip can hold: with it the same document is the same bytes."""
_SHAPE = '<w:pgSz w:w="{}" w:h="{}"{}/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="851" w:footer="680" w:gutter="0"/>'
LANDSCAPE = _SHAPE.format(16838, 11906, ' w:orient="landscape"', 1587, 2041, 1474, 2041)
UPRIGHT = _SHAPE.format(11906, 16838, "", 2098, 1474, 1984, 1587)
GRID = '<w:docGrid w:type="lines" w:linePitch="579"/>'
_FOOTERS = '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
_COUNTED = '<w:headerReference w:type="first" r:id="rId6"/><w:footerReference w:type="first" r:id="rId4"/>'
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_BODY = "{body}"


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself: its title, the centre whose it is, and when it was made."""

    title: str
    author: str
    at: datetime


def docx(listing: Listing, at: datetime) -> bytes:
    """A list as a document; the same bytes for the same arguments."""
    about = About(listing.title, listing.author, at)
    return document(_listed(listing), about, upright=listing.upright)


def document(
    body: Iterable[str],
    about: About,
    *,
    upright: bool = True,
    numbered: bool = True,
    counted: bool = False,
    pictures: Sequence[bytes] = (),
) -> bytes:
    """A document of these paragraphs and tables, A4; `pictures` (PNG) are those that its body places.

    `numbered`: with page numbers, which papers of one page go without; `counted`: its first page says of how many it is,
    for papers whose sheets are sealed together.
    """
    parts = {str(file.relative_to(PARTS)): file.read_text("utf-8") for file in sorted(PARTS.rglob("*.*"))}
    parts["docProps/core.xml"] = parts["docProps/core.xml"].format(
        title=as_xml(about.title.replace("\n", "")),
        author=as_xml(about.author),
        at=f"{about.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    )
    parts["word/_rels/document.xml.rels"] = _related(parts["word/_rels/document.xml.rels"], len(pictures))
    shape, grid = (UPRIGHT, GRID) if upright else (LANDSCAPE, "")
    first, only_there = (_COUNTED, "<w:titlePg/>") if counted else ("", "")
    page = f"{first}{_FOOTERS if numbered else ''}{shape}{only_there}{grid}"
    before, _, after = parts.pop("word/document.xml").partition(_BODY)
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            package.writestr(_entry(name), parts[name])
        for place, png in enumerate(pictures):
            package.writestr(_entry(f"word/media/image{place}.png"), png)
        with package.open(_entry("word/document.xml"), "w") as out:
            out.write(before.encode())
            for block in body:
                out.write(block.encode())
            out.write(after.replace("{page}", page).encode())
    return written.getvalue()


def _entry(name: str) -> ZipInfo:
    info = ZipInfo(name, _EARLIEST)
    info.compress_type = ZIP_DEFLATED
    return info


def _related(relations: str, pictures: int) -> str:
    more = "".join(
        f'<Relationship Id="rId{FIRST_PICTURE + place}" Type="{_IMAGE}" Target="media/image{place}.png"/>'
        for place in range(pictures)
    )
    return relations.replace("</Relationships>", f"{more}</Relationships>")


def _listed(listing: Listing) -> Iterator[str]:
    if listing.annex:
        yield paragraph(listing.annex, BODY, HEI)
        yield paragraph("", BODY, FANG)
    yield paragraph(listing.title, TITLE, SONG, "center")
    yield from (paragraph(line, 14, FANG) for line in listing.above or ("",))
    yield from table(_fitted(listing.columns, 156 if listing.upright else 225), listing.numbered())
    yield paragraph(listing.note, SMALL, FANG)


def _fitted(columns: Sequence[Column], room: int) -> Sequence[Column]:
    """The columns in so many mm: Word cuts off what goes beyond the page."""
    across = sum(one.width for one in columns)
    if across <= room:
        return columns
    return [replace(one, width=one.width * room // across) for one in columns]
