"""Codes that let somebody in at a station, or agree for a firm that was visited: once, in time, for who they are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor
from bot.devtools.opened import open_app
from handlers.message import Incoming
from storage.tables import Audit, Need, StationClerk, VisitNeed
from tests import newest
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive

HEAD = Actor("陈站长", "station", "440803", unit="霞山产业园工作站", certified=date(2026, 1, 1))
VISITED = "走访需求：湛江金叶食品有限公司被税务局查账，要补税，13800138001"
_numbers = count()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    app = open_app(newest.sqlite(tmp_path / "desk.db"), clock=StoppedClock(MONDAY))
    for actor in (HEAD, Actor("小林", "guest"), Actor("小何", "guest")):
        arrive(app, actor)
    yield app
    app.close()


def says(app: App, who: str, *texts: str) -> str:
    """What is answered to the last of these."""
    said = ""
    for text in texts:
        message = Incoming("web", who, f"{who} {next(_numbers)}", text)
        said = "\n".join(one.plain() for one in app.inbound.receive(message).result().replies)
    return said


def _code(said: str) -> str:
    found = re.search(r"[0-9a-f]{32}", said)
    assert found, said
    return found[0]


def _invited(app: App, role: str) -> str:
    return _code(says(app, "陈站长", "邀请经办人", role))


def _roles(app: App) -> list[str]:
    with app.database.read() as connection:
        return list(connection.execute(select(StationClerk.role).order_by(StationClerk.id)).scalars())


def test_a_code_makes_one_person_what_it_says_and_serves_once(app: App) -> None:
    code = _invited(app, "经办人")
    assert "您现在是霞山产业园工作站的经办人" in says(app, "小林", f"绑定 {code}", "同意")
    assert "用过了" in says(app, "小何", f"绑定 {code}", "同意")
    assert "只看" in says(app, "小何", f"绑定 {_invited(app, '只看')}")
    assert _roles(app) == ["clerk", "viewer"]


def test_a_code_is_good_for_a_day_and_for_who_is_of_no_station(app: App) -> None:
    late = _invited(app, "经办人")
    assert isinstance(app.clock, StoppedClock)
    app.clock.move(timedelta(hours=25))
    assert "过期了" in says(app, "小林", f"绑定 {late}", "同意")
    says(app, "小林", f"绑定 {_invited(app, '经办人')}")
    assert "一个账号只在一个站" in says(app, "小林", f"绑定 {_invited(app, '只看')}")
    assert "一个账号只在一个站" in says(app, "陈站长", f"绑定 {_invited(app, '只看')}")


def test_who_did_what_is_in_the_audit_under_their_own_name(app: App) -> None:
    says(app, "小林", f"绑定 {_invited(app, '经办人')}", "同意")
    assert "已记录" in says(app, "小林", "昨天给三家企业讲了两小时劳动合同", "确认")
    with app.database.read() as connection:
        clerk = connection.execute(select(StationClerk.person_id)).scalar_one()
        wrote = connection.execute(select(Audit.person_id).where(Audit.deed == "record_diary")).scalar_one()
    assert wrote == clerk


def test_a_firm_that_is_not_here_agrees_by_the_code_and_nobody_can_for_it(app: App) -> None:
    code = _code(says(app, "陈站长", VISITED, "先问企业", "确认"))
    assert "不能替企业同意" in says(app, "陈站长", code)
    assert "被税务局查账" in says(app, "小林", code, "同意")
    with app.database.read() as connection:
        assert connection.execute(select(Need.id)).first() is None
    assert "1 号需求" in says(app, "小林", "同意，请专家")
    assert "已经答复过了" in says(app, "小何", code, "同意")
    with app.database.read() as connection:
        kept = connection.execute(select(Need.text)).scalar_one()
    assert "13800138001" in kept


def test_a_firm_that_left_no_number_is_told_who_is_called(app: App) -> None:
    code = _code(
        says(app, "陈站长", "走访需求：湛江金叶食品有限公司被税务局查账，要补税", "先问企业", "确认")
    )
    said = says(app, "小林", code, "同意", "同意，请专家")
    assert "专家会先联系霞山产业园工作站" in said
    assert "登记的电话" not in said


def test_what_is_refused_or_lapses_is_gone(app: App) -> None:
    code = _code(says(app, "陈站长", VISITED, "先问企业", "确认"))
    assert "已经删了" in says(app, "小林", code, "同意", "先不用")
    says(app, "陈站长", VISITED, "先问企业", "确认")
    assert isinstance(app.clock, StoppedClock)
    app.clock.move(timedelta(days=31))
    app.clockwork.tick()
    with app.database.read() as connection:
        rows = connection.execute(
            select(VisitNeed.state, VisitNeed.text, VisitNeed.phone).order_by(VisitNeed.id)
        )
        assert [tuple(row) for row in rows] == [("refused", "", ""), ("lapsed", "", "")]
        assert connection.execute(select(Need.id)).first() is None
