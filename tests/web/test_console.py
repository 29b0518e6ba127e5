"""A morning at the console: what waits, acts that can be taken back, lists, people, decisions; and nobody sees another's place."""

from __future__ import annotations

import re
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, event, func, select, update
from starlette.requests import Request
from structlog.testing import capture_logs

from actions.console import undo
from actions.staff.proofs import STEP_SECONDS, code_at
from actions.staff.sign_in import set_credential
from bot.devtools.fixtures import Actor, enter
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.message import Choice
from programme.errors import Refused as RefusedByPolicy
from storage.tables import (
    Application,
    Audit,
    Case,
    Erasure,
    Expert,
    FormalWarning,
    Need,
    Offer,
    Outbox,
    Person,
    Qualification,
    StaffDecision,
)
from storage.tables.base import Base
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, SINCE, Site, serving
from tests.web.console import OFFICERS, PEOPLE, TEXT, Desk, at_desk, more_needs, open_desks, words
from web.console import acts
from web.console import bulk as console_bulk
from web.console.queue import acts_on
from web.console.session import FLASH, HOME, Said, back_to, said_before
from web.console.taps import DONE_BY, ONE_TAP, Act, act_of
from web.console.typed import seen_of

NOT_HERE = "没有这一页，或者不在您的辖区。"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, dict[str, int]]]:
    """One site for the tests that change nothing."""
    with serving(tmp_path_factory.mktemp("console")) as site:
        yield site, open_desks(site)


@pytest.fixture(scope="module")
def strict(
    tmp_path_factory: pytest.TempPathFactory, postgres: Callable[[], str]
) -> Iterator[tuple[Site, dict[str, int]]]:
    """The same on PostgreSQL, which refuses what SQLite takes."""
    with serving(tmp_path_factory.mktemp("strict"), database=postgres()) as site:
        yield site, open_desks(site)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Site, dict[str, int]]]:
    """A site for a test that does something."""
    with serving(tmp_path) as site:
        yield site, open_desks(site)


def count(site: Site, table: type[Base], *where: ColumnElement[bool]) -> int:
    with site.app.database.read() as connection:
        return connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()


def test_nobody_gets_in_without_a_session(office: tuple[Site, dict[str, int]]) -> None:
    site, _ = office
    answer = site.client().get("/console/needs?state=open")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/staff/?back=/console/needs%3Fstate%3Dopen"
    forged = site.client()
    forged.cookies.set("yiqi-console", "lin.another", path="/console")
    assert forged.get("/console").status_code == 303
    firm = at_desk(site, "shop")
    assert firm.client.get("/console").status_code == 303, "a firm is no staff"


def test_back_leads_to_the_console_and_nowhere_else(office: tuple[Site, dict[str, int]]) -> None:
    site, _ = office
    for back in ("https://evil.example/console", "//evil.example", "/console\\evil", "/chat/"):
        assert 'value="/console"' in site.client().get("/staff/", params={"back": back}).text


def test_what_waits_stands_with_its_act_and_is_taken_back(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    page = desk.get()
    assert "已经超时 1" in words(page)
    assert "派给彭建业" in page
    assert "等了 30 小时" in page
    done = desk.do(act="assign", need=str(ids["need"]), expert=str(ids["expert peng"]), back="/console")
    assert "号需求已派给彭建业" in done
    assert "撤回（10 分钟内）" in done
    assert count(site, Outbox, Outbox.kind == "offer", Outbox.state == "queued") == 1, "it waits a minute"
    site.app.scheduler.deliver_now()
    assert count(site, Outbox, Outbox.kind == "offer", Outbox.state == "queued") == 1
    assert "撤回了，跟没办以前一样" in desk.do(act="undo", key="1", back="/console")
    assert count(site, Outbox, Outbox.kind == "offer") == 0
    assert count(site, Offer) == 0
    assert "派给彭建业" in desk.get(), "it waits again, and the same expert can be asked"


def test_a_slip_that_was_delivered_is_followed_by_one_that_says_so(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    desk.do(act="assign", need=str(ids["need"]), expert=str(ids["expert peng"]), back="/console")
    site.clock.move(timedelta(minutes=2))
    site.app.scheduler.deliver_now()
    assert count(site, Outbox, Outbox.kind == "offer", Outbox.state == "sent") == 1
    assert "撤回了" in desk.do(act="undo", key="1", back="/console")
    assert count(site, Outbox, Outbox.kind == "offer_closed") == 1
    assert count(site, Need, Need.id == ids["need"], Need.state == "unanswered") == 1
    assert "已经撤回了" in desk.do(act="undo", key="1", back="/console")


def test_what_is_an_hour_old_is_not_taken_back(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    desk.do(act="later", what="need", key=str(ids["need"]), back="/console")
    todo = words(desk.get())
    assert "派给彭建业" not in todo
    assert "今天已办" not in todo, "what is put off is not done"
    site.clock.move(timedelta(hours=1))
    assert "过了 10 分钟" in desk.do(act="undo", key="1", back="/console")


def test_another_officers_act_is_not_ones_own(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    at_desk(site, "lin").do(act="later", what="need", key=str(ids["need"]), back="/console")
    assert "不是您办的" in at_desk(site, "he").do(act="undo", key="1", back="/console")


def test_two_officers_on_one_line_act_once_and_each_is_told(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    act = {"act": "assign", "need": str(ids["need"]), "expert": str(ids["expert peng"]), "back": "/console"}
    said = [at_desk(site, who).do(**act) for who in ("lin", "he")]
    assert "已派给彭建业" in said[0]
    assert "现在请不了彭建业" in words(said[1])
    assert count(site, Offer) == 1


def test_the_same_thing_many_times_is_one_line(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    more_needs(site, ids["shop"], 36)
    page = words(at_desk(site, "lin").get())
    assert "37 条需求问过一轮没有人接" in page
    assert "预览 37 件…" in page
    assert page.count(TEXT) == 0
    assert words(at_desk(site, "lin").get("/queue/need")).count(TEXT[:10]) == 25


def test_the_address_of_a_list_is_its_state(office: tuple[Site, dict[str, int]]) -> None:
    site, _ = office
    desk = at_desk(site, "lin")
    assert TEXT[:10] in desk.get("/needs?state=unanswered&place=440881")
    assert "没有符合这 2 个条件的需求" in words(desk.get("/needs?state=rated&place=440881"))
    ignored = words(desk.get("/needs?colour=red&state=never"))
    assert "不认识的条件已忽略：colour、状态" in ignored
    assert TEXT[:10] in ignored
    assert TEXT[:10] in desk.get("/needs?q=蓝屿")
    assert TEXT[:10] in desk.get("/needs?q=lanyu".replace("lanyu", "lysc"))
    answer = desk.client.get("/console/experts?q=13800005678&state=active")
    assert answer.headers["location"] == "/console/experts?state=active", "a telephone is no filter"


def test_pages_go_by_key_there_and_back(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    more_needs(site, ids["shop"], 60)
    desk = at_desk(site, "lin")
    seen: list[str] = []
    path = "/needs"
    while path:
        page = desk.get(path)
        seen += _numbers(page)
        path = _link(page, "下一页")
    assert len(seen) == len(set(seen)) == 61
    assert _numbers(desk.get(_link(page, "上一页"))) == seen[25:50]


def _numbers(page: str) -> list[str]:
    return re.findall(r'href="/console/needs/(\d+)"', page)


def _link(page: str, caption: str) -> str:
    found = re.search(rf'href="/console([^"]+)"[^>]*>{caption}', page)
    return found[1].replace("&amp;", "&") if found else ""


def test_a_list_leaves_as_a_workbook_and_that_is_on_record(own: tuple[Site, dict[str, int]]) -> None:
    site, _ = own
    answer = at_desk(site, "lin").client.post(
        "/console/export", data={"page": "experts", "query": "place=440881"}
    )
    assert answer.content.startswith(b"PK")
    assert count(site, Audit, Audit.deed == "export_list") == 1


def test_a_view_is_a_name_for_an_address_and_may_be_shared(own: tuple[Site, dict[str, int]]) -> None:
    site, _ = own
    at_desk(site, "lin").post(
        "/views", page="needs", query="state=open", name="廉江外贸", shared="1", back="/console/needs"
    )
    assert "共用：廉江外贸" in at_desk(site, "tan").get("/needs")
    assert "廉江外贸" not in at_desk(site, "far").get("/needs")


@pytest.mark.parametrize(
    "typed",
    [
        "彭建业",
        "建业",
        "pjy",
        "jy",
        "应用技术",
        "5678",
        "13800005678",
        "138 0000 5678",
        "１３８００００５６７８",
    ],
)
def test_somebody_is_found_by_whatever_the_telephone_caller_says(
    office: tuple[Site, dict[str, int]], typed: str
) -> None:
    site, _ = office
    page = at_desk(site, "lin").post("/search", q=typed)
    assert "彭建业" in page
    assert "卫石家" not in page
    assert "13800005678" not in page


@pytest.mark.parametrize("typed", ["1号", "1 号需求", "1号需求", "1"])
def test_a_number_is_found_as_the_pages_write_it(office: tuple[Site, dict[str, int]], typed: str) -> None:
    site, ids = office
    assert ids["need"] == 1
    assert 'href="/console/needs/1"' in at_desk(site, "lin").post("/search", q=typed)
    assert 'href="/console/needs/1"' not in at_desk(site, "lin").post("/search", q="1号投诉")


@pytest.mark.parametrize("typed", ["蓝屿 廉江", "廉江 蓝屿", "彭建业 学院", "彭 建业"])
def test_two_words_are_found_together(office: tuple[Site, dict[str, int]], typed: str) -> None:
    site, _ = office
    wanted = "蓝屿水产食品有限公司" if "蓝屿" in typed else "彭建业"
    assert wanted in words(at_desk(site, "lin").post("/search", q=typed)).split("查找“")[-1]
    assert "没有找到" in at_desk(site, "lin").post("/search", q="蓝屿 徐闻")


def test_the_end_of_a_telephone_is_looked_for_on_record(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    assert "彭建业" not in desk.get("/search?q=5678"), "not by an address, which is on no record"
    assert "彭建业" in desk.post("/search", q="5678")
    assert count(site, Audit, Audit.deed == "look_up", Audit.subject_id == ids["peng"]) == 1


def test_a_telephone_in_a_message_is_seen_by_its_own_way_alone(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    desk.post(f"/people/{ids['peng']}/say", reply="请打周海燕 13700002222", back="/console")
    for sent in (False, True):
        page = words(desk.get(f"/people/{ids['peng']}"))
        assert "请打周海燕" in page
        assert "13700002222" not in page, sent
        site.clock.move(timedelta(minutes=2))
        site.app.scheduler.deliver_now()
    _lost(site)
    page = words(desk.get("/undelivered"))
    assert "请打周海燕" in page
    assert "13700002222" not in page


def _lost(site: Site, copies: int = 0) -> None:
    """Every announcement has reached nobody; and so many more of the first."""

    def lose(work: UnitOfWork) -> None:
        work.session.execute(update(Outbox).where(Outbox.kind == "announced").values(state="dead"))
        first = work.session.scalars(select(Outbox).where(Outbox.kind == "announced")).first()
        assert first
        for number in range(copies):
            values = {one.key: getattr(first, one.key) for one in Outbox.__table__.columns if one.key != "id"}
            work.session.add(Outbox(**values | {"key": f"{first.key}:{number}"}))

    site.app.database.write(lose).result()


def test_more_letters_than_are_listed_are_counted(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    desk.post(f"/people/{ids['peng']}/say", reply="下周三有沙龙", back="/console")
    site.clock.move(timedelta(minutes=2))
    site.app.scheduler.deliver_now()
    _lost(site, 59)
    page = words(desk.get("/undelivered"))
    assert "60 条，可以打电话告诉本人；这里列出最近 50 条" in page
    assert page.count("下周三有沙龙") == 50


def test_a_telephone_is_in_no_address(office: tuple[Site, dict[str, int]]) -> None:
    site, _ = office
    answer = at_desk(site, "lin").client.post("/console/search", data={"q": "13800005678"})
    assert answer.status_code == 200
    assert "location" not in answer.headers


def test_a_person_stands_on_one_page_and_each_look_is_kept(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    page = desk.get(f"/people/{ids['peng']}")
    for part in ("彭建业", "138****5678", "本年 0/12 小时", "志愿专家资格", "回话"):
        assert part in page
    assert "13800005678" not in page
    full = desk.post(f"/people/{ids['peng']}/phone", reason="call_back")
    assert "13800005678" in full
    assert "林静看了电话，回访" in desk.get(f"/people/{ids['peng']}?only=look")
    assert count(site, Audit, Audit.deed == "see_phone") == 1


def test_the_looks_that_the_public_is_told_of_are_on_record(own: tuple[Site, dict[str, int]]) -> None:
    """Of a scan: `tests/actions/test_looks.py`."""
    site, ids = own
    told = words(site.client().get("/privacy").text)
    assert "打开一个人的页面、按电话查人、看完整号码、看扫描件、导出名单，都会记下是谁、什么时候" in told
    assert "谁看过都有记录" not in told, "a list, a need or a diary is read without"
    desk = at_desk(site, "lin")
    desk.get(f"/people/{ids['peng']}")
    desk.post("/search", q="13800005678")
    desk.post(f"/people/{ids['peng']}/phone", reason="call_back")
    desk.client.post("/console/export", data={"page": "experts", "query": ""})
    for deed in ("see_page", "look_up", "see_phone", "export_list"):
        assert count(site, Audit, Audit.deed == deed, Audit.person_id == ids["lin"]), deed


def test_a_word_to_a_person_waits_a_minute_and_is_signed(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    said = desk.post(f"/people/{ids['peng']}/say", reply="下周三有沙龙，您来吗", back="/console")
    assert "一分钟后发出" in said
    assert "撤回（1 分钟内）" in said
    assert 'data-for="60"' in said, "then the button goes"
    assert count(site, Outbox, Outbox.kind == "announced", Outbox.state == "queued") == 1
    page = words(desk.get(f"/people/{ids['peng']}"))
    assert re.search("下周三有沙龙，您来吗.{0,40}（等着发）", page), page.split("经过")[1][:300]
    desk.do(act="undo", key="1", back="/console")
    assert count(site, Outbox, Outbox.kind == "announced") == 0


def test_what_was_sent_stands_whole_and_looks_hide_none_of_it(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    desk.post(f"/people/{ids['peng']}/say", reply="下周三有沙龙\n地点在二楼会议室", back="/console")
    site.clock.move(timedelta(minutes=2))
    site.app.scheduler.deliver_now()
    for _ in range(3):
        desk.get(f"/people/{ids['peng']}")
    page = words(desk.get(f"/people/{ids['peng']}"))
    assert "下周三有沙龙 地点在二楼会议室" in page
    assert "还没有成文" not in page
    assert page.count("林静看了这一页") == 1
    assert words(desk.get(f"/people/{ids['peng']}?only=look")).count("林静看了这一页") > 3


def test_the_log_says_in_words_what_was_done_and_to_whom(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    warning, key = _warning(site, ids["peng"]), _application(site, ids["shop"])
    desk.post(f"/people/{ids['peng']}/say", reply="下周三有沙龙", back="/console")
    _sure(desk, f"/decide/warn/{warning}", reason="")
    _sure(desk, f"/decide/return/{key}", reason="身份证明没有交")
    _sure(desk, f"/decide/suspend/{_title(site, ids['expert peng'])}", reason="收到投诉，正在核查")
    _sure(desk, f"/ask/close_need/{ids['need']}", reason="企业已经停业")
    desk.client.post("/console/export", data={"page": "experts", "query": ""})
    page = desk.get("/audit")
    rows = [words(row) for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL)]
    for said in (
        ("警告", "彭建业的"),
        ("退回补正", f"{key} 号申请 王小梅"),
        ("暂停资格", "彭建业的资格"),
        ("关闭需求", f"{ids['need']} 号需求"),
        ("发通知", "彭建业"),
        ("导出列表", "专家，3 行"),
    ):
        assert [row for row in rows if all(part in row for part in said)], (said, rows)
    cells = re.findall(r'<td role="cell"[^>]*>(.*?)</td>', page)
    assert not [cell for cell in cells if re.search(r"[a-z]+_[a-z]+", words(cell))], "no codes"
    assert "决定 " in words(desk.get(f"/people/{ids['peng']}"))
    assert "issue_warning" not in desk.get(f"/people/{ids['peng']}")


def test_what_is_over_waits_no_more(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    key = _application(site, ids["shop"], "publicity")
    row = words(at_desk(site, "lin").get("/applications")).split("廉江诚信会计师事务所")[1][:40]
    assert "小时" not in row
    assert "提的" in row
    site.app.database.write(
        lambda work: work.session.execute(
            update(Application).where(Application.id == key).values(state="submitted")
        )
    ).result()
    assert "3 小时" in words(at_desk(site, "lin").get("/applications"))
    todo = words(at_desk(site, "lin").get())
    assert "等了 3 小时" in todo
    assert "今天刚来" not in todo, "one span of waiting is said, and once"


def test_a_warning_says_of_which_reminder_it_knows(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    file = f"/decide/warn/{_warning(site, ids['peng'])}"
    desk = at_desk(site, "lin")
    assert "彭建业从2025年6月1日到今天 274 天没有日记和活动" in words(desk.get())
    assert "还没提醒过" in words(desk.get(file))
    desk.do(tap="nudge", key=str(_title(site, ids["expert peng"])), back="/console")
    site.clock.move(timedelta(minutes=2))
    site.app.scheduler.deliver_now()
    assert "还没提醒过" not in words(desk.get(file))
    assert "今天提醒过" in words(desk.get(file))


def test_today_asks_twelve_questions_however_much_waits(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    asked: list[str] = []
    event.listen(site.app.database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))

    def questions(path: str = "") -> int:
        asked.clear()
        desk.get(path)
        return len([one for one in asked if one.lstrip().startswith(("SELECT", "WITH"))])

    _warning(site, ids["peng"])
    desk.get()  # who could be asked is kept in memory from now on
    counts = []
    for _ in range(2):
        more_needs(site, ids["shop"], 1)
        _case(site, ids["shop"])
        _application(site, ids["shop"])
        counts.append(questions())
    assert max(counts) <= 12, counts
    assert counts[0] == counts[1], "three of a kind ask what two do"
    more_needs(site, ids["shop"], 20)
    assert questions() <= 12
    assert questions("/queue/need") <= 12


def test_what_is_behind_the_rows_that_are_read_is_counted_once(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    more_needs(site, ids["shop"], 120)
    with site.app.database.read() as connection:
        late = connection.execute(select(func.max(Need.id))).scalar_one()
    more_needs(site, ids["shop"], 109)
    fresh = update(Need).where(Need.id > late).values(created_at=site.clock.now())
    site.app.database.write(lambda work: work.session.execute(fresh)).result()
    page = words(desk.get())
    assert len(re.findall(r"(\d+) 条需求", page)) == 2, "those over their time, and the others"
    assert sum(int(each) for each in re.findall(r"(\d+) 条需求", page)) == 230
    last = desk.get("/queue/need?from=225")
    assert len(re.findall(r'<h3><a href="/console/needs/', last)) == 5
    assert "from=225" in desk.get("/queue/need?from=200")


def test_the_year_gone_by_is_decided_and_ended_on_a_page_of_its_own(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    title = _title(site, ids["expert peng"])
    known = update(Qualification).where(Qualification.id != title).values(registered_on=MONDAY.date())
    site.app.database.write(lambda work: work.session.execute(known)).result()
    desk = at_desk(site, "lin")
    assert "2025 年度考核还没有结束" in words(desk.get())
    county = at_desk(site, "tan").get("/years")
    assert "彭建业" in county
    assert "/decide/" not in county, "the city decides"
    page = words(desk.get("/years"))
    assert "还没有决定的 1" in page
    assert "彭建业" in page
    assert "石家庄" not in page
    assert "没有决定" in words(desk.post("/years/close")), "somebody waits still"
    assert "资格保留" in words(_sure(desk, f"/decide/keep_title/{title}", reason="去年生病，今年已经补上"))
    assert "没达标、已经决定的" in words(desk.get("/years/2025"))
    assert "2025 年度结束了" in words(desk.post("/years/close"))
    assert "2025 年度考核" not in words(desk.get())
    assert "已经结束" in words(desk.get("/years/2025"))
    desk.get("/years/2026", 404)


NOTICE = {"text": "周五下午报一下本周的服务时长", "whom": "expert", "region": "440881", "domain": ""}


def test_a_notice_is_seen_before_it_goes_and_is_stopped_within_ten_minutes(
    own: tuple[Site, dict[str, int]],
) -> None:
    site, _ = own
    desk = at_desk(site, "lin")
    assert "还没有写" in words(desk.post("/notices", **NOTICE | {"text": "……"}))
    page = desk.post("/notices", **NOTICE)
    assert "共 1 人" in words(page)
    assert "发给彭建业" in words(page)
    assert count(site, Outbox, Outbox.kind == "announced") == 0, "a look sends nothing"
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    changed = desk.post("/notices", **NOTICE | {"text": "改了"}, seen=seen[1])
    assert "预览以后有改动，还没有发" in words(changed)
    assert "没有符合的人" in words(desk.post("/notices", **NOTICE | {"region": "440883"}))
    said = desk.post("/notices", **NOTICE, seen=seen[1])
    assert "发给 1 人，10 分钟后发出" in words(said)
    assert "廉江志愿专家 1 人" in words(said)
    site.clock.move(timedelta(minutes=9))
    site.app.scheduler.deliver_now()
    assert count(site, Outbox, Outbox.kind == "announced", Outbox.state == "queued") == 1
    assert "撤回了" in words(desk.do(act="undo", key="1", back="/console/notices"))
    assert count(site, Outbox, Outbox.kind == "announced") == 0


def test_a_notice_goes_nowhere_outside_of_the_place(own: tuple[Site, dict[str, int]]) -> None:
    site, _ = own
    page = at_desk(site, "tan").post("/notices", **NOTICE | {"region": "130000", "whom": "everyone"})
    assert "卫石家" not in page
    assert "共 2 人" in words(page), "of Lianjiang: the expert and the firm"
    assert at_desk(site, "op").client.get("/console/notices").status_code in (200, 403)


def test_who_telephones_is_erased_once_the_number_was_called_back(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    path = f"/people/{ids['peng']}/erase"
    assert "现在还不能删" in words(desk.get(path)), "the title is there still"
    desk.get(f"/people/{ids['wei']}/erase", 404)
    secret = site.app.database.write(
        lambda work: set_credential(work, ids["lin"], "lin", "潮水每天涨两回 twice", MONDAY)
    ).result()
    site.clock.move(timedelta(minutes=11))
    path = f"/people/{ids['shop']}/erase"
    site.app.database.write(
        lambda work: work.session.execute(update(Need).values(state="withdrawn"))
    ).result()
    assert path in desk.get(f"/people/{ids['shop']}")
    assert "刚换过" not in desk.get(path)
    settles = (
        update(Person)
        .where(Person.id == ids["shop"])
        .values(phone_settles_at=site.clock.now() + timedelta(days=6))
    )
    site.app.database.write(lambda work: work.session.execute(settles)).result()
    assert "号码这几天刚换过，请再用别的办法核实" in desk.get(path)
    assert "请先回拨登记的号码" in words(desk.post(path))
    assert "6 位数字" in words(desk.get(path))
    assert "6 位数字不对" in words(desk.post(path, called="yes", code="000000"))
    assert count(site, Erasure) == 0
    assert "今天之内删完" in words(desk.post(path, called="yes", code=_code(site, secret)))
    assert count(site, Erasure) == 1


def _warning(site: Site, person: int) -> int:
    """A warning that waits, about this expert's title."""

    def enter(work: UnitOfWork) -> int:
        mine = select(Expert.id).where(Expert.person_id == person).scalar_subquery()
        title = select(Qualification).where(Qualification.holder == "expert", Qualification.holder_id == mine)
        held = work.session.scalars(title).one()
        day = site.clock.now().date()
        held.silent_since = SINCE
        row = FormalWarning(qualification_id=held.id, silent_since=held.silent_since, due_on=day, state="due")
        work.session.add(row)
        work.session.flush()
        return row.id

    return site.app.database.write(enter).result()


def test_a_decision_shows_its_file_then_the_notice_then_is_done(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    warning = _warning(site, ids["peng"])
    desk = at_desk(site, "lin")
    page = words(desk.get(f"/decide/warn/{warning}"))
    for part in ("警告：彭建业", "案卷", "暂不警告", "看一遍再定…"):
        assert part in page
    looked = words(desk.post(f"/decide/warn/{warning}", reason=""))
    assert "会发出去的话" in looked
    assert "资格不受影响" in looked or "警告" in looked
    assert count(site, FormalWarning, FormalWarning.state == "issued") == 0, "a look does nothing"
    assert count(site, Outbox, Outbox.kind == "warned") == 0
    done = words(_sure(desk, f"/decide/warn/{warning}", reason=""))
    assert "已警告彭建业" in done
    assert count(site, FormalWarning, FormalWarning.state == "issued") == 1
    again = at_desk(site, "he").client.post(f"/console/decide/warn/{warning}", data={"seen": "1"})
    assert again.status_code == 404, "a colleague was quicker: the matter waits no more"


def _sure(desk: Desk, path: str, **fields: str) -> str:
    """Preview it, then do what was previewed."""
    seen = re.search(r'name="seen" value="(\w+)"', desk.post(path, **fields))
    assert seen, "there was no preview"
    return desk.post(path, seen=seen[1], **fields)


def _title(site: Site, expert: int) -> int:
    held = select(Qualification.id).where(Qualification.holder == "expert", Qualification.holder_id == expert)
    with site.app.database.read() as connection:
        return connection.execute(held).scalar_one()


def test_what_was_changed_after_the_preview_is_previewed_again(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    title, desk = _title(site, ids["expert peng"]), at_desk(site, "lin")
    path = f"/decide/suspend/{title}"
    seen = re.search(r'name="seen" value="(\w+)"', desk.post(path, reason="收到投诉，正在核查"))
    assert seen
    again = desk.post(path, reason="你等着", seen=seen[1])
    assert "预览以后改过字，还没有办" in words(again)
    assert "你等着" in words(again)
    assert count(site, Qualification, Qualification.state == "suspended") == 0
    assert "已暂停彭建业" in words(_sure(desk, path, reason="收到投诉，正在核查"))
    assert count(site, Qualification, Qualification.state == "suspended") == 1


@pytest.mark.parametrize("reason", ["。", "…… ", "1。", "啊啊啊"])
def test_a_reason_of_no_words_is_asked_for_again(own: tuple[Site, dict[str, int]], reason: str) -> None:
    site, ids = own
    title, desk = _title(site, ids["expert peng"]), at_desk(site, "lin")
    assert "原因要写明白" in words(desk.post(f"/decide/suspend/{title}", reason=reason))


EXCEPTION = (
    "例外："
    + "本人书面提出不再担任，两次电话核实都确认，服务中心会上同意，材料存在档案室一号柜，编号二〇二六第三号。"
    * 2
)


def _risky(site: Site, ids: dict[str, int]) -> tuple[Desk, str, dict[str, str], str]:
    """A revocation from a page that is older than ten minutes: the desk, the path, what is typed, the authenticator's secret."""
    secret = site.app.database.write(
        lambda work: set_credential(work, ids["lin"], "lin", "潮水每天涨两回 twice", MONDAY)
    ).result()
    site.clock.move(timedelta(minutes=11))
    desk, path = at_desk(site, "lin"), f"/decide/revoke/{_title(site, ids['expert peng'])}"
    ground = re.search(r'name="ground" value="([^"]+)"', desk.get(path))
    assert ground
    return desk, path, {"ground": unescape(ground[1]), "reason": EXCEPTION}, secret


def _code(site: Site, secret: str) -> str:
    return code_at(secret, int(site.clock.now().timestamp()) // STEP_SECONDS)


def test_a_right_code_leads_to_the_notices_and_the_next_yes_decides(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk, path, typed, secret = _risky(site, ids)
    assert "验证器上的 6 位数字" in words(desk.post(path, **typed))
    looked = desk.post(path, code=_code(site, secret), **typed)
    assert "办了以后" in words(looked), "with what it will say"
    assert "预览以后改过字" not in words(looked)
    assert "验证器上的 6 位数字" not in words(looked)
    assert count(site, StaffDecision) == 0, "a look does nothing"
    _sure(desk, path, **typed)
    assert count(site, StaffDecision, StaffDecision.deed == "revoke") == 1


def test_wrong_codes_are_counted_and_then_the_right_one_is_refused(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk, path, typed, secret = _risky(site, ids)
    for _ in range(5):
        page = words(desk.post(path, code="000000", **typed))
        assert "6 位数字不对" in page
        assert EXCEPTION in page, "what was typed is kept"
    assert "6 位数字不对" in words(desk.post(path, code=_code(site, secret), **typed))
    site.clock.move(timedelta(minutes=20))
    assert "6 位数字不对" not in words(desk.post(path, code=_code(site, secret), **typed))


def test_a_ground_that_was_not_offered_is_no_ground(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk, path, typed, secret = _risky(site, ids)
    desk.post(path, code=_code(site, secret), **typed)
    made_up = typed | {"ground": "我说了算"}
    assert "依据要选一条" in words(desk.post(path, seen=seen_of(made_up, "reason", "ground"), **made_up))
    assert count(site, StaffDecision) == 0


def test_a_line_is_reminded_by_one_tap_and_its_person_opens(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    silent = site.clock.now().date() - timedelta(days=170)
    site.app.database.write(
        lambda work: work.session.execute(
            update(Qualification)
            .where(Qualification.holder == "expert", Qualification.holder_id == ids["expert peng"])
            .values(silent_since=silent)
        )
    ).result()
    desk = at_desk(site, "lin")
    page = desk.get()
    assert "彭建业 170 天没有日记" in words(page)
    assert f'href="/console/people/{ids["peng"]}">看</a>' in page
    assert "/console/matter/silent" not in page
    desk.get(f"/people/{ids['peng']}")
    said = desk.do(tap="nudge", key=str(_title(site, ids["expert peng"])), back="/console")
    assert "已提醒彭建业" in words(said)


SHADOWS = frozenset({"form", "action", "method", "target", "elements", "submit", "closest", "matches", "id"})


def test_no_field_hides_what_a_form_is_asked_by_scripts(office: tuple[Site, dict[str, int]]) -> None:
    site, ids = office
    desk = at_desk(site, "lin")
    for path in ("", "/needs", f"/needs/{ids['need']}", f"/people/{ids['peng']}", "/queue/need"):
        names = set(re.findall(r'<(?:input|select|textarea|button)[^>]* name="([^"]+)"', desk.get(path)))
        assert not names & SHADOWS, path
    acts = {name for act in _every_act() for name, _ in act.fields}
    assert acts
    assert not acts & SHADOWS


def _every_act() -> list[Act]:
    """The acts of one tap, as the lines of a list and the choices of the chat make them."""
    lines = [act for what in DONE_BY for act in acts_on(what, 1, HOME)]
    choices = [act_of(Choice("办", tokens.start(name, "key", 1))) for name in ONE_TAP]
    return [*lines, *(act for act in choices if act)]


def test_a_reason_that_lacks_keeps_what_was_typed(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    warning = _warning(site, ids["peng"])
    answer = at_desk(site, "lin").client.post(f"/console/decide/withhold/{warning}", data={"reason": " "})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_what_was_done_is_said_however_long() -> None:
    response = back_to("/console", Said("好" * 2000, 7))
    cookie = response.headers["set-cookie"]
    assert len(cookie) < 2100
    said = said_before(Request({"type": "http", "headers": [(b"cookie", cookie.split(";")[0].encode())]}))
    assert said
    assert said.act == 7
    assert said.text.startswith("好" * 200)


@pytest.mark.parametrize("told", [b"[" * 9000, b'{"text": 5}', b'{"text": "done", "act": []}', b"7", b"\xff"])
def test_a_cookie_that_is_not_of_ours_says_nothing(told: bytes) -> None:
    cookie = f"{FLASH}=".encode() + urlsafe_b64encode(told)
    assert said_before(Request({"type": "http", "headers": [(b"cookie", cookie)]})) is None


def test_who_may_not_decide_is_told_who_may(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    warning = _warning(site, ids["peng"])
    assert "要由" in words(at_desk(site, "op").get(f"/decide/warn/{warning}", 403))
    assert "申请" not in words(at_desk(site, "op").get()).split("今天", 2)[1][:60]


def _application(site: Site, person: int, state: str = "submitted") -> int:
    """王小梅 of Lianjiang has applied."""

    def enter(work: UnitOfWork) -> int:
        row = Application(
            person_id=person,
            kind="expert",
            pack="national-2023",
            name="王小梅",
            unit="廉江诚信会计师事务所",
            region="440881",
            domains=["finance"],
            answers={},
            papers=[],
            state=state,
            reason="",
            submitted_at=site.clock.now() - timedelta(hours=3),
        )
        row.published_on = site.clock.now().date() if state == "publicity" else None
        work.session.add(row)
        work.session.flush()
        return row.id

    return site.app.database.write(enter).result()


@pytest.mark.parametrize("state", ["submitted", "passed", "returned", "publicity", "certified", "refused"])
@pytest.mark.parametrize("who", ["lin", "tan"])
def test_an_application_opens_in_every_state_at_every_level(
    own: tuple[Site, dict[str, int]], state: str, who: str
) -> None:
    site, ids = own
    key, desk = _application(site, ids["shop"], state), at_desk(site, who)
    lists = ["/applications", "/publicity"] if state == "publicity" else ["/applications"]
    for path in lists:
        assert f'href="/console/applications/{key}"' in desk.get(path)
    page = words(desk.get(f"/applications/{key}"))
    for part in ("王小梅的志愿专家申请", "廉江诚信会计师事务所", "本人填写的", "条件", "到哪一步"):
        assert part in page
    at_desk(site, "far").get(f"/applications/{key}", 404)


def _case(
    site: Site, person: int, region: str = "440881", kind: str = "complaint", against: str = "彭建业"
) -> int:
    """周海燕 has brought something; the text says it was the loud one."""

    def enter(work: UnitOfWork) -> int:
        row = Case(
            kind=kind,
            about="service" if kind == "complaint" else None,
            person_id=person,
            against=against,
            region=region,
            text="他在厂里大声骂人",
            state="filed",
            filed_at=site.clock.now() - timedelta(hours=3),
        )
        work.session.add(row)
        work.session.flush()
        return row.id

    return site.app.database.write(enter).result()


@pytest.mark.parametrize("kind", ["complaint", "objection", "appeal"])
def test_a_case_is_read_by_who_may_decide_it(own: tuple[Site, dict[str, int]], kind: str) -> None:
    site, ids = own
    key = _case(site, ids["shop"], kind=kind)
    paths = (f"/cases/{key}", f"/people/{ids['shop']}", f"/people/{ids['shop']}?only=case")
    for path in paths:
        assert "大声骂人" in words(at_desk(site, "lin").get(path))
    assert f'href="/console/cases/{key}"' in at_desk(site, "lin").get(f"/search?q={key}号案件")
    operator = at_desk(site, "op")
    assert NOT_HERE in operator.get(paths[0], 404)
    for path in paths[1:]:
        assert "大声骂人" not in words(operator.get(path))
    assert f'href="/console/cases/{key}"' not in operator.get(f"/search?q={key}号案件")


def test_a_request_is_open_to_all_staff(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    key = _case(site, ids["shop"], kind="request", against="")
    for path in (f"/cases/{key}", f"/people/{ids['shop']}"):
        assert "大声骂人" in words(at_desk(site, "op").get(path))


def test_whom_a_case_accuses_reads_it_nowhere(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    key = _case(site, ids["shop"], against="林静")
    for who, shown in (("lin", False), ("he", True)):
        page = words(at_desk(site, who).get(f"/people/{ids['shop']}"))
        assert ("大声骂人" in page) is shown, who
    assert NOT_HERE in at_desk(site, "lin").get(f"/cases/{key}", 404)


def test_a_case_of_another_place_is_not_on_the_persons_page(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    _case(site, ids["shop"], region="130102")
    assert "大声骂人" not in words(at_desk(site, "lin").get(f"/people/{ids['shop']}"))


def test_a_pass_is_taken_back_from_its_page(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    key = _application(site, ids["shop"], "publicity")
    page = at_desk(site, "lin").get(f"/applications/{key}")
    assert f'href="/console/decide/recall_pass/{key}"' in page
    assert "撤回公示" in words(at_desk(site, "lin").get(f"/decide/recall_pass/{key}"))


def test_what_another_level_decides_is_no_decision_of_the_county(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    warning, key = _warning(site, ids["peng"]), _application(site, ids["shop"])
    county, city = at_desk(site, "tan"), at_desk(site, "lin")
    todo = county.get()
    assert "等您决定" not in words(todo)
    for path in re.findall(r'<h3><a href="/console([^"]*)"', todo):
        county.get(path)
    for code, subject in (("warn", warning), ("pass", key)):
        page = county.get(f"/decide/{code}/{subject}")
        assert "办不了" in words(page)
        assert "<textarea" not in page
        assert "看一遍再定" not in page
        assert "N23-E" not in words(page), "clauses have names"
        assert "办不了" in words(county.post(f"/decide/{code}/{subject}", reason="半年没有动静"))
        assert "看一遍再定" in city.get(f"/decide/{code}/{subject}")
    assert "/decide/" not in county.get(f"/people/{ids['peng']}")
    assert "等您决定" in words(city.get())


def test_a_form_of_the_chat_is_a_page(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    key = ids["need"]
    assert "会原样写给企业" in desk.get(f"/ask/cannot_serve/{key}")
    refused = desk.client.post(f"/console/ask/cannot_serve/{key}", data={"reason": ""})
    assert refused.status_code == 422
    assert "按没办成结了" in _sure(desk, f"/ask/cannot_serve/{key}", reason="不在志愿服务的范围里")
    assert count(site, Need, Need.id == key, Need.state == "unserved") == 1
    assert "不在志愿服务的范围里" in words(desk.get(f"/needs/{key}"))


def test_a_need_is_closed_for_a_reason_that_was_previewed(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk, key = at_desk(site, "lin"), ids["need"]
    path = f"/ask/close_need/{key}"
    asked = words(desk.get(path))
    assert "蓝屿水产食品有限公司" in asked
    assert TEXT in asked
    assert "原因要写明白" in words(desk.post(path, reason="。"))
    looked = words(desk.post(path, reason="企业已经停业。"))
    assert "会发出去的话" in looked
    assert "服务中心关闭了：企业已经停业。还需要帮忙" in looked, "one full stop"
    assert count(site, Need, Need.id == key, Need.state == "unanswered") == 1, "a look does nothing"
    seen = re.search(r'name="seen" value="(\w+)"', desk.post(path, reason="企业已经停业"))
    assert seen
    assert "预览以后改过字" in words(desk.post(path, reason="不想办了", seen=seen[1]))
    assert "已关闭" in _sure(desk, path, reason="企业已经停业")
    for page in (f"/needs/{key}", "/needs", "/needs?state=closed", f"/firms/{_known(site, ids)['firm']}"):
        assert "服务中心关闭" in words(desk.get(page))
        assert "已撤回" not in words(desk.get(page))
    shown = words(desk.get(f"/needs/{key}"))
    for part in ("怎么结的", "林静", "企业已经停业"):
        assert part in shown
    assert "办别的" not in shown
    assert "没有符合" in words(desk.get("/needs?state=withdrawn"))


def test_a_need_is_taken_from_an_expert_after_a_look(own: tuple[Site, dict[str, int]]) -> None:
    """It cannot be taken back, and the expert reads it at once: not at one tap."""
    site, ids = own
    desk, key = at_desk(site, "lin"), ids["need"]
    taken = update(Need).where(Need.id == key)
    taken = taken.values(state="accepted", expert_id=ids["expert peng"], accepted_at=MONDAY)
    site.app.database.write(lambda work: work.session.execute(taken)).result()
    path = f"/ask/ask_others/{key}"
    assert path in desk.get(f"/needs/{key}")
    assert "谁在办 彭建业" in words(desk.get(path))
    assert "会发出去的话" in words(desk.post(path))
    assert count(site, Need, Need.id == key, Need.state == "accepted") == 1, "a look does nothing"
    assert "不再由原来的专家办" in _sure(desk, path)
    assert count(site, Need, Need.id == key, Need.state == "accepted") == 0
    at_desk(site, "far").get(path, 404)


def test_another_sites_form_is_turned_away(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    desk.client.headers["Sec-Fetch-Site"] = "cross-site"
    answer = desk.client.post("/console/do", data={"act": "later", "what": "need", "key": str(ids["need"])})
    assert answer.status_code == 403


def test_every_page_says_no_style_and_no_script_of_its_own(office: tuple[Site, dict[str, int]]) -> None:
    site, ids = office
    desk = at_desk(site, "lin")
    for path in ("", "/needs", "/more", f"/needs/{ids['need']}", f"/people/{ids['peng']}"):
        page = desk.get(path)
        assert " style=" not in page
        assert "<script>" not in page
        assert " onclick" not in page


def test_many_rows_are_previewed_done_and_taken_back_as_one(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    more_needs(site, ids["shop"], 7)
    desk = at_desk(site, "lin")
    answer = desk.client.post(
        "/console/bulk", data={"deed": "assign", "page": "needs", "query": "state=unanswered"}
    )
    path = answer.headers["location"].removeprefix("/console")
    page = words(desk.get(path))
    assert "6 件会办 ，2 件不动" in page, "an expert with three places is given three"
    assert "合适的人都排满了" in page
    assert count(site, Offer) == 0, "a preview does nothing"
    keys = re.findall(r'name="row" value="(\d+)"', desk.get(path))
    done = words(
        desk.client.post(
            f"/console{path}", data={"listed": keys, "row": keys[:2]}, follow_redirects=True
        ).text
    )
    assert "办完了：2 件办好" in done
    assert "您没有勾" in done
    assert count(site, Offer, Offer.state == "pending") == 2
    assert count(site, Outbox, Outbox.kind == "offer", Outbox.state == "queued") == 2
    assert "没有找到这一次批量" in at_desk(site, "he").client.get(f"/console{path}").text
    back = words(desk.post(f"{path}/undo"))
    assert "撤回了 2 件" in back
    assert count(site, Offer) == 0
    assert count(site, Outbox, Outbox.kind == "offer") == 0


def test_a_preview_of_many_says_who_is_asked_already(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    second = PEOPLE["peng"]
    actor = Actor("符永康", "expert", "440881", unit=second.unit, domains=("law",), certified=SINCE)
    site.app.database.write(lambda work: enter(work, actor, [("web", "fu")], site.app.rules, MONDAY)).result()
    form = {"deed": "assign", "scope": "queue:need"}
    path = desk.client.post("/console/bulk", data=form).headers["location"].removeprefix("/console")
    assert "已经请了" not in words(desk.get(path))
    desk.do(act="assign", need=str(ids["need"]), expert=str(ids["expert peng"]), back="/console")
    query = {"deed": "assign", "page": "needs", "query": "state=open,unanswered"}
    path = desk.client.post("/console/bulk", data=query).headers["location"].removeprefix("/console")
    page = words(desk.get(path))
    assert "派给符永康" in page
    assert "已经请了彭建业，还没答复" in page


def test_what_a_colleague_did_meanwhile_is_left_alone(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    answer = desk.client.post("/console/bulk", data={"deed": "assign", "scope": "queue:need"})
    path = answer.headers["location"].removeprefix("/console")
    at_desk(site, "he").do(
        act="assign", need=str(ids["need"]), expert=str(ids["expert peng"]), back="/console"
    )
    page = words(desk.post(path, row=str(ids["need"]), listed=str(ids["need"])))
    assert "办完了：0 件办好 ，1 件没动" in page
    assert "刚刚请过了，还没答复" in page
    assert count(site, Offer) == 1


def test_what_policy_refuses_of_one_row_leaves_the_others_alone(
    own: tuple[Site, dict[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, ids = own
    more_needs(site, ids["shop"], 2)
    desk, assign, back = at_desk(site, "lin"), acts.DEEDS["assign"], undo.ACTS["assign"]

    def refuses_the_first(talk: ConversationContext, fields: Mapping[str, str]) -> Said:
        if fields["need"] == str(ids["need"]):
            raise RefusedByPolicy("never", "这一件不行。")
        return assign(talk, fields)

    def refuses_all(*given: Any) -> None:
        raise RefusedByPolicy("never", "这一件不行。")

    monkeypatch.setitem(cast(dict[str, Any], acts.DEEDS), "assign", refuses_the_first)
    form = {"deed": "assign", "page": "needs", "query": "state=unanswered"}
    path = desk.client.post("/console/bulk", data=form).headers["location"].removeprefix("/console")
    keys = re.findall(r'name="row" value="(\d+)"', desk.get(path))
    answer = desk.client.post(f"/console{path}", data={"listed": keys, "row": keys}, follow_redirects=True)
    assert "办完了：2 件办好 ，1 件没成" in words(answer.text)
    monkeypatch.setitem(cast(dict[str, Any], undo.ACTS), "assign", refuses_all)
    assert "撤回了 0 件，2 件已经有了下文" in words(desk.post(f"{path}/undo"))
    monkeypatch.setitem(cast(dict[str, Any], undo.ACTS), "assign", back)
    assert count(site, Offer, Offer.state == "pending") == 2


def test_a_fault_in_a_run_is_logged_and_the_run_goes_on_by_its_button(
    own: tuple[Site, dict[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, ids = own
    desk, assign = at_desk(site, "lin"), acts.DEEDS["assign"]

    def breaks(talk: ConversationContext, fields: Mapping[str, str]) -> Said:
        raise ValueError

    monkeypatch.setitem(cast(dict[str, Any], acts.DEEDS), "assign", breaks)
    form = {"deed": "assign", "scope": "queue:need"}
    path = desk.client.post("/console/bulk", data=form).headers["location"].removeprefix("/console")
    row = {"row": str(ids["need"]), "listed": str(ids["need"])}
    with capture_logs() as logs:
        assert "接着办" in words(desk.post(path, **row))
    assert "bulk run broken off" in [one["event"] for one in logs]
    monkeypatch.setitem(cast(dict[str, Any], acts.DEEDS), "assign", assign)
    assert "办完了：1 件办好" in words(desk.post(path))


def test_more_than_can_be_done_at_once_is_said(
    own: tuple[Site, dict[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, ids = own
    more_needs(site, ids["shop"], 3)
    desk = at_desk(site, "lin")
    lists = (
        {"deed": "assign", "page": "needs", "query": "state=unanswered"},
        {"deed": "assign", "scope": "queue:need"},
    )
    for most, is_cut in ((4, False), (3, True)):
        monkeypatch.setattr(console_bulk, "MOST", most)
        for form in lists:
            page = words(desk.client.post("/console/bulk", data=form, follow_redirects=True).text)
            assert ("一次最多 3 件，先办前 3 件" in page) is is_cut, form
            assert f"共 {most} 件" in page


def test_a_preview_grows_old(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    answer = desk.client.post("/console/bulk", data={"deed": "assign", "scope": "queue:need"})
    path = answer.headers["location"].removeprefix("/console")
    site.clock.move(timedelta(minutes=16))
    assert "请再预览一次" in desk.post(path, row=str(ids["need"]), listed=str(ids["need"]))
    assert count(site, Offer) == 0


@pytest.mark.soak
def test_more_than_two_hundred_take_their_number_typed(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    more_needs(site, ids["shop"], 230)
    site.app.database.write(lambda work: work.session.execute(update(Expert).values(capacity=500))).result()
    desk = at_desk(site, "lin")
    answer = desk.client.post("/console/bulk", data={"deed": "assign", "page": "needs", "query": ""})
    path = answer.headers["location"].removeprefix("/console")
    assert "请打一遍：231" in words(desk.get(path))
    assert "请把这个数打出来" in desk.post(path)
    desk.post(path, number="231")
    for _ in range(60):
        if "办完了" in (page := words(desk.get(path))):
            break
        time.sleep(1)
    assert "办完了：231 件办好" in page


ROUTES = (
    "/needs/{need}",
    "/needs/{far need}",
    "/people/{peng}",
    "/people/{wei}",
    "/people/{shop}",
    "/people/{mill}",
    "/firms/{firm}",
    "/firms/{far firm}",
    "/decide/suspend/{title}",
    "/decide/suspend/{far title}",
    "/decide/revoke/{far title}",
    "/matter/suspended/{far title}",
    "/matter/application/1",
    "/applications/1",
    "/diaries/1",
    "/cases/1",
    "/activities/1",
    "/needs",
    "/needs?look=board",
    "/needs?place=130102",
    "/experts",
    "/experts?place=130000",
    "/firms",
    "/stations",
    "/applications",
    "/publicity",
    "/cases",
    "/diaries",
    "/activities",
    "/search?q=石家",
    "/search?q=建业",
    "/search?q=1234",
    "/undelivered",
    "/audit",
    "/figures",
    "",
    "/queue/need",
    "/years",
    "/notices",
    "/stories",
    "/stories/1",
    "/settings",
    "/settings/weight/wish",
    "/imports",
    "/imports/new",
    "/imports/1",
    "/people/{peng}/erase",
    "/people/{peng}/export",
    "/years/2025",
)
OF_HEBEI = ("卫石家", "石家庄律所", "13900001234", "1390000", "面粉厂")
OF_GUANGDONG = ("彭建业", "蓝屿", "13800005678", "周海燕", "应用技术学院")


def test_no_page_shows_a_row_from_outside_the_jurisdiction(office: tuple[Site, dict[str, int]]) -> None:
    site, ids = office
    known = _known(site, ids)

    @settings(max_examples=50, deadline=None)
    @given(st.sampled_from(ROUTES), st.sampled_from(sorted(OFFICERS)))
    def shows_none(route: str, who: str) -> None:
        answer = at_desk(site, who).client.get("/console" + route.format_map(known))
        assert answer.status_code in (200, 403, 404), route
        foreign = OF_GUANGDONG if who == "far" else OF_HEBEI
        asked = route.partition("q=")[2]
        shown = words(answer.text).replace(f"“{asked}”", "")
        assert not [one for one in foreign if one in shown], (route, who)
        if answer.status_code == 404:
            assert NOT_HERE in answer.text

    shows_none()


def _known(site: Site, ids: dict[str, int]) -> dict[str, int]:
    """Titles and firms beside the rest."""
    held = select(Qualification.holder_id, Qualification.id).where(Qualification.holder == "expert")
    with site.app.database.read() as connection:
        titles = {row[0]: row[1] for row in connection.execute(held)}
        firm_of = {row[0]: row[1] or 0 for row in connection.execute(select(Person.id, Person.enterprise_id))}
    return ids | {
        "title": titles[ids["expert peng"]],
        "far title": titles[ids["expert wei"]],
        "firm": firm_of[ids["shop"]],
        "far firm": firm_of[ids["mill"]],
    }


@pytest.mark.parametrize(
    "path",
    [
        "/needs/{}",
        "/people/{}",
        "/firms/{}",
        "/diaries/{}",
        "/cases/{}",
        "/matter/application/{}",
        "/applications/{}",
        "/decide/revoke/{}",
    ],
)
def test_what_is_not_there_and_what_is_not_ones_own_are_told_alike(
    office: tuple[Site, dict[str, int]], path: str
) -> None:
    site, ids = office
    desk = at_desk(site, "lin")
    theirs, nobodys = desk.get(path.format(ids["wei"]), 404), desk.get(path.format(999_999), 404)
    assert words(theirs) == words(nobodys)


@pytest.mark.parametrize(
    "path",
    [
        "/experts?look=board",
        "/firms?look=board",
        "/needs?until=9999-12-31",
        "/needs?since=0001-01-01",
        "/needs?since=9999-12-31&until=0001-01-01",
        "/diaries?until=9999-12-31&since=0001-01-01",
        "/needs?q=%00",
        "/needs?q=a%00b&place=44%00&x%00=1",
        "/search?q=%00",
        "/search?q=a%00b",
        "/search?q=%E5%BD%AD%00%E5%BB%BA",
        "/audit?subject=%00&person=%00&before=%C2%B2",
        "/people/%C2%B2",
        "/needs?q=%C2%B2&after=%C2%B2",
        "/bulk/%00",
        "/applications/%00",
        "/matter/%00/1",
        "/decide/%00/1",
        "/ask/close_need/%00",
        "/ask/assign_anyone/1?expert=%E5%BD%AD%00",
        "/ask/look_later/1?what=need%00&until=%00",
    ],
)
def test_an_odd_address_is_a_page_or_none_and_never_a_fault(
    office: tuple[Site, dict[str, int]], strict: tuple[Site, dict[str, int]], path: str
) -> None:
    for site, _ in (office, strict):
        assert at_desk(site, "lin").client.get("/console" + path).status_code in (200, 403, 404), path


def test_the_board_is_for_lists_of_states_alone(office: tuple[Site, dict[str, int]]) -> None:
    site, _ = office
    desk = at_desk(site, "lin")
    assert "蓝屿水产食品有限公司" in desk.get("/firms?look=board")
    assert 'class="board"' in desk.get("/needs?look=board")


def test_days_beyond_all_days_bound_nothing(office: tuple[Site, dict[str, int]]) -> None:
    site, _ = office
    assert TEXT[:10] in at_desk(site, "lin").get("/needs?since=0001-01-01&until=9999-12-31")


@pytest.mark.parametrize("back", ["//[", "http://[::1", "/console]//["])
def test_an_address_that_is_none_leads_home(office: tuple[Site, dict[str, int]], back: str) -> None:
    site, ids = office
    assert 'value="/console"' in site.client().get("/staff/", params={"back": back}).text
    form = {"act": "later", "what": "task", "key": str(ids["need"]), "back": back}
    answer = at_desk(site, "lin").client.post("/console/do", data=form)
    assert answer.headers["location"] == "/console"


def test_a_form_that_lacks_what_it_is_about_says_so(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    path = f"/ask/look_later/{ids['need']}"
    assert "请从待办里再点一次" in words(desk.get(path, 403))
    assert "请从待办里再点一次" in words(desk.post(path, until="明天"))
    assert "再列给您" in words(desk.post(path, what="need", until="明天"))


@pytest.mark.parametrize("where", ["own", "strict"])
def test_nuls_are_dropped_from_what_is_written(where: str, request: pytest.FixtureRequest) -> None:
    site, ids = request.getfixturevalue(where)
    desk = at_desk(site, "lin")
    desk.post(f"/people/{ids['peng']}/say", reply="下周三\0有沙龙", back="/console\0")
    assert "下周三有沙龙" in words(desk.get(f"/people/{ids['peng']}"))
    desk.post("/views", page="needs", query="q=a%00b", name="廉\0江", back="/console/needs")
    assert "我的：廉江" in words(desk.get("/needs"))


def test_a_tick_that_is_no_number_is_none(own: tuple[Site, dict[str, int]]) -> None:
    site, _ = own
    desk = at_desk(site, "lin")
    answer = desk.client.post("/console/bulk", data={"deed": "assign", "scope": "queue:need"})
    path = answer.headers["location"].removeprefix("/console")
    assert "办完了：1 件办好" in words(desk.post(path, row="²", listed="²"))


def test_a_form_about_what_is_elsewhere_is_not_shown(office: tuple[Site, dict[str, int]]) -> None:
    site, ids = office
    desk = at_desk(site, "lin")
    for name in ("close_need", "cannot_serve", "ask_wider", "assign_anyone"):
        page = words(desk.get(f"/ask/{name}/{ids['far need']}", 403))
        assert "不在您的辖区内" in page, name
        assert "面粉厂" not in page
        assert "卫石家" not in page


def test_acts_on_what_is_elsewhere_are_refused(office: tuple[Site, dict[str, int]]) -> None:
    site, ids = office
    desk: Desk = at_desk(site, "lin")
    far = str(ids["far need"])
    assert "不在您的辖区内" in desk.do(act="assign", need=far, expert=str(ids["expert wei"]), back="/console")
    assert "不在您的辖区内" in desk.do(act="later", what="need", key=far, back="/console")
    assert "不在您的辖区内" in desk.post(f"/ask/close_need/{far}", reason="停业", back="/console")
    assert count(site, Need, Need.id == ids["far need"], Need.state == "unanswered") == 1
