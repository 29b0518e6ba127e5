"""Invited by name to apply: the code opens the form with what staff knew, once, for a fortnight; staff see who answered."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.app import App
from bot.channels.terminal.adapter import Terminal
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor, enter
from storage.tables import ApplicantInvitation, SystemEntry

STAFF = Actor("小赵", "staff", jurisdiction="440800")


def say(app: App, who: str, text: str) -> str:
    return "\n".join(reply.plain() for reply in Terminal(app.inbound, who, "web").say(text).replies)


@pytest.fixture
def code(app: App) -> str:
    """The code of an invitation to 李明达."""
    app.database.write(
        lambda work: enter(work, STAFF, [("web", "小赵")], app.rules, app.clock.now())
    ).result()
    say(app, "小赵", "邀请李明达申请专家，湛江海隅律师事务所，手机13800001234")
    found = re.search(r"[0-9a-f]{32}", say(app, "小赵", "确认"))
    assert found
    return found[0]


def test_who_is_invited_says_only_what_is_not_known(app: App, code: str) -> None:
    greeted = say(app, "李", f"绑定 {code}") + say(app, "李", "同意")
    assert "李明达，您好，服务中心请您申请志愿专家" in greeted
    card = say(app, "李", "本科，服务企业6年，擅长法律")
    for known in ("李明达", "湛江海隅律师事务所", "138", "湛江"):
        assert known in card
    assert "已提交" in say(app, "李", "确认")
    assert "1 位有回音" in (told := say(app, "小赵", "邀请名单"))
    assert "李明达：申请了志愿专家，已提交" in told


def test_a_code_serves_once(app: App, code: str) -> None:
    say(app, "李", f"绑定 {code}")
    say(app, "李", "同意")
    assert "打开过，还没交" in say(app, "小赵", "邀请名单")
    assert "邀请码用过了" in say(app, "王", f"绑定 {code}") + say(app, "王", "同意")


def test_a_code_ends_after_a_fortnight_and_with_the_next(app: App, clock: StoppedClock, code: str) -> None:
    say(app, "小赵", "邀请李明达申请专家")
    say(app, "小赵", "确认")
    assert "邀请码过期了" in say(app, "李", f"绑定 {code}") + say(app, "李", "同意")
    clock.move(timedelta(days=14))
    assert say(app, "小赵", "邀请名单").count("过期了，没有回音") == 2


def test_neither_code_nor_telephone_is_kept_once_it_is_used(app: App, code: str) -> None:
    say(app, "李", f"绑定 {code}")
    say(app, "李", "同意")
    with app.database.read() as connection:
        one = connection.execute(select(ApplicantInvitation.__table__)).mappings().one()
    assert code not in str(dict(one))
    assert one["phone"] is None


def test_of_an_invitation_that_nobody_used_only_its_day_is_kept(
    app: App, clock: StoppedClock, code: str
) -> None:
    told = ("name", "unit", "phone")

    def kept() -> dict[str, object]:
        with app.database.read() as connection:
            one = connection.execute(select(ApplicantInvitation.__table__)).mappings().one()
        return {column: one[column] for column in told}

    clock.move(timedelta(days=13))
    app.clockwork.tick()
    assert kept()["name"] == "李明达"
    clock.move(timedelta(days=2))
    app.clockwork.tick()
    assert kept() == {"name": "", "unit": "", "phone": None}
    assert "（名字已删）：3月2日邀请的，过期了，没有回音" in say(app, "小赵", "邀请名单")
    assert "邀请码过期了" in say(app, "李", f"绑定 {code}") + say(app, "李", "同意")


def test_who_used_an_invitation_keeps_their_name(app: App, clock: StoppedClock, code: str) -> None:
    say(app, "李", f"绑定 {code}")
    say(app, "李", "同意")
    clock.move(timedelta(days=30))
    app.clockwork.tick()
    assert "李明达：打开过" in say(app, "小赵", "邀请名单")


def test_a_number_of_the_system_takes_the_place_of_an_older_one(app: App, code: str) -> None:
    lawyer = Actor("周律师", "expert", "440802", domains=("law",), certified=date(2026, 1, 5))
    app.database.write(
        lambda work: enter(work, lawyer, [("web", "周律师")], app.rules, app.clock.now())
    ).result()
    say(app, "小赵", "登记周律师系统编号 440800123456")
    say(app, "周律师", "我的志愿者编号是 440800654321")
    with app.database.read() as connection:
        assert list(connection.execute(select(SystemEntry.number)).scalars()) == ["440800654321"]
