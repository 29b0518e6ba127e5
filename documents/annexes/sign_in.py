"""签到表: who is expected at an activity signs here, phones masked, since everybody in the queue reads the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from documents.annexes.blocks import HEI, SONG, paragraph, table
from documents.annexes.listing import SERIAL, Column, Listing
from documents.annexes.word import About, document
from programme.telephones import marked

COLUMNS = (
    SERIAL,
    Column("姓名", 26, True),
    Column("单位", 46),
    Column("职务", 20, True),
    Column("联系电话", 29, True, 10.5),
    Column("签名", 22, True),
)
COMING = (
    SERIAL,
    Column("姓名", 30, True),
    Column("单位", 60),
    Column("职务", 22, True),
    Column("联系电话", 31, True, 10.5),
)
EMPTY, HEIGHT = 5, 10
"""Rows for those who come unannounced, and the millimetres that a hand needs."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who said they would come."""

    name: str
    unit: str
    phone: str
    phone_verified: bool


@dataclass(frozen=True, slots=True)
class SignIn:
    """An activity and its guests."""

    title: str
    on: date
    place: str
    host: str
    guests: Sequence[Guest]


def sign_in_sheet(sheet: SignIn, at: datetime) -> bytes:
    """The sheet as docx, upright."""
    return document(_body(sheet), About(f"{sheet.title}签到表", sheet.host, at))


def meeting_list(sheet: SignIn) -> Listing:
    """参会名单: the same people without a place to sign, with their phones in full, for staff alone."""
    rows = [[one.name, one.unit, "", marked(one.phone, one.phone_verified)] for one in sheet.guests]
    note = f"共{len(rows)}人。内有联系电话，仅供工作人员使用。"
    title = f"{sheet.title}参会名单"
    return Listing(title, COMING, rows, sheet.host, above=_about(sheet), note=note, upright=True)


def masked(phone: str) -> str:
    """«138****0101»; of a short one nothing is left."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 10 else ""


def _body(sheet: SignIn) -> Iterator[str]:
    yield paragraph(f"{sheet.title}签到表", 22, SONG, "center")
    yield from (paragraph(line, 14) for line in _about(sheet))
    named = [
        [str(place), one.name, one.unit, "", marked(masked(one.phone), one.phone_verified), ""]
        for place, one in enumerate(sheet.guests, 1)
    ]
    first = len(named) + 1
    empty = [[str(place), "", "", "", "", ""] for place in range(first, first + EMPTY)]
    yield from table(COLUMNS, [*named, *empty], HEIGHT)
    yield paragraph("应到__人　实到__人　记录人：________", 12, HEI)


def _about(sheet: SignIn) -> tuple[str, str]:
    day = f"{sheet.on.year}年{sheet.on.month}月{sheet.on.day}日"
    return f"时间：{day}　地点：{sheet.place}", f"主办单位：{sheet.host}"
