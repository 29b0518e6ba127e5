"""A notice with a list of names: 表彰通报, and 通报公布 of those newly named (HB 六（二）3). Order is said, never a silent ranking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from documents.annexes.blocks import BODY, FANG, HEI, SONG, TITLE, paragraph, signed, table, text, title
from documents.annexes.listing import Column, Listing
from documents.annexes.word import About, document
from documents.papers.drafts import in_words

_NEW_PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


@dataclass(frozen=True, slots=True)
class Group:
    """Those of one kind: what their list is called, its columns (the first is the serial number), and its rows."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class NamesNotice:
    """A notice. `to` is whom it addresses, `said` its text; each group is an annex of its own."""

    title: str
    to: str
    said: tuple[str, ...]
    groups: tuple[Group, ...]
    issuer: str
    on: date

    def listings(self) -> list[Listing]:
        """The groups as lists, for a sheet each."""
        return [
            Listing(group.title, group.columns, group.rows, self.issuer, upright=True)
            for group in self.groups
        ]


def names_notice(notice: NamesNotice, at: datetime) -> bytes:
    """The notice as docx, upright, to be sealed; with an annex it is of several pages for certain, and says of how many."""
    return document(_body(notice), About(notice.title, notice.issuer, at), counted=bool(notice.groups))


def _body(notice: NamesNotice) -> Iterator[str]:
    yield from title(notice.title)
    yield paragraph(f"{notice.to}：")
    yield from text(*notice.said, keep=True)
    yield paragraph("", keep=True)
    several = len(notice.groups) > 1
    for place, group in enumerate(notice.groups, 1):
        before = "附件：" if place == 1 else "　　　"
        yield paragraph(f"{before}{f'{place}.' if several else ''}{group.title}", indent=2, keep=True)
    yield from signed(notice.issuer, in_words(notice.on))
    for place, group in enumerate(notice.groups, 1):
        yield _NEW_PAGE
        yield paragraph(f"附件{place if several else ''}", BODY, HEI)
        yield paragraph("", BODY, FANG)
        yield paragraph(group.title, TITLE, SONG, "center")
        rows = ([str(number), *row] for number, row in enumerate(group.rows, 1))
        yield from table(group.columns, rows)
