"""A roster at the console: its columns, what would become of each row, written, mended, taken back; for every kind, in one's own place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from documents.rosters.reading import read
from documents.rosters.seen import FIELDS
from storage.tables import Application, Audit, Diary, Enterprise, Expert, ImportBatch, ImportRow
from tests.web.conftest import MONDAY, Site, serving
from tests.web.console import Desk, at_desk, open_desks, words
from tests.web.test_console import count

EXPERTS = (
    "附件4,,,,\n姓名,所在单位,擅长领域,联系电话,备注人\n"
    "冯新勇,湛江市雷岛食品有限公司,税收筹划,18160289471,甲\n"
    "梁燕海,湛江市雷岛食品有限公司,外贸,1816028947,乙\n"
    "彭建业,湛海应用技术学院,法律,13800005678,丙\n"
)
OTHERS = {
    "stations": ("工作站名称,负责人,联系电话,地址\n赤坎服务站,林静,18160289400,湛江市赤坎区跃进路1号\n", 1),
    "enterprises": ("企业名称,联系人,联系电话,所在地区\n红树林饮料厂,老何,18160289401,赤坎区\n", 1),
    "diaries": (
        "姓名,单位,服务日期,时长,服务企业\n彭建业,湛海应用技术学院,2026-02-10,2,蓝屿水产食品有限公司\n",
        1,
    ),
}


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Site, dict[str, int]]]:
    with serving(tmp_path) as site:
        yield site, open_desks(site)


def _sent(desk: Desk, text: str, kind: str = "", name: str = "名单.csv", status: int = 200) -> str:
    files = {"file": (name, text.encode(), "text/csv")}
    answer = desk.client.post("/console/imports/new", data={"kind": kind}, files=files)
    assert answer.status_code == status, words(answer.text)
    return answer.text


def _form(html: str) -> dict[str, Any]:
    """What the page's form would carry on as it stands: hidden fields, chosen options, ticks and texts."""
    form = html[html.index("<main") :]
    found: dict[str, Any] = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    found |= dict(
        re.findall(r'id="(ground)" name="ground" value="[^"]*"', form)
        and {"ground": "湛江市中心2026年2月认定"}
    )
    found |= {"listed": re.findall(r'name="listed" value="([^"]*)"', form)}
    found |= {"row": re.findall(r'name="row" value="([^"]*)" checked', form)}
    return found


def test_a_file_is_mapped_tried_written_and_taken_back(own: tuple[Site, dict[str, int]]) -> None:
    site, _ = own
    desk = at_desk(site, "lin")
    assert "还没有导入过" in words(desk.get("/imports"))
    desk.get("/imports/new")
    columns = _sent(desk, EXPERTS)
    assert "税收筹划" in words(columns), "the first value stands beside its heading"
    assert "姓名（认出来的）" in words(columns)
    tried = desk.post("/imports/trial", **_form(columns))
    assert "新增 1 行 有变 1 行 有误 1 行" in words(tried)
    assert "变的是领域" in words(tried)
    assert "现在还什么都没有写" in words(tried)
    assert "导入 2 行" in words(tried)
    assert "18160289" not in words(tried).replace("1816028947", ""), "what is wrong is quoted, nothing else"
    assert count(site, ImportBatch) == 0
    done = desk.post("/imports/take", **_form(tried))
    assert "1 号导入写好了" in words(done)
    assert "有误 1 行" in words(done)
    assert count(site, Application, Application.name == "冯新勇") == 1
    mend = desk.client.post("/console/imports/1/failed")
    assert mend.content.startswith(b"PK")
    rows = list(read(mend.content, "experts", "440800", MONDAY).entries)
    assert [one.values["name"] for one in rows] == ["梁燕海"]
    assert count(site, Audit, Audit.deed == "export_list") == 1
    assert "名单.csv" in words(desk.get("/imports"))
    assert "已撤回 1 号导入" in words(desk.post("/imports/1/undo"))
    assert count(site, Application, Application.name == "冯新勇") == 0
    assert "已经撤过了" in words(desk.post("/imports/1/undo")), "a second tap is told so"


def test_a_column_is_what_the_officer_says(own: tuple[Site, dict[str, int]]) -> None:
    site, _ = own
    desk = at_desk(site, "lin")
    odd = EXPERTS.replace("姓名", "称呼甲")
    columns = _sent(desk, odd, "experts")
    form = _form(columns)
    assert "列对不上" in words(desk.post("/imports/trial", **form)), "nobody knows what it is"
    heading = next(name for name, value in form.items() if value == "称呼甲")
    form[f"f{heading[1:]}"] = "name"
    tried = desk.post("/imports/trial", **form)
    assert "冯新勇" in words(tried)
    desk.post("/imports/take", **_form(tried))
    assert count(site, Application, Application.name == "冯新勇") == 1
    again = desk.post("/imports/columns", **_form(tried))
    assert 'value="name" selected' in again, "what was chosen stands when one goes back"


def test_a_row_may_be_left_out(own: tuple[Site, dict[str, int]]) -> None:
    site, _ = own
    desk = at_desk(site, "lin")
    tried = desk.post("/imports/trial", **_form(_sent(desk, EXPERTS)))
    form = {name: value for name, value in _form(tried).items() if name != "row"}
    done = words(desk.post("/imports/take", **form))
    assert "导入时没有勾选这一行" in done
    assert count(site, Application, Application.name == "冯新勇") == 0
    assert count(site, ImportRow, ImportRow.state == "back") == 3


@pytest.mark.parametrize("kind", OTHERS)
def test_every_kind_goes_in(own: tuple[Site, dict[str, int]], kind: str) -> None:
    site, _ = own
    desk = at_desk(site, "lin")
    text, writes = OTHERS[kind]
    columns = _sent(desk, text)
    assert f'value="{kind}" selected' in columns, "the kind is told by the headings"
    tried = desk.post("/imports/trial", **_form(columns))
    assert f"导入 {writes} 行" in words(tried), words(tried)
    desk.post("/imports/take", **_form(tried))
    found = {
        "stations": (Application, Application.kind == "station"),
        "enterprises": (Enterprise, Enterprise.name == "红树林饮料厂"),
        "diaries": (Diary, Diary.enterprises == 1),
    }[kind]
    assert count(site, *found) == 1


def test_titles_are_taken_in_at_once_by_a_reviewer_for_a_ground(own: tuple[Site, dict[str, int]]) -> None:
    site, _ = own
    desk = at_desk(site, "lin")
    before = count(site, Expert)
    tried = desk.post("/imports/trial", **_form(_sent(desk, EXPERTS)))
    assert "直接纳入" in tried
    without = desk.post("/imports/take", **(_form(tried) | {"ground": "", "how": "direct"}))
    assert 'role="alert"' in without
    assert count(site, ImportBatch) == 0
    desk.post("/imports/take", **(_form(tried) | {"how": "direct"}))
    assert count(site, Expert) == before + 1
    operator = at_desk(site, "op")
    assert 'value="direct"' not in operator.post("/imports/trial", **_form(_sent(operator, EXPERTS)))


def test_whom_a_roster_recommends_need_no_ground_until_they_are_taken_in(
    own: tuple[Site, dict[str, int]],
) -> None:
    site, _ = own
    desk = at_desk(site, "lin")
    before = count(site, Expert)
    tried = desk.post("/imports/trial", **_form(_sent(desk, EXPERTS)))
    done = desk.post("/imports/take", **(_form(tried) | {"ground": ""}))
    assert count(site, Application, Application.name == "冯新勇", Application.state == "recommended") == 1
    assert 'name="ground"' in done, "who takes them in says it"
    assert "由谁、什么时候认定过" in words(desk.post("/imports/1/include", ground=""))
    assert count(site, Expert) == before
    desk.post("/imports/1/include", ground="湛江市中心2026年2月认定")
    assert count(site, Expert) == before + 1


def test_what_is_no_roster_is_told_in_words(own: tuple[Site, dict[str, int]]) -> None:
    site, _ = own
    desk = at_desk(site, "lin")
    assert "没看出是哪一种" in words(_sent(desk, "品名,价格\n苹果,三元\n香蕉,四元\n", status=422))
    assert "没有收到文件" in words(_sent(desk, "", status=422))
    assert "请选一份表格文件" in words(_sent(desk, "\x00\x01", status=422))
    assert "请选一份表格文件" in words(_sent(desk, "%PDF-1.4 …%%EOF", status=422))
    big = _sent(desk, "姓名,单位\n" + "冯,厂\n" * 400_000, "experts", status=422)
    assert "超过 3 MB" in words(big)
    assert count(site, ImportBatch) == 0


def test_an_import_is_of_ones_own_place_and_file(own: tuple[Site, dict[str, int]]) -> None:
    site, _ = own
    desk, far = at_desk(site, "lin"), at_desk(site, "far")
    tried = desk.post("/imports/trial", **_form(_sent(desk, EXPERTS)))
    stolen = far.client.post("/console/imports/take", data=_form(tried))
    assert "没有找到这个文件" in words(stolen.text)
    desk.post("/imports/take", **_form(tried))
    far.get("/imports/1", 404)
    assert "名单.csv" not in far.get("/imports")
    for deed in ("undo", "failed", "include"):
        assert far.client.post(f"/console/imports/1/{deed}").status_code == 404
    assert count(site, Application, Application.name == "冯新勇") == 1


@pytest.mark.parametrize("kind", FIELDS)
def test_every_field_that_is_offered_is_read(kind: str) -> None:
    """A field offered for a column reaches the entry, whatever its heading is called."""
    headings = {f"甲{n}": field for n, field in enumerate(FIELDS[kind])}
    text = ",".join(headings) + "\n" + ",".join("2026-02-10" for _ in headings) + "\n"
    entry = next(read(text.encode(), kind, "440800", MONDAY, headings).entries)
    assert len(entry.cells) == len(headings)


DOUBTFUL = (
    "附件4,,,,\n姓名,所在单位,擅长领域,联系电话,备注人\n"
    "冯新勇,湛江市雷岛食品有限公司,税收筹划,18160289471,甲\n"
    "何平安,湛江市雷岛食品有限公司,税收筹划,18160289471,乙\n"
    "梁燕海,湛江市雷岛食品有限公司,外贸,1816028947,丙\n"
    "林晓芳,湛江正大会计师事务所,财税,,丁\n"
)


def _line(page: str, name: str) -> str:
    """What stands on the line of somebody, with its form."""
    lines: list[str] = re.findall(r"<tr role=\"row\" data-line>.*?</tr>", page, re.S)
    return next(one for one in lines if name in one)


def _row(page: str, name: str) -> dict[str, str]:
    """The form of a line as it stands."""
    line = _line(page, name)
    found: dict[str, str] = dict(re.findall(r'name="(c\d+)" value="([^"]*)"', line))
    return found | {"row": re.findall(r'name="row" value="(\d+)"', line)[0]}


def test_each_row_that_came_back_is_decided_on_its_line(own: tuple[Site, dict[str, int]]) -> None:
    site, _ = own
    desk = at_desk(site, "lin")
    tried = desk.post("/imports/trial", **_form(_sent(desk, DOUBTFUL)))
    page = desk.post("/imports/take", **_form(tried))
    assert "下载要改的 3 行" in words(page)
    assert "共 4 行，3 行要您定" in words(page), "what came back did not go in"
    assert "照写的导入" in _line(page, "何平安"), "two may share a telephone"
    assert "照写的导入" not in _line(page, "梁燕海"), "what is wrong is put right first"
    page = desk.post("/imports/1/row", **(_row(page, "何平安") | {"how": "take"}))
    assert "导入了" in _line(page, "何平安")
    assert count(site, Application, Application.name == "何平安") == 1
    wrong = _row(page, "梁燕海")
    again = desk.post("/imports/1/row", **(wrong | {"how": "mend", "c3": "181602894"}))
    assert "还没导入：电话「181602894」" in words(again)
    page = desk.post("/imports/1/row", **(_row(again, "梁燕海") | {"how": "mend", "c3": "18160289473"}))
    assert "导入了" in _line(page, "梁燕海")
    assert count(site, Application, Application.name == "梁燕海") == 1
    page = desk.post("/imports/1/row", **(_row(page, "林晓芳") | {"how": "leave"}))
    assert "不导" in _line(page, "林晓芳")
    assert "下载要改的" not in page
    assert "已经定过了" in words(desk.post("/imports/1/row", **(wrong | {"how": "take"})))
    assert "已撤回 1 号导入：3 行恢复原样" in words(desk.post("/imports/1/undo"))
    assert count(site, Application) == 0


def test_a_row_is_decided_in_ones_own_place_by_who_may_import(own: tuple[Site, dict[str, int]]) -> None:
    site, _ = own
    desk = at_desk(site, "lin")
    page = desk.post("/imports/take", **_form(desk.post("/imports/trial", **_form(_sent(desk, DOUBTFUL)))))
    row = _row(page, "何平安")
    for how in ("take", "mend", "leave"):
        assert (
            at_desk(site, "far").client.post("/console/imports/1/row", data=row | {"how": how}).status_code
            == 404
        )
    assert "1816028947" not in _line(at_desk(site, "op").get("/imports/1"), "何平安"), (
        "a colleague reads no telephone"
    )
    assert desk.client.post("/console/imports/1/row", data=row | {"how": "eat"}).status_code == 422
    assert count(site, ImportRow, ImportRow.state == "back") == 3


def test_what_the_register_says_against_a_row_no_yes_overrules(own: tuple[Site, dict[str, int]]) -> None:
    site, _ = own
    desk = at_desk(site, "lin")
    past = "姓名,所在单位,擅长领域,联系电话,有效期至\n冯新勇,雷岛公司,税收筹划,18160289471,2020-01-01\n"
    page = desk.post("/imports/take", **_form(desk.post("/imports/trial", **_form(_sent(desk, past)))))
    assert "照写的导入" not in page
    said = desk.post("/imports/1/row", **(_row(page, "冯新勇") | {"how": "take"}))
    assert "还没导入：有效期到 2020-01-01 已经过了" in words(said)
    assert count(site, Application) == 0


def test_a_column_that_was_chosen_is_still_chosen_on_the_line(own: tuple[Site, dict[str, int]]) -> None:
    site, _ = own
    desk = at_desk(site, "lin")
    form = _form(_sent(desk, DOUBTFUL.replace("姓名", "称呼甲"), "experts"))
    heading = next(name for name, value in form.items() if value == "称呼甲")
    tried = desk.post("/imports/trial", **(form | {f"f{heading[1:]}": "name"}))
    page = desk.post("/imports/take", **_form(tried))
    page = desk.post("/imports/1/row", **(_row(page, "林晓芳") | {"how": "mend", "c3": "18160289474"}))
    assert "导入了" in _line(page, "林晓芳")
    assert count(site, Application, Application.name == "林晓芳") == 1


@pytest.fixture(params=["sqlite", "postgres"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """A site on each of the databases."""
    database = request.getfixturevalue("postgres")() if request.param == "postgres" else None
    with serving(tmp_path, database=database) as site:
        open_desks(site)
        yield site


def test_of_two_officers_on_one_row_at_once_one_acts_and_the_other_is_told(either: Site) -> None:
    desks = at_desk(either, "lin"), at_desk(either, "he")
    tried = desks[0].post("/imports/trial", **_form(_sent(desks[0], DOUBTFUL)))
    row = _row(desks[0].post("/imports/take", **_form(tried)), "何平安") | {"how": "take"}
    with ThreadPoolExecutor(2) as both:
        said = list(both.map(lambda desk: words(desk.post("/imports/1/row", **row)), desks))
    assert sum("已经定过了" in one for one in said) == 1, said
    assert count(either, Application, Application.name == "何平安") == 1
    assert count(either, Audit, Audit.deed == "settle_row") == 1
