"""Services in the layout of the national platform's diary (N23 四, N23-S 第十三条, HB 四（八）), so that nobody types them twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from actions.office import Made, NothingToExport, Office
from actions.reports.list_files import Form, fields, files, place
from actions.titles.proofs import FORMS
from documents.annexes.listing import SERIAL, Cell, Column, Listing
from programme.roles import HOLDER_NAMES
from storage.queries.reports.listed import Served, served

COLUMNS = (
    SERIAL,
    Column("志愿者（单位）名称", 40),
    Column("所在单位", 40),
    Column("身份", 20, True),
    Column("服务日期", 26, True),
    Column("开始时间", 20, True),
    Column("结束时间", 20, True),
    Column("服务时长（小时）", 24, True),
    Column("服务形式", 20, True),
    Column("服务领域", 36),
    Column("服务企业数（家）", 24, True),
    Column("服务企业名称", 44),
    Column("服务地点", 30),
    Column("服务内容", 60, False, 10.5),
    Column("服务成果", 50, False, 10.5),
)


class _Rows:
    """The rows of a span, drawn from the register anew each time, so that they are never whole in memory."""

    def __init__(self, office: Office, days: tuple[date, date]) -> None:
        self._office, self._days = office, days

    def __iter__(self) -> Iterator[list[Cell]]:
        return map(_row, served(self._office.work.connection, self._office.region, self._days))


def diaries(office: Office, days: tuple[date, date], forms: Collection[Form]) -> list[Made]:
    """The services on record of a span, for staff: enterprises are named, as the platform's diary asks.

    Fifteen columns have no room on a page of Word, so who asks for that gets Excel.
    """
    office.work.flush()
    rows = _Rows(office, days)
    count = sum(1 for _ in rows)
    if not count:
        raise NothingToExport("这段时间没有服务记录。")
    listing = Listing("志愿服务日记", COLUMNS, rows, office.centre.name)
    stem = f"志愿服务日记_{days[0]:%Y%m%d}-{days[1]:%Y%m%d}"
    office.exported("diaries", rows=count)
    with_room: list[Form] = [form for form in forms if form != "docx"]
    return files(listing, count, stem, with_room or ["xlsx"], office)


def _row(one: Served) -> list[Cell]:
    begin, end = (_clock(one.times[0][0]), _clock(one.times[-1][1])) if one.times else ("", "")
    return [
        one.name,
        one.unit,
        HOLDER_NAMES[one.kind],
        one.served_on.isoformat(),
        begin,
        end,
        one.hours,
        FORMS.get(one.form or "", ""),
        fields(one.domains),
        one.enterprises,
        "、".join(one.names),
        place(one.region),
        one.outcome,
        one.result,
    ]


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
