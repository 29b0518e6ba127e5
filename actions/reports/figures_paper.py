"""Figures for the level above: a workbook and the same as signed JSON, whose sums equal the register (S7.5)."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from actions.office import Made, Office
from actions.reports.figures import COUNTING
from actions.reports.list_files import OTHER, place, workbook
from actions.titles.papers import signing_key
from documents.annexes.listing import SERIAL, Cell, Column, Listing
from documents.papers import tokens
from documents.papers.drafts import in_words, plain
from language.domains import label
from programme.served import enterprises_served
from storage.queries.reports.figures import Figures, figures
from storage.queries.reports.listed import Served, counted
from storage.queries.reports.span import Span

PURPOSE = b"yiqi-figures-1\n"
NAMES = {
    "needs": "需求（条）",
    "answered": "接单（条）",
    "done": "完成（条）",
    "unanswered": "无人应答（条）",
    "experts": "在册专家（位）",
    "stations": "在册工作站（个）",
    "active": "有服务记录的专家和工作站（个）",
    "diaries": "服务记录（次）",
    "hours": "服务时长（小时）",
    "enterprises": "服务企业（家）",
    "stars": "满意度（满分5）",
    "effect": "问题解决（%）",
}

TODAY_S = ("experts", "stations")
"""Figures of the day on which they are asked for, whatever the span."""


class Sums:
    """Services, hours and enterprises of a group; enterprises as the register counts them."""

    def __init__(self) -> None:
        self.times, self.hours = 0, Decimal(0)
        self._served: list[tuple[int, tuple[str, ...]]] = []

    def add(self, one: Served) -> None:
        self.times, self.hours = self.times + 1, self.hours + one.hours
        self._served.append((one.enterprises, one.names))

    @property
    def enterprises(self) -> int:
        return enterprises_served(self._served)


def by_group(services: list[Served], what: str) -> dict[str, Sums]:
    """The services by `place` (of who served), `field` (the first), or `month`; in the order of codes and months."""
    groups: defaultdict[str, Sums] = defaultdict(Sums)
    for one in services:
        key = {
            "place": one.region or "",
            "field": one.domains[0] if one.domains else OTHER,
            "month": f"{one.served_on:%Y-%m}",
        }[what]
        groups[key].add(one)
    return dict(sorted(groups.items()))


def rows_of(groups: dict[str, Sums], what: str) -> list[list[Cell]]:
    """Rows of a table, with a last one that sums services and hours up; enterprises of groups may overlap, and are not summed."""
    rows: list[list[Cell]] = [
        [called(key, what), one.times, one.hours, one.enterprises] for key, one in groups.items()
    ]
    times = sum(one.times for one in groups.values())
    hours = sum((one.hours for one in groups.values()), Decimal(0))
    return [*rows, ["合计", times, hours, "—"]] if rows else []


def called(key: str, what: str) -> str:
    """A group in words."""
    if what == "place":
        return place(key) or "未记地区"
    if what == "field":
        return label(key)
    return f"{int(key[:4])}年{int(key[5:])}月"


def level_above(office: Office, days: tuple[date, date]) -> list[Made]:
    """The workbook and the signed JSON, of one reading of the register."""
    office.work.flush()
    span = Span(*days, office.now.tzinfo)
    found = figures(office.work.connection, office.region, span, COUNTING)
    services = list(counted(office.work.connection, office.region, days))
    stem = f"上报数据_{place(office.region) or '全国'}_{days[1]:%Y%m%d}"
    office.exported("figures", rows=len(services))
    book = workbook(_sheets(office, days, found, services), office.now)
    signed = _signed(office, days, found, services)
    return [Made(book, f"{stem}.xlsx", len(services)), Made(signed, f"{stem}.json", len(services))]


def _sheets(office: Office, days: tuple[date, date], found: Figures, services: list[Served]) -> list[Listing]:
    above = (f"填报单位：{office.centre.name}", f"统计期间：{in_words(days[0])}至{in_words(days[1])}")
    author = office.centre.name
    first = (SERIAL, Column("指标", 90), Column("数值", 40, True))
    sheets = [
        Listing("总数", first, totals(found, days[1], office.now.date()), author, above=above, upright=True)
    ]
    for what, title in (("place", "分地区"), ("field", "分领域"), ("month", "分月")):
        columns = (SERIAL, Column(title[1:], 60), *FIGURES)
        rows = rows_of(by_group(services, what), what)
        sheets.append(Listing(title, columns, rows, author, above=above, upright=True))
    return sheets


FIGURES = (Column("服务次数", 26, True), Column("服务时长", 26, True), Column("服务企业", 26, True))


def totals(found: Figures, last: date, today: date) -> list[list[Cell]]:
    """The figures of a jurisdiction as rows, each by its name.

    Who is in the register is known of today alone: where the days that are counted end before, those rows say of which day they are.
    """
    then = f"{in_words(today)}" if last < today else ""
    return [
        [f"{then}{NAMES[name]}" if name in TODAY_S else NAMES[name], _cell(value)]
        for name, value in asdict(found).items()
        if name in NAMES
    ]


def _cell(value: float | int | None) -> Cell:
    if value is None:
        return "—"
    return value if isinstance(value, int) else Decimal(str(value))


def _signed(office: Office, days: tuple[date, date], found: Figures, services: list[Served]) -> bytes:
    """`signature`: Ed25519 over `PURPOSE` and the JSON of `figures` with sorted keys and no blanks; `key`: the public half."""
    told = {
        "unit": office.centre.name,
        "region": office.region,
        "from": days[0].isoformat(),
        "to": days[1].isoformat(),
        "in_register_on": office.now.date().isoformat(),
        "totals": asdict(found),
        **{
            f"by_{what}": {
                key: {"times": one.times, "hours": plain(one.hours), "enterprises": one.enterprises}
                for key, one in by_group(services, what).items()
            }
            for what in ("place", "field", "month")
        },
    }
    private = signing_key(office.work, office.now)
    signature = private.sign(PURPOSE + canonical(told))
    public = private.public_key().public_bytes_raw()
    whole = {"figures": told, "key": tokens.encoded(public), "signature": tokens.encoded(signature)}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def canonical(told: object) -> bytes:
    """The JSON that is signed."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
