"""Holders in the layout of 全国志愿服务信息系统, so that who is missing can be entered there without typing (S10.1)."""

from __future__ import annotations

from collections.abc import Collection

from actions.office import Made, NothingToExport, Office
from actions.reports.list_files import COUNTED, Form, fields, files, place
from documents.annexes.listing import SERIAL, Cell, Column, Listing
from programme.packs import Kind
from programme.qualification import IN_FORCE
from storage.queries.titles.system import Entered, entered_in

COLUMNS = (
    SERIAL,
    Column("姓名（单位）", 26),
    Column("证件号码", 38, False, 10.5),
    Column("手机号码", 25, True, 10.5),
    Column("所在单位", 32),
    Column("服务区域", 18),
    Column("服务领域", 27),
    Column("系统编号", 28, False, 10.5),
    Column("登记情况", 18, True),
)
"""The number of an identity card is not kept here: its column is empty, for whoever enters it."""


def system_list(office: Office, kind: Kind, forms: Collection[Form]) -> list[Made]:
    """All holders of a kind, those who are missing in the system first."""
    office.work.flush()
    found = entered_in(office.work, office.region, IN_FORCE, kind)
    if not found:
        raise NothingToExport("现在没有要登记的。")
    rows = [_row(one) for one in sorted(found, key=lambda one: bool(one.number))]
    called = COUNTED[kind][0]
    listing = Listing(f"志愿服务信息系统登记表（{called}）", COLUMNS, rows, office.centre.name)
    office.exported("system", rows=len(rows))
    return files(listing, len(rows), f"志愿服务信息系统登记表_{called}_{office.now:%Y%m%d}", forms, office)


def _row(one: Entered) -> list[Cell]:
    known = [one.name, "", one.phone, one.unit, place(one.region), fields(one.domains), one.number]
    return [*known, "已登记" if one.number else "未登记"]
