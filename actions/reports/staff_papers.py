"""All papers that staff ask for, by name: in which forms they come, what they are about, and which deed makes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from actions.office import Made, NothingToExport, Office
from actions.reports import (
    assessment_list,
    decision_letters,
    figures_paper,
    lists,
    meetings,
    platform,
    report_papers,
    service_sheets,
    system_list,
)
from actions.reports.list_files import Form
from programme.packs import Kind

About = Literal["", "kind", "event", "need", "warning", "title", "case"]
LISTS: tuple[Form, ...] = ("docx", "xlsx", "csv")
USUAL: tuple[Form, ...] = ("docx", "xlsx")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for. `subject`: the number of an activity, need, warning, title or case; `number`: a document number;
    `month` is 0 where the whole year is meant."""

    kind: Kind = "expert"
    forms: Collection[Form] = USUAL
    subject: int | None = None
    year: int = 0
    month: int = 0
    batch: int = 1
    public: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class StaffPaper:
    """A paper: how people call it, what must be known of it, and who makes it."""

    title: str
    about: About
    make: Callable[[Office, Wish], list[Made]]


def _days(office: Office, wish: Wish) -> tuple[date, date]:
    """The days of the year or month that is meant, up to today."""
    year = wish.year or office.now.year
    period = report_papers.month_of(year, wish.month) if wish.month else report_papers.year_of(year)
    if period.first > office.now.date():
        raise NothingToExport(f"{period.called}还没到。")
    return period.first, min(period.last, office.now.date())


def _report(office: Office, wish: Wish) -> list[Made]:
    first, _ = _days(office, wish)
    month = report_papers.month_of(first.year, wish.month) if wish.month else None
    return report_papers.report(office, month or report_papers.year_of(first.year))


def _subject(wish: Wish) -> int:
    if wish.subject is None:
        raise NothingToExport("要说是哪一件，带上编号。")
    return wish.subject


PAPERS: Mapping[str, StaffPaper] = {
    "applicants": StaffPaper(
        "申请名单", "kind", lambda office, wish: lists.applicant_list(office, wish.kind, wish.forms)
    ),
    "alliance": StaffPaper("联盟名单", "", lambda office, wish: lists.alliance_list(office, wish.forms)),
    "publicity": StaffPaper(
        "公示名单", "kind", lambda office, wish: lists.publicity(office, wish.kind, wish.batch, wish.forms)
    ),
    "assessment": StaffPaper(
        "年度考核结果",
        "kind",
        lambda office, wish: assessment_list.assessment_list(
            office, wish.kind, _days(office, wish)[1], wish.forms, public=wish.public
        ),
    ),
    "commendation": StaffPaper("表彰名单", "", lambda office, wish: lists.commendation(office, wish.forms)),
    "put_forward": StaffPaper(
        "评优推荐名单", "", lambda office, wish: lists.put_forward_list(office, wish.forms)
    ),
    "named": StaffPaper(
        "公布名单",
        "kind",
        lambda office, wish: lists.named(office, wish.kind, _days(office, wish), wish.forms),
    ),
    "sign_in": StaffPaper("签到表", "event", lambda office, wish: meetings.sign_in(office, _subject(wish))),
    "meeting": StaffPaper(
        "参会名单", "event", lambda office, wish: meetings.meeting(office, _subject(wish), wish.forms)
    ),
    "service_sheet": StaffPaper(
        "服务记录单", "need", lambda office, wish: service_sheets.sheet(office, wish.subject)
    ),
    "warning": StaffPaper(
        "警告通知书",
        "warning",
        lambda office, wish: decision_letters.warning_letter(office, _subject(wish), wish.number),
    ),
    "revocation": StaffPaper(
        "取消资格决定书",
        "title",
        lambda office, wish: decision_letters.revocation_letter(office, _subject(wish), wish.number),
    ),
    "appeal": StaffPaper(
        "申诉复核结果",
        "case",
        lambda office, wish: decision_letters.appeal_letter(office, _subject(wish), wish.number),
    ),
    "report": StaffPaper("工作报告", "", _report),
    "figures": StaffPaper(
        "上报数据表", "", lambda office, wish: figures_paper.level_above(office, _days(office, wish))
    ),
    "system": StaffPaper(
        "信息系统登记表", "kind", lambda office, wish: system_list.system_list(office, wish.kind, wish.forms)
    ),
    "diaries": StaffPaper(
        "志愿服务日记",
        "",
        lambda office, wish: platform.diaries(office, _days(office, wish), wish.forms),
    ),
}
