"""Who has blocked every way is not waited for: the next is asked, whoever relies on it hears, and a word of theirs opens it again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from storage.queries.delivery.reach import out_of_reach
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.contracts.crowd import FIRM, NEED, lawyer, rows, tables
from tests.contracts.vendor import Vendor, at_work, blocked, until

Open = Callable[[Vendor], App]
STAFF = Actor("小梁", "staff", jurisdiction="440800")


@pytest.fixture(params=["sqlite", "postgres", "workers"])
def opened(request: pytest.FixtureRequest, tmp_path: Path, clock: StoppedClock) -> Iterator[Open]:
    """An application with this vendor on each engine."""
    apps: list[App] = []
    on_sqlite = request.param == "sqlite"
    database = newest.sqlite(tmp_path / "yiqi.db") if on_sqlite else request.getfixturevalue("postgres")()

    def made(vendor: Vendor) -> App:
        workers = request.param == "workers"
        apps.append(open_app(database, clock=clock, channels=[vendor], by_workers=workers))
        return apps[-1]

    yield made
    for app in apps:
        app.close()


def arrive(app: App, *actors: Actor) -> list[int]:
    """Enter each with one account on the vendor's channel."""

    def entered(work: UnitOfWork) -> list[int]:
        now = app.clock.now()
        return [enter(work, one, [("telegram", one.name)], app.rules, now) for one in actors]

    return app.database.write(entered).result()


def play(app: App, vendor: Vendor, *lines: tuple[str, str]) -> None:
    """Each says their line; then everything goes out that can."""

    async def played() -> None:
        async with at_work(app):
            for number, (who, text) in enumerate(lines):
                key = f"{who}:{number}:{text}:{app.clock.now()}"
                await asyncio.wrap_future(app.inbound.receive(vendor.incoming(who, text, key)))
            await until(lambda: _settled(app))

    asyncio.run(played())


def _settled(app: App) -> bool:
    due = tables.Outbox.state.in_(("queued", "retry", "sending")) & (tables.Outbox.due_at <= app.clock.now())
    return rows(app, tables.Outbox, due | (tables.Outbox.state == "sending")) == 0


def is_lost(app: App, person: int) -> bool:
    return app.database.write(lambda work: bool(out_of_reach(work, [person]))).result()


def offers(app: App) -> list[str]:
    with app.database.read() as connection:
        return list(connection.execute(select(tables.Offer.state).order_by(tables.Offer.id)).scalars())


def heard(vendor: Vendor, who: str) -> str:
    return "\n".join(vendor.arrived[who])


def test_an_offer_that_nobody_can_be_shown_goes_on_at_once(opened: Open) -> None:
    vendor = Vendor()
    app = opened(vendor)
    _, first, second = arrive(app, FIRM, lawyer("林律师"), replace(lawyer("邓律师"), region="440803"))
    vendor.troubles["林律师"] = [blocked()]
    play(app, vendor, ("张厂长", NEED), ("张厂长", "确认"))
    assert offers(app) == ["unreached", "pending"]
    assert "新需求" in heard(vendor, "邓律师")
    assert "前一位专家暂时联系不上，已另请" in heard(vendor, "张厂长")
    assert (is_lost(app, first), is_lost(app, second)) == (True, False)


def test_whoever_is_out_of_reach_is_not_asked_until_they_write(opened: Open, clock: StoppedClock) -> None:
    vendor = Vendor()
    app = opened(vendor)
    _, expert = arrive(app, FIRM, lawyer("林律师"))
    vendor.troubles["林律师"] = [blocked()]
    play(app, vendor, ("张厂长", NEED), ("张厂长", "确认"))
    assert "已交给服务中心" in heard(vendor, "张厂长")
    clock.at += timedelta(hours=1)
    play(app, vendor, ("张厂长", "出口退税怎么办，合同上写错了品名，想请律师看看"), ("张厂长", "确认"))
    assert offers(app) == ["unreached"]
    clock.at += timedelta(hours=1)
    play(app, vendor, ("林律师", "你好"))
    assert not is_lost(app, expert)
    play(app, vendor, ("林律师", "接受 1 号"), ("林律师", "接受"))
    assert "accepted" in offers(app)


def test_whoever_assigned_hears_that_it_came_back_and_once(opened: Open, clock: StoppedClock) -> None:
    vendor = Vendor()
    app = opened(vendor)
    arrive(app, FIRM, lawyer("林律师"), STAFF)
    play(app, vendor, ("林律师", "我出差，到下个月底都不接单"), ("林律师", "确认"))
    play(app, vendor, ("张厂长", NEED), ("张厂长", "确认"), ("林律师", "我回来了"), ("林律师", "确认"))
    vendor.troubles["林律师"] = [blocked()]
    play(app, vendor, ("小梁", "指派 1 林律师"), ("小梁", "确认"))
    told = heard(vendor, "小梁")
    assert "已请林律师接 1 号需求，通知已发出，送不到会告诉您" in told
    assert told.count("暂时联系不上林律师，1 号需求要另外安排") == 1
    clock.at += timedelta(minutes=5)
    play(app, vendor, ("小梁", "指派 1 林律师"))
    assert "暂时联系不上，请的消息没送到" in heard(vendor, "小梁")


def test_what_gets_through_opens_the_way_again(opened: Open, clock: StoppedClock) -> None:
    vendor = Vendor()
    app = opened(vendor)
    _, expert = arrive(app, FIRM, lawyer("林律师"))
    play(app, vendor, ("张厂长", NEED), ("张厂长", "确认"), ("林律师", "接受"))
    vendor.troubles["林律师"] = [blocked()]
    clock.at += timedelta(minutes=5)
    play(app, vendor, ("张厂长", "补充一下，货款一共三十万"), ("张厂长", "确认"))
    assert "林律师，补充的话：没送到，暂时联系不上" in heard(vendor, "张厂长")
    assert is_lost(app, expert)
    clock.at += timedelta(minutes=5)
    play(app, vendor, ("张厂长", "撤回需求"), ("张厂长", "确认"))
    assert "已取消 1 号需求。暂时联系不上林律师" in heard(vendor, "张厂长")
    assert "已经撤回" in heard(vendor, "林律师")
    assert not is_lost(app, expert)
