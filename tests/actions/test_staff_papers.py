"""Every paper that staff ask for: opened by its own reader, with what it must hold and nothing that it must not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from docx import Document as DocumentOf
from docx.oxml.ns import qn
from docx.shared import Mm, Twips
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlalchemy import Update, select, update

from actions.audit import note
from actions.office import Made, NothingToExport, Office
from actions.reports.figures_paper import PURPOSE, canonical
from actions.reports.list_files import Form
from actions.reports.staff_papers import PAPERS, Wish
from documents.papers.tokens import decoded
from programme.centres import Centre
from programme.packs.model import Right
from storage.engine import make_engine
from storage.tables import Application, Audit, Case, FormalWarning
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.actions.office_year import NOW, PHONES, OfficeYear

FORBIDDEN = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|[\w.]+@[\w.]+\.\w+|(?<!\d)\d{17}[\dXx]")
"""Phones of people, e-mails and ID numbers: on no paper that leaves the office."""
XLSX: tuple[Form, ...] = ("xlsx",)
STAFF_ONLY = {"meeting"}


@pytest.fixture
def year(tmp_path: Path) -> Iterator[OfficeYear]:
    engine = make_engine(newest.sqlite(tmp_path / "papers.db"))
    with engine.begin() as connection, UnitOfWork(connection).part() as work:
        yield OfficeYear(work)
    engine.dispose()


def wish_for(year: OfficeYear, what: str) -> Wish:
    """The paper, about the one thing of its kind that the year has."""
    subjects = {"event": year.event, "need": year.need, "warning": year.warning, "title": year.gone.id}
    about = PAPERS[what].about
    subject = year.appeal if about == "case" else subjects.get(about)
    if what == "publicity":
        year.work.session.execute(_in_publicity())
    return Wish(subject=subject, forms=("docx", "xlsx", "csv"), number="青企志〔2026〕3号")


def _in_publicity() -> Update:
    days = {"published_on": NOW.date(), "publicity_ends": NOW.date().replace(month=12, day=7)}
    return update(Application).values(state="publicity", **days)


def _joining(office: Office) -> Office:
    """The office, as if its pack named an alliance."""
    expert = office.rules.rules("expert")
    joined = replace(expert, alliance=Right("FX 一", "某市志愿服务中小企业专家联盟"))
    return replace(office, rules=replace(office.rules, expert=joined))


def words(made: Made) -> str:
    """All text of a file, by the reader of its kind, without white space."""
    ending, opened = made.name.rpartition(".")[2], BytesIO(made.content)
    if ending == "docx":
        document = DocumentOf(opened)
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        said = "|".join([*(one.text for one in document.paragraphs), *cells])
    elif ending == "xlsx":
        book = CalamineWorkbook.from_filelike(opened)
        rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
        said = "|".join(str(cell) for row in rows for cell in row)
    elif ending == "pdf":
        said = "".join(page.extract_text() for page in PdfReader(opened).pages)
    else:
        said = made.content.decode("utf-8-sig")
    return re.sub(r"\s", "", said)


@pytest.mark.parametrize("what", PAPERS)
def test_a_paper_opens_and_tells_nobody_what_is_nobodys(year: OfficeYear, what: str) -> None:
    made = PAPERS[what].make(_joining(year.office), wish_for(year, what))
    assert made
    for one in made:
        assert len(one.name) <= 80
        found = FORBIDDEN.search(words(one).replace(year.office.centre.phone, ""))
        assert (found is not None) == (what in STAFF_ONLY), (one.name, found)
    for one in made:
        if one.name.endswith(".docx"):
            _is_a4_with_fonts_named(one.content)
        if one.name.endswith(".xlsx"):
            _is_a4_without_formulas(one.content)
    noted = year.work.session.scalars(select(Audit).where(Audit.deed == "export_paper")).all()
    assert [row.subject for row in noted] == [what]


def _is_a4_with_fonts_named(content: bytes) -> None:
    document = DocumentOf(BytesIO(content))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert abs(min(section.page_width, section.page_height) - Mm(210)) < Mm(1)
    assert abs(max(section.page_width, section.page_height) - Mm(297)) < Mm(1)
    assert section.left_margin is not None
    assert section.right_margin is not None
    room = section.page_width - section.left_margin - section.right_margin
    for grid in document.element.iter(qn("w:tblGrid")):
        assert sum(int(one.get(qn("w:w"))) for one in grid) <= room / Twips(1) + 20
    for table in document.tables:
        if table.cell(0, 0).text == "序号":
            assert (table.columns[0].width or 0) >= Mm(12.9)  # below, two characters take two lines
    named = set(re.findall(r'w:eastAsia="([^"]+)"', document.element.xml))
    assert named <= {"仿宋", "黑体", "楷体", "方正小标宋简体"}
    assert document.core_properties.author == "青石市中小企业服务中心"


def _is_a4_without_formulas(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        for name in sheets:
            xml = package.read(name).decode()
            assert 'paperSize="9"' in xml
            assert "<f>" not in xml
            assert "<hyperlink" not in xml


@pytest.mark.parametrize("what", PAPERS)
def test_where_nothing_is_there_it_is_said(year: OfficeYear, what: str) -> None:
    elsewhere = replace(year.office, region="130100")
    if what in ("figures", "report"):
        assert PAPERS[what].make(elsewhere, Wish())
        return
    with pytest.raises(NothingToExport):
        PAPERS[what].make(elsewhere, wish_for(year, what))


def test_a_warning_names_days_clause_and_appeal(year: OfficeYear) -> None:
    (made,) = PAPERS["warning"].make(year.office, wish_for(year, "warning"))
    said = words(made)
    assert made.name == "警告_青企志〔2026〕3号.docx"
    for part in (
        "青企志〔2026〕3号",
        "王思远：",
        "自2026年3月1日至2026年11月10日，您没有开展活动的记录",
        "依据《关于开展2023年中小企业志愿服务工作站和专家招募工作的通知》（中小企通〔2023〕8号）第五部分"
        "“半年未开展活动、未报送数据”的规定",
        "可在2026年12月10日前（含当日）",
        "送达方式：",
    ):
        assert part in said, part
    assert not re.search("处罚|将会|否则", said)


def test_no_warning_without_a_decision(year: OfficeYear) -> None:
    one = year.work.session.get_one(FormalWarning, year.warning)
    one.state = "due"
    year.work.session.flush()
    with pytest.raises(NothingToExport, match="还没有决定"):
        PAPERS["warning"].make(year.office, wish_for(year, "warning"))


def test_a_revocation_shows_both_readings(year: OfficeYear) -> None:
    (made,) = PAPERS["revocation"].make(year.office, wish_for(year, "revocation"))
    said = words(made)
    assert "取消您的中小企业志愿服务专家资格，自2026年11月25日起生效" in said
    assert "2026年度服务时长0小时、服务企业0家" in said
    assert "按《中小企业志愿服务专家管理办法（试行）》第六条（二）未达到要求" in said
    assert "第十三条未达到要求" in said


def test_a_station_loses_a_name_and_is_spoken_to_as_a_unit(year: OfficeYear) -> None:
    ground = "N23-S 第十五条：违反国家相关法律法规造成不良影响"
    year.station.state = "revoked"
    detail = {"reason": "以工作站名义收取服务费", "ground": ground}
    note(year.work, "revoke", "qualification", year.station.id, 1, NOW, **detail)
    (made,) = PAPERS["revocation"].make(year.office, Wish(subject=year.station.id))
    said = words(made)
    assert made.name == "撤销称号_20261130_待编号.docx"
    assert "撤销工作站称号决定书" in said
    assert "青石市装备制造行业协会：" in said
    assert "撤销你单位“中小企业志愿服务工作站”称号" in said
    assert "您" not in said


def test_an_appeal_that_was_right_waits_for_the_decision_to_be_put_right(year: OfficeYear) -> None:
    (made,) = PAPERS["appeal"].make(year.office, wish_for(year, "appeal"))
    assert "本中心决定：维持原决定" in words(made)
    case = year.work.session.get_one(Case, year.appeal)
    case.state = "upheld"
    year.work.session.flush()
    with pytest.raises(NothingToExport, match="先解除警告"):
        PAPERS["appeal"].make(year.office, wish_for(year, "appeal"))
    year.work.session.get_one(FormalWarning, year.warning).state = "lifted"
    year.work.session.flush()
    (made,) = PAPERS["appeal"].make(year.office, wish_for(year, "appeal"))
    assert "本中心决定：撤销原决定" in words(made)


def test_the_public_cut_has_no_figures_and_the_good_alone(year: OfficeYear) -> None:
    inside, outside = (
        PAPERS["assessment"].make(year.office, Wish(forms=XLSX, public=public))[0] for public in (False, True)
    )
    rows = CalamineWorkbook.from_filelike(BytesIO(outside.content)).get_sheet_by_index(0).to_python()
    assert rows[1:] == [["序号", "姓名", "单位", "结果"], ["1", "苏晓岚", "青石市明诚会计师事务所", "优秀"]]
    assert "服务时长合计17.5小时" in words(inside)
    assert "未达标" not in words(inside)


def test_sums_of_the_figures_equal_the_register_and_are_signed(year: OfficeYear) -> None:
    book, signed = PAPERS["figures"].make(year.office, Wish())
    whole = json.loads(signed.content)
    told = whole["figures"]
    Ed25519PublicKey.from_public_bytes(decoded(whole["key"])).verify(
        decoded(whole["signature"]), PURPOSE + canonical(told)
    )
    for cut in ("by_place", "by_field", "by_month"):
        assert sum(one["times"] for one in told[cut].values()) == told["totals"]["diaries"] == 8
        assert sum(float(one["hours"]) for one in told[cut].values()) == told["totals"]["hours"] == 20.0
    sheets = CalamineWorkbook.from_filelike(BytesIO(book.content))
    for name in ("分地区", "分领域", "分月"):
        last = sheets.get_sheet_by_name(name).to_python()[-1]
        assert last[1:4] == ["合计", 8.0, 20.0]


def test_a_report_counts_what_it_says_and_asks_for_what_only_people_know(year: OfficeYear) -> None:
    paper, book = PAPERS["report"].make(year.office, Wish())
    said = words(paper)
    assert paper.name == "2026年工作报告_青石市中小企业服务中心（待补充）.docx"
    for part in (
        "统计截至2026年11月30日",
        "共服务8次、20小时",
        "服务满意度：企业评价平均5分",
        "【请补充：存在问题",
    ):
        assert part in said, part
    assert "青石蓝湾海鲜加工厂" not in said
    assert "苏晓岚" in said
    assert "合计" in words(book)
    assert "word/media/image0.png" in paper.content.decode("latin-1")


def test_a_service_sheet_knows_the_need_and_its_code_holds_the_number_alone(year: OfficeYear) -> None:
    (made,) = PAPERS["service_sheet"].make(year.office, wish_for(year, "service_sheet"))
    assert made.name == f"服务单_XQ-2026-{year.need:05}.docx"
    said = words(made)
    for part in (
        "财税管理",
        "青石蓝湾海鲜加工厂",
        "苏晓岚",
        "☑线下",
        "本次服务未收取任何费用。请勿填写商业秘密。",
    ):
        assert part in said, part
    (blank,) = PAPERS["service_sheet"].make(year.office, Wish())
    assert "青石蓝湾" not in words(blank)


def test_a_sign_in_sheet_masks_and_a_meeting_list_does_not(year: OfficeYear) -> None:
    (sheet,) = PAPERS["sign_in"].make(year.office, wish_for(year, "sign_in"))
    assert f"{PHONES[0][:3]}****{PHONES[0][-4:]}" in words(sheet)
    document, *_ = PAPERS["meeting"].make(year.office, wish_for(year, "meeting"))
    assert PHONES[0] in words(document)


def test_a_month_is_a_month(year: OfficeYear) -> None:
    paper, _ = PAPERS["report"].make(year.office, Wish(year=2026, month=6))
    assert "2026年6月收到企业需求0条" in words(paper)
    assert "共服务2次、5小时" in words(paper)
    with pytest.raises(NothingToExport, match="还没到"):
        PAPERS["report"].make(year.office, Wish(year=2026, month=12))


def test_a_centre_without_a_name_is_no_hindrance(year: OfficeYear) -> None:
    bare = replace(
        year.office, rules=year.office.rules.by(year.office.rules.calendar, (Centre("440800", "甲"),))
    )
    assert PAPERS["warning"].make(bare, wish_for(year, "warning"))
