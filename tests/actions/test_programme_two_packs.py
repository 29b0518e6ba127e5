"""A record's own pack decides, in the talk as in the deed: the centre works under another one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

import programme.packs
from actions.applications import apply as applications
from actions.applications import review as reviews
from actions.applications.apply import Filing
from bot.app import App
from bot.channels.terminal.adapter import Terminal
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from bot.devtools.replay.expectations import seen
from programme.packs import RulePack, load_pack
from storage.queries.people.speakers import by_person
from storage.tables import Application, Case, FormalWarning, Person, StaffDecision
from storage.unit_of_work import UnitOfWork
from tests import newest

NATIONAL = Path(programme.packs.__file__).parent / "national-2023.toml"
HEBEI, GUANGDONG = load_pack("hebei-2020"), load_pack("guangdong-2023")
EXPERT = Actor("周教授", "expert", "440802", domains=("technology",), certified=date(2026, 1, 1))
STATION = Actor("园区站", "station", "440802", certified=date(2026, 1, 1))
STAFF = Actor("小赵", "staff", jurisdiction="440000")
APPLICANT = Actor("何工", "enterprise", "440802")


@pytest.fixture
def app(tmp_path: Path, clock: StoppedClock) -> Iterator[App]:
    """A centre under the national pack."""
    made = open_app(newest.sqlite(tmp_path / "yiqi.db"), "national-2023", clock)
    yield made
    made.close()


@pytest.fixture
def quick(tmp_path: Path) -> RulePack:
    """A pack that warns after three months and rests on documents of its own."""
    text = NATIONAL.read_text("utf-8").replace('id = "national-2023"', 'id = "quick-2026"')
    text = text.replace('after = "6 months"', 'after = "3 months"').replace("N23", "QX")
    file = tmp_path / "quick-2026.toml"
    file.write_text(text, "utf-8")
    return load_pack(file)


def put(app: App, actor: Actor, rules: RulePack) -> int:
    """Somebody of this pack, who writes from an account of their name."""
    accounts = [("terminal", actor.name)]
    person: int = app.database.write(
        lambda work: enter(work, actor, accounts, rules, app.clock.now())
    ).result()
    return person


def asked(app: App, text: str, actor: Actor = STAFF) -> str:
    """What somebody is answered."""
    return seen(list(Terminal(app.inbound, actor.name).say(text).replies))


def kept(app: App, column: object) -> list[object]:
    """What stands in a column now."""
    with app.database.read() as connection:
        return list(connection.execute(select(column)).scalars())  # type: ignore[call-overload]  # a column


def apply(app: App, rules: RulePack, kind: str, state: str, region: str = "440802") -> None:
    """An application under this pack that has come so far."""

    def filed(work: UnitOfWork) -> None:
        applicant = by_person(work, enter(work, APPLICANT, [("terminal", "何工")], rules, app.clock.now()))
        filing = Filing("station" if kind == "station" else "expert", "海东园区", region, "何工")
        key = applications.apply(work, applicant, filing, rules, app.clock.now())
        work.session.get_one(Application, key).state = state

    app.database.write(filed).result()


def test_the_grounds_of_a_revocation_are_those_of_the_title(app: App) -> None:
    put(app, EXPERT, HEBEI)
    put(app, STAFF, app.rules)
    app.database.write(_found_true).result()
    said = asked(app, "取消资格 周教授 收了企业的钱")
    assert "《河北省中小企业志愿服务工作手册》没有写什么情况取消志愿专家资格" in said
    assert "N23" not in said
    assert "不能取消" in asked(app, "确认")
    assert kept(app, StaffDecision.ground) == []


def _found_true(work: UnitOfWork) -> None:
    """A complaint about a fee, which was upheld."""
    by = work.session.scalars(select(Person.id).order_by(Person.id.desc())).first()
    case = Case(
        kind="complaint", about="fee", against="周教授", person_id=by, region="440802", text="收了五百块"
    )
    case.state, case.filed_at = "upheld", datetime.fromisoformat("2026-02-27T09:00+08:00")
    work.session.add(case)


def test_a_warning_rests_on_the_span_of_the_title(app: App, clock: StoppedClock, quick: RulePack) -> None:
    put(app, EXPERT, quick)
    put(app, STAFF, app.rules)
    clock.at = clock.at.replace(month=4, day=2)
    app.clockwork.tick()
    said = asked(app, "暂不警告 周教授 本人住院")
    assert "》第五部分：从1月1日起满 3 个月没有活动和日记" in said
    asked(app, "确认")
    assert kept(app, FormalWarning.state) == ["withheld"]


def test_a_level_that_the_centre_s_pack_lacks_is_reviewed_by_the_application_s(app: App) -> None:
    apply(app, GUANGDONG, "station", "city_review")
    put(app, STAFF, app.rules)
    said = asked(app, "退回 海东园区 缺场地证明")
    assert "《广东省中小企业志愿服务工作站管理办法（征求意见稿）》第五条（二）" in said
    asked(app, "确认")
    assert kept(app, Application.state) == ["returned"]


def test_a_level_is_passed_on_by_the_application_s_pack(app: App) -> None:
    apply(app, GUANGDONG, "station", "city_review")
    put(app, STAFF, app.rules)
    asked(app, "通过 海东园区")
    asked(app, "确认")
    assert kept(app, Application.state) == ["provincial_review"]


def test_an_objection_rests_on_the_publicity_of_the_application(tmp_path: Path, clock: StoppedClock) -> None:
    """The centre's own pack knows no publicity at all."""
    app = open_app(newest.sqlite(tmp_path / "yiqi.db"), "hebei-2020", clock)
    apply(app, GUANGDONG, "station", "provincial_review")
    staff = put(app, STAFF, app.rules)

    def publish(work: UnitOfWork) -> None:
        reviews.review(work, by_person(work, staff), 1, "pass", "", app.rules, app.clock.now())

    app.database.write(publish).result()
    put(app, Actor("林老板", "enterprise", "440802", enterprise="海鲜厂"), app.rules)
    for line in ("异议", "海东园区", "他们去年没有办过活动，材料不实", "确认"):
        asked(app, line, Actor("林老板", "enterprise"))
    assert kept(app, Case.kind) == ["objection"]
    said = asked(app, "异议不成立 海东园区 已核实")
    assert "《广东省中小企业志愿服务工作站管理办法（征求意见稿）》第五条（三）" in said
    asked(app, "确认")
    assert kept(app, Case.state) == ["dismissed"]
    app.close()


def test_progress_is_told_under_the_title_that_is_held(app: App) -> None:
    put(app, EXPERT, HEBEI)
    put(app, STATION, GUANGDONG)
    assert "文件未定年度指标" in asked(app, "我的进度", EXPERT)
    assert "0/2 场" in asked(app, "我的进度", STATION)


def test_papers_of_another_pack_can_be_handed_in(app: App) -> None:
    apply(app, GUANGDONG, "station", "submitted")
    assert "加密保存" in asked(app, "补材料", APPLICANT)
    assert "请拍材料发来" in asked(app, "同意", APPLICANT)
