"""年度考核结果: what the register says of everybody's year, for staff; and a public cut with the good alone (S7.1, S6)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from actions.office import Made, NothingToExport, Office
from actions.reports.list_files import COUNTED, Form, files
from actions.reports.yearly import assessed_in, excellent_or_none
from documents.annexes.listing import SERIAL, Column, Listing
from documents.papers.drafts import in_words, plain
from programme.assess import assess
from programme.duty import duty_year
from programme.packs import Kind
from programme.packs.citations import in_full
from programme.programmes import kinds, named, packs
from programme.years import key_of, last_day, name_of
from storage.queries.reports.assessments import Assessed
from storage.queries.reports.listed import units
from storage.queries.reports.ratings import UNRATED, mean_ratings
from storage.queries.reports.span import Span

RESULTS = {"met": "达标", "disputed": "待核定", "short": "待核定", "not_asked": ""}
"""«未达标» is what staff decide, and no list says it before them."""
EXCELLENT = "优秀"


@dataclass(frozen=True, slots=True)
class _Year:
    """An assessed year as a line of the list."""

    name: str
    unit: str
    hours: Decimal
    enterprises: int
    sessions: int
    stars: Decimal | None
    result: str
    remark: str


def assessment_list(
    office: Office, kind: Kind, on: date, forms: Collection[Form], *, public: bool = False
) -> list[Made]:
    """年度考核结果 of the year that holds a day, up to it or today; of several programmes a list each.

    The `public` cut has name, unit and result of the good alone, and no figures.
    """
    taking = [pack for pack, taken in kinds(office.rules) if taken == kind]
    several = len(packs(office.rules)) > 1
    made: list[Made] = []
    for pack in taking:
        whose = named(office.rules, pack) if several else ""
        until = min(last_day(pack.year, key_of(pack.year, on)), office.now.date())
        made += _of_programme(replace(office, rules=pack), kind, until, forms, whose, public=public)
    if not made:
        who = f"{'达标的' if public else '认定的'}{COUNTED[kind][0]}"
        raise NothingToExport(f"辖区里还没有{who}。")
    return made


def _of_programme(
    office: Office, kind: Kind, on: date, forms: Collection[Form], whose: str, *, public: bool
) -> list[Made]:
    lines = [
        one for one in _assessed(office, kind, on) if not public or one.result in (RESULTS["met"], EXCELLENT)
    ]
    if not lines:
        return []
    cut, year = "公开" if public else "内部", duty_year(office.rules.year, None, on)
    title = f"{_year_of(office, year)}{whose}中小企业志愿服务{COUNTED[kind][0]}考核结果"
    listing = (
        _public(office, kind, lines, title) if public else _internal(office, kind, lines, title, year, on)
    )
    office.exported("assessment", kind=kind, rows=len(lines), cut=cut)
    stem = f"{_year_of(office, year)}{whose}{COUNTED[kind][0]}考核结果_{cut}"
    return files(listing, len(lines), stem, forms, office)


def _year_of(office: Office, year: tuple[date, date]) -> str:
    return name_of(office.rules.year, key_of(office.rules.year, year[0])).replace(" ", "")


def _assessed(office: Office, kind: Kind, on: date) -> list[_Year]:
    year = duty_year(office.rules.year, None, on)
    connection = office.work.connection
    people = assessed_in(office.work, office.region, kind, office.rules, on)
    judged = mean_ratings(connection, Span(*year, office.now.tzinfo)) if kind == "expert" else {}
    known = units(connection, kind)
    best = {
        one.id for one, _ in excellent_or_none(office.work, office.region, kind, office.rules, on, office.now)
    }
    lines = []
    for one in people:
        result = EXCELLENT if one.id in best else RESULTS[one.standing]
        remark = _both_readings(office, kind, one, on) if one.standing == "disputed" else ""
        figures = one.record.hours, one.record.enterprises, one.record.reports
        stars = judged.get(one.id, UNRATED).stars
        lines.append(_Year(one.name, known.get(one.id, ""), *figures, stars, result, remark))
    return lines


def _both_readings(office: Office, kind: Kind, one: Assessed, on: date) -> str:
    found = assess(office.rules, kind, one.record, one.certified_on, on)
    return "；".join(
        f"按{in_full(reading.clause, office.rules.documents)}{'达到' if reading.met else '未达到'}"
        for reading in found.progress.readings
    )


def _internal(
    office: Office, kind: Kind, lines: list[_Year], title: str, year: tuple[date, date], on: date
) -> Listing:
    rules = office.rules.rules(kind)
    clauses = [rules.duty.clause] if rules.duty else []
    clauses += [rules.assessment.clause] if rules.assessment else []
    ground = "、".join(in_full(clause, office.rules.documents) for clause in clauses)
    hours = sum((one.hours for one in lines), Decimal(0))
    sums = f"共{len(lines)}{COUNTED[kind][1]}，服务时长合计{plain(hours)}小时"
    above = (f"依据：{ground}", f"统计期间：{in_words(year[0])}至{in_words(min(year[1], on))}；{sums}")
    columns = (
        SERIAL,
        Column("姓名" if kind == "expert" else "单位名称", 28 if kind == "expert" else 60, kind == "expert"),
        *((Column("所在单位", 50),) if kind == "expert" else ()),
        Column("服务时长", 22, True),
        Column("服务企业", 22, True),
        *((Column("服务场次", 22, True),) if kind == "station" else (Column("满意度", 20, True),)),
        Column("考核结果", 24, True),
        Column("备注", 46, False, 9.5),
    )
    rows = [_row(kind, one) for one in lines]
    return Listing(title, columns, rows, office.centre.name, above=above)


def _row(kind: Kind, one: _Year) -> list[str | int | Decimal]:
    shown: list[str | int | Decimal] = [one.name]
    shown += [one.unit] if kind == "expert" else []
    shown += [one.hours, one.enterprises]
    stars: str | Decimal = one.stars if one.stars is not None else "—"
    return [*shown, stars if kind == "expert" else one.sessions, one.result, one.remark]


def _public(office: Office, kind: Kind, lines: list[_Year], title: str) -> Listing:
    columns: tuple[Column, ...]
    if kind == "expert":
        columns = (SERIAL, Column("姓名", 34, True), Column("单位", 79), Column("结果", 30, True))
        rows = [[one.name, one.unit, one.result] for one in lines]
    else:
        columns = (SERIAL, Column("单位", 113), Column("结果", 30, True))
        rows = [[one.name, one.result] for one in lines]
    return Listing(title, columns, rows, office.centre.name, upright=True)
