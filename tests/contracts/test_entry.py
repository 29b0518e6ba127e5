"""One-time links into the web chat, and what ends a session of staff, on every kind of database."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.app import App
from bot.channels.web.adapter import WebChat
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.gateways.pages import PageGateway
from handlers.engine.context import ReaderOptions
from handlers.message import Incoming
from tests.contracts.crowd import lawyer, rows, tables
from web.ports import Denied

OFFICER = Actor("小赵", "staff", jurisdiction="440800", staff_roles=("reviewer", "operator", "admin"))
COLLEAGUE = Actor("小钱", "staff", jurisdiction="440802")
SITE = "https://yiqi.example.cn"
LINK = re.compile(rf"{SITE}/enter/([0-9a-f]{{32}})")


class Door:
    """The application from two sides: a vendor's chat, and the pages."""

    def __init__(self, app: App) -> None:
        self.app, self.count = app, 0
        self.inbound = replace(app.inbound, options=ReaderOptions(site=SITE))
        self.desk = WebChat(PageGateway(self.inbound))

    def arrive(self, actor: Actor) -> int:
        where, now = [("telegram", actor.name)], self.app.clock.now()
        return self.app.database.write(lambda work: enter(work, actor, where, self.app.rules, now)).result()

    def say(self, who: str, text: str, channel: str = "telegram") -> str:
        self.count += 1
        incoming = Incoming(channel, who, f"{channel}:{who}:{self.count}", text)
        return "\n".join(reply.plain() for reply in self.inbound.receive(incoming).result().replies)

    def link(self, who: str) -> str:
        found = LINK.search(self.say(who, "网页登录"))
        assert found
        return found[1]

    def enter(self, link: str, slot: str) -> None:
        asyncio.run(self.desk.enter(link, slot, f"secret of {slot}"))

    def admits(self, slot: str) -> bool:
        return asyncio.run(self.desk.admits(slot, f"secret of {slot}"))


@pytest.fixture
def door(app: App) -> Door:
    return Door(app)


def test_a_link_leads_to_whoever_asked_for_it_and_once(door: Door) -> None:
    expert = door.arrive(lawyer("李律师"))
    link = door.link("李律师")
    door.enter(link, "first")
    assert door.admits("first")
    assert asyncio.run(door.desk.me("first")).name == "李律师"
    with door.app.database.read() as connection:
        whose = select(tables.Account.person_id).where(tables.Account.external_id == "first")
        assert connection.execute(whose).scalar_one() == expert
    with pytest.raises(Denied, match="用过或过期"):
        door.enter(link, "second")
    assert not door.admits("second")


def test_a_link_is_good_for_five_minutes_and_until_the_next(door: Door, clock: StoppedClock) -> None:
    door.arrive(lawyer("李律师"))
    earlier = door.link("李律师")
    newer = door.link("李律师")
    for over in (earlier, "0" * 32, ""):
        with pytest.raises(Denied):
            door.enter(over, "early")
    clock.move(timedelta(minutes=5))
    with pytest.raises(Denied):
        door.enter(newer, "late")


def test_no_link_stands_in_the_database(door: Door) -> None:
    door.arrive(lawyer("李律师"))
    link = door.link("李律师")
    with door.app.database.read() as connection:
        assert link not in str(connection.execute(select(tables.EntryLink)).one())


def test_a_session_of_staff_ends_after_twelve_hours(door: Door, clock: StoppedClock) -> None:
    door.arrive(OFFICER)
    door.arrive(lawyer("李律师"))
    door.enter(door.link("小赵"), "desk")
    door.enter(door.link("李律师"), "home")
    clock.move(timedelta(hours=12))
    assert (door.admits("desk"), door.admits("home")) == (False, True)
    door.app.clockwork.slice().result()
    with door.app.database.read() as connection:
        kept = select(tables.Account.secret_hash, tables.Account.ends_at)
        assert connection.execute(kept.where(tables.Account.external_id == "desk")).one() == (None, None)


def test_a_page_gives_nobody_another_session(door: Door) -> None:
    door.arrive(OFFICER)
    door.enter(door.link("小赵"), "desk")
    links = rows(door.app, tables.EntryLink)
    assert "已经在网页里" in door.say("desk", "网页登录", "web")
    assert rows(door.app, tables.EntryLink) == links


def test_a_removed_colleagues_session_ends_at_once(door: Door) -> None:
    door.arrive(OFFICER)
    door.arrive(COLLEAGUE)
    door.enter(door.link("小钱"), "desk")
    assert door.admits("desk")
    door.say("小赵", "移除工作人员")
    door.say("小赵", "小钱")
    assert "小钱" in door.say("小赵", "确认")
    assert rows(door.app, tables.Staff) == 1
    assert not door.admits("desk")


def test_without_a_site_no_link_is_given(door: Door) -> None:
    door.arrive(OFFICER)
    door.inbound = door.app.inbound
    assert "还没有设网页的地址" in door.say("小赵", "网页登录")
    assert rows(door.app, tables.EntryLink) == 0
