"""申请表, 报名表: filled in from what was told, to be signed or sealed; one that comes back as a file is read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from documents.annexes.blocks import SONG, Field, form, paragraph, text
from documents.annexes.word import About, document
from documents.rosters.errors import NotARoster
from documents.rosters.word import read as tables_of

WIDTHS = (40, 116)
_ROW = 11
_PLEDGE = "本{who}承诺：以上情况属实；自愿、无偿参加中小企业志愿服务，遵守国家法律法规和有关管理办法。"


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """A form: its name by the pack, whether a unit seals it (a station) or a person signs it, and caption and value by line.

    An empty value is left to be written by hand.
    """

    title: str
    is_station: bool
    centre: str
    lines: Sequence[tuple[str, str]]


def application_form(one: ApplicationForm, at: datetime) -> bytes:
    """The form as docx, upright."""
    return document(_body(one), About(one.title, one.centre, at), numbered=False)


def _body(one: ApplicationForm) -> Iterator[str]:
    yield paragraph(one.title, 22, SONG, "center")
    rows = ((_ROW, (Field(caption, caption=True), Field(value))) for caption, value in one.lines)
    yield from form(WIDTHS, rows)
    yield from text(_PLEDGE.format(who="单位" if one.is_station else "人"))
    signs = "单位（盖章）：　　　　　　　　　　负责人签字：" if one.is_station else "申请人签字："
    yield paragraph(signs)
    yield paragraph("日期：　　　　年　　月　　日")


def read_form(content: bytes, captions: Sequence[str]) -> Mapping[str, str]:
    """What stands beside each of these captions in a filled docx; empty where it is no such form."""
    known, found = set(captions), dict[str, str]()
    try:
        for sheet in tables_of(content):
            for line in sheet.lines:
                cells = [cell.strip() for cell in line.cells if isinstance(cell, str) and cell.strip()]
                for caption, value in zip(cells[::2], cells[1::2], strict=False):
                    plain = caption.replace(" ", "").replace("\u3000", "").rstrip("：:")
                    if plain in known and value not in known:
                        found.setdefault(plain, value)
    except NotARoster:
        return {}
    return found
