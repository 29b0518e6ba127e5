"""附件3 and 附件4: the words of the source, A4, and every cell given back as it was."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from documents.annexes.annex import EXPERTS, STATIONS, Annex
from documents.annexes.excel import write_xlsx, xlsx
from documents.annexes.listing import Column, Listing
from documents.annexes.plain import csv_bytes, csv_of
from documents.annexes.publicity import Publicity, publicity_list, publicity_pdf
from documents.annexes.publicity_page import publicity_page
from documents.annexes.sign_in import Guest, SignIn, sign_in_sheet
from documents.annexes.word import docx
from documents.rosters.reading import read

AT = datetime(2027, 3, 1, tzinfo=UTC)
PEOPLE = [
    ["苏晓岚", "青石市明诚会计师事务所（普通合伙）", "金融、管理", "13800000101", "su.xiaolan@example.cn"],
    ["阿依努尔·买买提", "=cmd|'/c calc'!A1", "法律", "0999-8230127", "@example.cn"],
    ["㛃<欧>&阳", "+青石农村商业银行", "数字赋能、创新创业", "13800000107", ""],
]
ANNEX = Annex(EXPERTS, "青石市中小企业服务中心", "何畅", "0999-8230066", PEOPLE)
HEADINGS = ["序号", "姓名", "所在单位（机构）", "擅长领域", "联系电话", "联系邮箱"]
NUMBERED = [[str(place), *row] for place, row in enumerate(PEOPLE, 1)]


def test_the_same_annex_is_the_same_bytes() -> None:
    assert (docx(ANNEX.listing, AT), xlsx(ANNEX.listing, AT)) == (
        docx(ANNEX.listing, AT),
        xlsx(ANNEX.listing, AT),
    )


def test_word_gives_back_every_cell() -> None:
    document = Document(BytesIO(docx(ANNEX.listing, AT)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [HEADINGS, *NUMBERED]
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[:3] == ["附件4", "", "中小企业志愿服务专家汇总表"]
    assert lines[3:6] == ["填写单位：青石市中小企业服务中心", "联系人：何畅", "联系电话：0999-8230066"]
    assert lines[-1].startswith("注：擅长领域包括：政策、法律、金融、管理、创新创业、数字赋能等。")


def test_word_is_a4_landscape_with_its_fonts_named_and_its_head_repeated() -> None:
    content = docx(ANNEX.listing, AT)
    section = Document(BytesIO(content)).sections[0]
    lengths = (section.page_width, section.left_margin, section.top_margin)
    assert all(abs((found or 0) - Mm(mm)) < Mm(1) for found, mm in zip(lengths, (297, 36, 28), strict=True))
    document = Document(BytesIO(content))
    assert document.core_properties.author == ANNEX.unit
    xml = document.element.xml
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == len(PEOPLE) + 1
    assert set(re.findall(r'w:eastAsia="([^"]+)"', xml)) == {"仿宋", "黑体", "方正小标宋简体"}
    assert "separate" in section.footer._element.xml
    assert document.settings.odd_and_even_pages_header_footer


def test_no_list_in_word_is_wider_than_its_page() -> None:
    columns = tuple(Column(f"第{n}列", 30 + n) for n in range(9))
    for upright, room in ((False, 12756), (True, 8845)):
        wide = Listing("甲", columns, [["一"] * 8], "乙", upright=upright)
        section = Document(BytesIO(docx(wide, AT))).element
        assert sum(int(one.get(qn("w:w"))) for one in next(section.iter(qn("w:tblGrid")))) <= room


def test_excel_gives_back_every_cell_as_words() -> None:
    content = xlsx(ANNEX.listing, AT)
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert sheet[0][0] == "附件4"
    assert sheet[5:9] == [HEADINGS, *NUMBERED]
    with ZipFile(BytesIO(content)) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
        book = package.read("xl/workbook.xml").decode()
    assert "<f>" not in xml
    assert "<hyperlink" not in xml
    assert 'paperSize="9" orientation="landscape"' in re.sub(r' (scale|fitTo\w+)="\d+"', "", xml)
    assert "$6:$6</definedName>" in book


def test_csv_runs_no_formula_in_any_spreadsheet() -> None:
    content = csv_bytes(HEADINGS, NUMBERED)
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert text.count("\r\n") == len(PEOPLE) + 1
    assert ",'=cmd" in text or ",\"'=cmd" in text
    assert ",'+青石" in text
    assert ",'@example.cn" in text


def test_stations_have_the_headings_of_annex_three() -> None:
    annex = Annex(
        STATIONS, "甲中心", "", "", [["青石市装备制造行业协会", "青石市桥东路 1 号", "林可", "0999-8230127"]]
    )
    rows = Document(BytesIO(docx(annex.listing, AT))).tables[0].rows
    assert [cell.text for cell in rows[0].cells] == ["序号", "单位名称", "地址", "联系人", "联系电话"]


def test_what_goes_out_comes_in_again() -> None:
    plain = [row for row in PEOPLE if not row[1].startswith(("=", "+"))]
    many = [[f"{row[0]}", f"{row[1]}{place}", *row[2:]] for place in range(5000) for row in plain]
    annex = Annex(EXPERTS, "青石市中小企业服务中心", "何畅", "0999-8230066", many)
    for made in (docx(annex.listing, AT), xlsx(annex.listing, AT), csv_of(annex.listing)):
        entries = list(read(made, "experts", "440900", AT).entries)
        assert len(entries) == len(many)
        assert [entry.values["name"] for entry in entries[:2]] == [row[0] for row in many[:2]]
        for place, name in enumerate(("name", "unit", "specialities", "phone", "email")):
            told = [str(entry.values.get(name) or "") for entry in entries]
            assert told == [row[place] for row in many], name


def test_a_sheet_is_called_what_excel_takes() -> None:
    out = BytesIO()
    titles = ["财税/法律[讲座]?", "财税/法律[讲座]?", "长" * 60, "长" * 60, "'"]
    write_xlsx([Listing(title, EXPERTS.columns, PEOPLE, "甲") for title in titles], AT, out)
    out.seek(0)
    names = CalamineWorkbook.from_filelike(out).sheet_names
    assert len(set(names)) == len(titles)
    assert names[0] == "财税 法律 讲座"


def test_stations_that_go_out_come_in_again() -> None:
    many = [[f"青石市第{n}产业园", f"青石市桥东路{n}号", "林可", f"138{n:08}"] for n in range(5000)]
    annex = Annex(STATIONS, "青石市中小企业服务中心", "何畅", "0999-8230066", many)
    for made in (docx(annex.listing, AT), xlsx(annex.listing, AT)):
        entries = list(read(made, "stations", "440900", AT).entries)
        found = [[one.values[name] for name in ("unit", "address", "contact", "phone")] for one in entries]
        assert found == many


def test_a_sign_in_sheet_masks_phones_and_leaves_rows_for_more() -> None:
    guests = [
        Guest("张厂长", "湛江蓝湾海鲜加工厂", "13800000101", True),
        Guest("王五", "", "", False),
        Guest("李四", "", "13800000103", False),
    ]
    sheet = SignIn("财税讲座", AT.date(), "赤坎区跃进路 1 号", "甲中心", guests)
    document = Document(BytesIO(sign_in_sheet(sheet, AT)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["序号", "姓名", "单位", "职务", "联系电话", "签名"]
    assert rows[1] == ["1", "张厂长", "湛江蓝湾海鲜加工厂", "", "138****0101", ""]
    assert [rows[number][4] for number in (2, 3)] == ["", "138****0103（未核实）"]
    assert len(rows) == 1 + len(guests) + 5
    assert "13800000101" not in document.element.xml
    assert document.element.xml.count("w:trHeight") == 8


def test_a_publicity_page_says_the_same_and_needs_nothing_beside_it() -> None:
    rows = [["<b>苏晓岚</b>", "青石市“明诚”会计师事务所 & 合伙", "信贷融资"]]
    days = date(2026, 9, 24), date(2026, 10, 9), "5 个工作日"
    listed = Publicity("expert", 1, "《办法》", *days, "甲中心", "0999-8230066", "", rows)
    page = publicity_page(listed).decode()
    assert re.findall("<th>(.*?)</th>", page) == ["序号", "姓名", "所在单位", "擅长领域"]
    assert [unescape(cell) for cell in re.findall("<td[^>]*>(.*?)</td>", page)] == ["1", *rows[0]]
    paper = Document(BytesIO(publicity_list(listed, AT)))
    for said in (paragraph.text for paragraph in paper.paragraphs if "。" in paragraph.text):
        assert said in page
    assert not re.search("<script|<img|src=|https?:", page)


@pytest.mark.parametrize("email", ["", "fuwu@example.cn"])
def test_a_publicity_list_names_every_way_to_object_that_there_is(email: str) -> None:
    days = date(2026, 9, 24), date(2026, 10, 9), "5 个工作日"
    rows = [["苏晓岚", "明诚事务所", "金融"]]
    listed = Publicity("expert", 1, "《办法》", *days, "甲中心", "0999-8230066", "某路1号", rows, email)
    mail = f"邮箱：{email}；" if email else ""
    ways = f"电话：0999-8230066；{mail}地址：某路1号。"
    word = Document(BytesIO(publicity_list(listed, AT)))
    pages = PdfReader(BytesIO(publicity_pdf(listed, AT))).pages
    pdf = "".join("".join(page.extract_text().split()) for page in pages)
    for said in ("".join(one.text for one in word.paragraphs), publicity_page(listed).decode(), pdf):
        assert ways in said
        assert ("邮箱" in said) == bool(email)


def test_a_publicity_list_has_the_allowed_columns_and_no_more() -> None:
    rows = [["苏晓岚", "青石市明诚会计师事务所", "信贷融资"]]
    days = date(2026, 9, 24), date(2026, 10, 9), "5 个工作日"
    listed = Publicity("expert", 1, "《办法》", *days, "甲中心", "0999-8230066", "", rows)
    document = Document(BytesIO(publicity_list(listed, AT)))
    assert [cell.text for cell in document.tables[0].rows[0].cells] == [
        "序号",
        "姓名",
        "所在单位",
        "擅长领域",
    ]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert text.startswith("关于2026年第1批中小企业志愿服务专家\n拟认定名单的公示\n")
    assert "公示期：2026年9月24日至2026年10月9日（发布当日不计，5个工作日）" in text
    assert text.endswith("甲中心\n2026年9月24日")
