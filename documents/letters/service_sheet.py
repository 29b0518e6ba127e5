"""志愿服务记录单: one visit, filled in and signed on the spot; it becomes a diary. Its code holds the number alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from documents.annexes.blocks import SONG, Field, form, paragraph, picture
from documents.annexes.word import About, document
from documents.qr import qr_picture

WIDTHS = (26, 52, 26, 52)
ROW, BOX = 9, 35
"""Millimetres that a hand needs for a line, and for what is told."""
_CODE = 14
_SAID = "本次服务未收取任何费用。请勿填写商业秘密。"


@dataclass(frozen=True, slots=True)
class ServiceSheet:
    """What is known beforehand; the rest stays empty. `number` as «XQ-2026-00012»; `form`: online, offline or nothing."""

    number: str
    centre: str
    fields: str = ""
    form: str = ""
    enterprise: str = ""
    expert: str = ""
    station: str = ""
    need: str = ""


def service_sheet(sheet: ServiceSheet, at: datetime) -> bytes:
    """The sheet as docx, upright, one page."""
    about = About("中小企业志愿服务记录单", sheet.centre, at)
    return document(_body(sheet), about, numbered=False, pictures=[qr_picture(sheet.number)])


def file_name(sheet: ServiceSheet) -> str:
    return f"服务单_{sheet.number}.docx"


def _body(sheet: ServiceSheet) -> Iterator[str]:
    yield paragraph("中小企业志愿服务记录单", 22, SONG, "center")
    yield from form(WIDTHS, _rows(sheet))
    yield picture(0, _CODE, _CODE, f"编号 {sheet.number}", "left", _SAID)
    yield from form(
        WIDTHS, ((ROW + 3, _pair("企业签字", "", "专家签字", "")), (ROW, _pair("日期", "", "日期", "")))
    )


def _rows(sheet: ServiceSheet) -> Iterator[tuple[int, tuple[Field, ...]]]:
    yield ROW, _pair("编号", sheet.number, "服务日期", "")
    yield ROW, _pair("起止时间", "", "时长", "")
    yield ROW, _pair("地点", "", "形式", _ticked(sheet.form))
    yield ROW, _pair("领域", sheet.fields, "企业名称", sheet.enterprise)
    yield ROW, _pair("专家", sheet.expert, "工作站", sheet.station)
    yield BOX, (Field("企业需求", caption=True), Field(sheet.need, 3))
    yield BOX, (Field("服务建议", caption=True), Field("", 3))
    yield BOX, (Field("服务结果", caption=True), Field("", 3))
    yield ROW, (Field("满意度", caption=True), Field("□1　□2　□3　□4　□5（5为最满意，由企业勾选）", 3))


def _pair(first: str, one: str, second: str, other: str) -> tuple[Field, ...]:
    return Field(first, caption=True), Field(one), Field(second, caption=True), Field(other)


def _ticked(form_: str) -> str:
    return f"{'☑' if form_ == 'offline' else '□'}线下　{'☑' if form_ == 'online' else '□'}线上"
