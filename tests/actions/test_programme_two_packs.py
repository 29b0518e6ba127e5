"""A record's own pack decides, in the talk as in the deed: the centre works under another one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

import programme.packs
from actions.applications import apply as applications
from actions.applications import review as reviews
from actions.applications.apply import Filing
from bot.app import House
from bot.cast import Actor, enter
from bot.channels.terminal import Terminal
from bot.clock import StoppedClock
from bot.expectations import seen
from programme.packs import RulePack, load_pack
from storage.queries.people.speakers import by_person
from storage.tables import Application, Case, FormalWarning, Qualification
from storage.unit_of_work import UnitOfWork
from tests import newest

NATIONAL = Path(programme.packs.__file__).parent / "national-2023.toml"
HEBEI, GUANGDONG = load_pack("hebei-2020"), load_pack("guangdong-2023")
EXPERT = Actor("周教授", "expert", "440802", domains=("technology",), certified=date(2026, 1, 1))
STATION = Actor("园区站", "station", "440802", certified=date(2026, 1, 1))
STAFF = Actor("小赵", "staff", jurisdiction="440000")
APPLICANT = Actor("何工", "enterprise", "440802")


@pytest.fixture
def house(tmp_path: Path, clock: StoppedClock) -> Iterator[House]:
    """A centre under the national pack."""
    made = House(newest.sqlite(tmp_path / "yiqi.db"), "national-2023", clock)
    yield made
    made.close()


@pytest.fixture
def quick(tmp_path: Path) -> RulePack:
    """A pack that warns after three months and rests on documents of its own."""
    text = NATIONAL.read_text("utf-8").replace('id = "national-2023"', 'id = "quick-2026"')
    text = text.replace("months = 6", "months = 3").replace("N23", "QX")
    file = tmp_path / "quick-2026.toml"
    file.write_text(text, "utf-8")
    return load_pack(file)


def put(house: House, actor: Actor, rules: RulePack) -> int:
    """Somebody of this pack, who writes from an account of their name."""
    accounts = [("terminal", actor.name)]
    person: int = house.write(lambda work: enter(work, actor, accounts, rules, house.now())).result()
    return person


def asked(house: House, text: str, actor: Actor = STAFF) -> str:
    """What somebody is answered."""
    return seen(list(Terminal(house, actor.name).say(text).replies))


def kept(house: House, column: object) -> list[object]:
    """What stands in a column now."""
    with house.reader.connect() as connection:
        return list(connection.execute(select(column)).scalars())  # type: ignore[call-overload]  # a column


def apply(house: House, rules: RulePack, kind: str, state: str, region: str = "440802") -> None:
    """An application under this pack that has come so far."""

    def filed(work: UnitOfWork) -> None:
        applicant = by_person(work, enter(work, APPLICANT, [("terminal", "何工")], rules, house.now()))
        filing = Filing("station" if kind == "station" else "expert", "海东园区", region, "何工")
        key = applications.apply(work, applicant, filing, rules, house.now())
        work.session.get_one(Application, key).state = state

    house.write(filed).result()


def test_the_grounds_of_a_revocation_are_those_of_the_title(house: House) -> None:
    put(house, EXPERT, HEBEI)
    put(house, STAFF, house.rules)
    said = asked(house, "取消资格 周教授 收了企业的钱")
    assert "HB 九（二）" in said
    assert "N23" not in said
    asked(house, "确认")
    assert kept(house, Qualification.state) == ["revoked"]


def test_a_warning_rests_on_the_span_of_the_title(house: House, clock: StoppedClock, quick: RulePack) -> None:
    put(house, EXPERT, quick)
    put(house, STAFF, house.rules)
    clock.at = clock.at.replace(month=4, day=2)
    house.tick()
    said = asked(house, "暂不警告 周教授 本人住院")
    assert "QX 五：自 2026-01-01 起满 3 个月没有活动和日记" in said
    asked(house, "确认")
    assert kept(house, FormalWarning.state) == ["withheld"]


def test_a_level_that_the_centre_s_pack_lacks_is_reviewed_by_the_application_s(house: House) -> None:
    apply(house, GUANGDONG, "station", "city_review")
    put(house, STAFF, house.rules)
    said = asked(house, "退回 海东园区 缺场地证明")
    assert "GD 第五条（二）" in said
    asked(house, "确认")
    assert kept(house, Application.state) == ["returned"]


def test_a_level_is_passed_on_by_the_application_s_pack(house: House) -> None:
    apply(house, GUANGDONG, "station", "city_review")
    put(house, STAFF, house.rules)
    asked(house, "通过 海东园区")
    asked(house, "确认")
    assert kept(house, Application.state) == ["provincial_review"]


def test_an_objection_rests_on_the_publicity_of_the_application(tmp_path: Path, clock: StoppedClock) -> None:
    """The centre's own pack knows no publicity at all."""
    house = House(newest.sqlite(tmp_path / "yiqi.db"), "hebei-2020", clock)
    apply(house, GUANGDONG, "station", "provincial_review")
    staff = put(house, STAFF, house.rules)

    def publish(work: UnitOfWork) -> None:
        reviews.review(work, by_person(work, staff), 1, "pass", "", house.rules, house.now())

    house.write(publish).result()
    put(house, Actor("林老板", "enterprise", "440802", enterprise="海鲜厂"), house.rules)
    for line in ("异议", "海东园区", "他们去年没有办过活动，材料不实", "确认"):
        asked(house, line, Actor("林老板", "enterprise"))
    assert kept(house, Case.kind) == ["objection"]
    said = asked(house, "异议不成立 海东园区 已核实")
    assert "GD 第五条（三）" in said
    asked(house, "确认")
    assert kept(house, Case.state) == ["dismissed"]
    house.close()


def test_progress_is_told_under_the_title_that_is_held(house: House) -> None:
    put(house, EXPERT, HEBEI)
    put(house, STATION, GUANGDONG)
    assert "文件未定年度指标" in asked(house, "我的进度", EXPERT)
    assert "0/2 场" in asked(house, "我的进度", STATION)


def test_papers_of_another_pack_can_be_handed_in(house: House) -> None:
    apply(house, GUANGDONG, "station", "submitted")
    assert "请把材料拍照发来" in asked(house, "补材料", APPLICANT)
