"""What stands in an annex: its heading block, its columns and its note, in the words of the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents.annexes.listing import Column, Listing


@dataclass(frozen=True, slots=True)
class Layout:
    """An annex without its rows. `note` stands under the last row; `short` begins the file's name."""

    annex: str
    title: str
    columns: tuple[Column, ...]
    note: str
    short: str


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex filled in: who fills it in, with contact and phone, and the rows without their serial numbers."""

    layout: Layout
    unit: str
    contact: str
    phone: str
    rows: Sequence[Sequence[str]]

    @property
    def head(self) -> tuple[str, str, str]:
        """The three lines above the table; the seal goes over the first."""
        return f"填写单位：{self.unit}", f"联系人：{self.contact}", f"联系电话：{self.phone}"

    @property
    def listing(self) -> Listing:
        """The annex as a list."""
        one = self.layout
        return Listing(one.title, one.columns, self.rows, self.unit, one.annex, self.head, one.note)


STATIONS = Layout(
    "附件3",
    "中小企业志愿服务工作站汇总表",
    (
        Column("序号", 13, True),
        Column("单位名称", 72),
        Column("地址", 72),
        Column("联系人", 28, True),
        Column("联系电话", 40, True),
    ),
    "",
    "附件3_工作站汇总表",
)
EXPERTS = Layout(
    "附件4",
    "中小企业志愿服务专家汇总表",
    (
        Column("序号", 13, True),
        Column("姓名", 36, True),
        Column("所在单位（机构）", 64),
        Column("擅长领域", 37),
        Column("联系电话", 30, True, 10.5),
        Column("联系邮箱", 45, True, 9.5),
    ),
    "注：擅长领域包括：政策、法律、金融、管理、创新创业、数字赋能等。",
    "附件4_专家汇总表",
)
LAYOUTS = {"stations": STATIONS, "experts": EXPERTS}
