"""公示: whom a centre means to certify, for how long objections are heard, and where; name, unit and fields alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from documents.annexes.blocks import signed, table, text, title
from documents.annexes.listing import SERIAL, Column, Listing
from documents.annexes.word import About, document
from documents.papers import typeset
from documents.papers.drafts import in_words

COLUMNS = {
    "expert": (
        SERIAL,
        Column("姓名", 30, True),
        Column("所在单位", 69),
        Column("擅长领域", 44),
    ),
    "station": (SERIAL, Column("单位名称", 100), Column("所在地", 43)),
}
CALLED = {"expert": ("专家", "名"), "station": ("工作站", "家")}


@dataclass(frozen=True, slots=True)
class Publicity:
    """A list before it is certified. `basis` names the rule by its title; rows are without serial numbers."""

    kind: Literal["expert", "station"]
    batch: int
    basis: str
    first: date
    last: date
    length: str
    issuer: str
    phone: str
    address: str
    rows: Sequence[Sequence[str]]
    email: str = ""

    @property
    def title(self) -> str:
        called = CALLED[self.kind][0]
        return f"关于{self.first.year}年第{self.batch}批中小企业志愿服务{called}\n拟认定名单的公示"


def publicity_list(publicity: Publicity, at: datetime) -> bytes:
    """The list as docx, upright, to be sealed."""
    return document(_body(publicity), About(publicity.title, publicity.issuer, at))


def publicity_table(publicity: Publicity) -> Listing:
    """The list alone, for a sheet: the allowed columns and no more."""
    span = f"公示期：{in_words(publicity.first)}至{in_words(publicity.last)}"
    columns = COLUMNS[publicity.kind]
    return Listing(
        publicity.title.replace("\n", ""),
        columns,
        publicity.rows,
        publicity.issuer,
        above=(span,),
        upright=True,
    )


def publicity_pdf(publicity: Publicity, at: datetime) -> bytes:
    """The list as PDF, unsealed, for a page. Raises `MissingGlyphs`."""
    one, columns = publicity, COLUMNS[publicity.kind]
    values = {
        "issuer": one.issuer,
        "issuer_lines": [one.issuer],
        "issued_on": in_words(one.first),
        "title": one.title.split("\n"),
        "said": list(said_of(one)),
        "headings": [column.heading for column in columns],
        "widths": [column.width for column in columns],
        "centred": [column.centred for column in columns],
        "rows": [[str(place), *row] for place, row in enumerate(one.rows, 1)],
    }
    return typeset.pdf("publicity", values, at)


def said_of(one: Publicity) -> Iterator[str]:
    """The sentences above the table: on which ground, for how long, how to object."""
    called, counted = CALLED[one.kind]
    yield f"根据{one.basis}，经审核，拟认定以下{len(one.rows)}{counted}中小企业志愿服务{called}，现予公示。"
    yield f"公示期：{in_words(one.first)}至{in_words(one.last)}（发布当日不计，{one.length.replace(' ', '')}）。"
    known = (("电话", one.phone), ("邮箱", one.email), ("地址", one.address))
    ways = "；".join(f"{name}：{way}" for name, way in known if way)
    yield f"有异议的，请在公示期内实名向{one.issuer}反映，并说明事实。{f'{ways}。' if ways else ''}"


def _body(one: Publicity) -> Iterator[str]:
    yield from title(one.title)
    yield from text(*said_of(one))
    numbered = [[str(place), *row] for place, row in enumerate(one.rows, 1)]
    yield from table(COLUMNS[one.kind], numbered)
    yield from signed(one.issuer, in_words(one.first))
