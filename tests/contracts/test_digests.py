"""Digests on both kinds of database: all that waits in a jurisdiction, nothing from outside, each act once."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image
from sqlalchemy import select

from actions.access import actor_of
from actions.reports.digests import in_need_of_a_hand
from actions.reports.month import PICTURES_KEPT
from bot.app import App
from bot.channels.web.adapter import WebChat
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor
from bot.gateways.pages import PageGateway
from handlers.message import Incoming
from programme.jurisdiction import covers
from storage.queries.people.speakers import by_person
from storage.tables import (
    Application,
    Case,
    Enterprise,
    File,
    FormalWarning,
    Need,
    Outbox,
    Person,
    Qualification,
    Renewal,
)
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import arrive, rows, say

REGIONS = ("440802", "440803", "440300", "130102", "110101")
OFFICES = ("440802", "440800", "440000", "000000", "130100", "310000")
EVERYTHING = {
    "need": 1,
    "application": 1,
    "objection": 1,
    "complaint": 1,
    "warning": 1,
    "silent": 2,
    "renewal": 1,
    "ending": 1,
    "year": 3,
    "letters": 1,
}
"""How many of each kind wait in each region."""
STEPS = {"application", "warning", "renewal", "year"}
"""Those that a pack gives to one level: the country's, once somebody of it is there; until then to the highest."""


def _trouble(work: UnitOfWork, app: App, region: str, where: dict[tuple[str, int], str]) -> None:
    """One of everything that can need a hand, in this region."""
    now, today = app.clock.now(), app.clock.now().date()
    held = list(work.session.scalars(select(Qualification).order_by(Qualification.id.desc()).limit(3)))
    for one in held:
        one.silent_since = today - timedelta(days=175)
    held[0].until = today + timedelta(days=20)
    held[1].until = today + timedelta(days=40)
    owner = work.session.scalars(select(Person).order_by(Person.id.desc())).first()
    firm = work.session.scalars(select(Enterprise).where(Enterprise.region == region)).one()
    assert owner
    need = Need(
        person_id=owner.id, enterprise_id=firm.id, text="欠款", domain="law", also=[], region=region, urgent=False,
        focus=[], state="unanswered", created_at=now,
    )  # fmt: skip
    application = Application(
        person_id=owner.id, kind="expert", pack="national-2023", name="何工", region=region, domains=[], answers={},
        papers=[], state="submitted", submitted_at=now,
    )  # fmt: skip
    cases = [
        Case(kind=kind, person_id=owner.id, against="何工", region=region, text="收费", filed_at=now)
        for kind in ("objection", "complaint")
    ]
    warning = FormalWarning(qualification_id=held[2].id, silent_since=held[2].silent_since, due_on=today)
    renewal = Renewal(qualification_id=held[1].id, until=held[1].until, asked_at=now)
    letter = Outbox(person_id=owner.id, kind="rate", facts={}, state="dead", due_at=now, created_at=now)
    work.session.add_all([need, application, *cases, warning, renewal, letter])
    work.session.flush()
    found: list[tuple[str, Any]] = [
        ("need", need),
        ("application", application),
        *zip(("objection", "complaint"), cases, strict=True),
    ]
    found += [("warning", warning), ("renewal", renewal), ("ending", held[0])]
    found += [("silent", one) for one in held[:2]]
    found += [("year", one) for one in held]
    where |= {(what, row.id): region for what, row in found}


def _populate(app: App) -> dict[tuple[str, int], str]:
    where: dict[tuple[str, int], str] = {}
    long_ago = date(2025, 1, 1)
    for region in REGIONS:
        for number in range(2):
            arrive(app, Actor(f"专家{region}{number}", "expert", region, certified=long_ago))
        arrive(app, Actor(f"站长{region}", "station", region, unit=f"工作站{region}", certified=long_ago))
        arrive(app, Actor(f"老板{region}", "enterprise", region, enterprise=f"工厂{region}"))
        app.database.write(lambda work, region=region: _trouble(work, app, region, where)).result()  # type: ignore[misc]  # a default binds the loop's value
    return where


def test_all_that_waits_in_a_jurisdiction_and_nothing_from_outside(app: App) -> None:
    where = _populate(app)
    for office in OFFICES:
        person = arrive(app, Actor(f"干部{office}", "staff", jurisdiction=office))

        def looked(work: UnitOfWork, person: int = person) -> dict[str, list[int]]:
            actor = actor_of(by_person(work, person))
            found = in_need_of_a_hand(work, actor, app.clock.now(), 100)
            assert all(one.count == len(one.rows) for one in found.values())
            return {what: [row.id for row in one.rows] for what, one in found.items() if what != "letters"}

        seen = {(what, key) for what, keys in app.database.write(looked).result().items() for key in keys}
        mine = EVERYTHING.keys() - (STEPS if office in OFFICES[4:] else set())
        inside = {key for key, region in where.items() if covers(office, region) and key[0] in mine}
        assert seen == inside, office
        counted: dict[str, int] = defaultdict(int)
        for what, _ in inside:
            counted[what] += 1
        regions = sum(covers(office, region) for region in REGIONS)
        assert counted == {
            what: n * regions for what, n in EVERYTHING.items() if regions and what in mine - {"letters"}
        }


def test_a_long_digest_is_cut_and_turned_page_by_page(app: App) -> None:
    _populate(app)
    arrive(app, Actor("小赵", "staff", jurisdiction="440000"))
    first = say(app, "小赵", "日报")
    assert "1. 1 号需求无人应答" in first
    assert "8. " in first
    assert "9. " not in first
    assert "还有 29 条。" in first
    second = say(app, "小赵", "看后面的")
    assert "还有 21 条。" in second
    assert not set(first.splitlines()[1:9]) & set(second.splitlines()[1:9])


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_tap_acts_once_and_only_in_the_own_jurisdiction(app: App) -> None:
    _populate(app)
    arrive(app, Actor("小赵", "staff", jurisdiction="440802"))
    arrive(app, Actor("小孙", "staff", jurisdiction="310000"))
    assert "提醒 专家4408021" in str(shown(app, "小赵", "日报"))
    (token,) = {token for label, token in shown(app, "小赵", "日报") if label == "提醒 专家4408021"}
    assert "不在您的辖区内" in tap(app, "小孙", token)
    assert [tap(app, "小赵", token)[:3] for _ in range(3)] == ["已提醒", "专家4", "专家4"]
    assert rows(app, Outbox, Outbox.kind == "nudge") == 1
    (letters,) = {token for label, token in shown(app, "小赵", "看后面的") if label == "看没送到的"}
    assert "送不到的消息 1 条" in tap(app, "小赵", letters)
    (again,) = {token for label, token in shown(app, "小赵", "死信") if label.startswith("再发")}
    assert "已重新排队" in tap(app, "小赵", again)


def test_all_near_a_warning_are_reminded_once_and_nobody_outside(app: App) -> None:
    _populate(app)
    arrive(app, Actor("小赵", "staff", jurisdiction="440802"))
    assert "全部提醒（2 位）" in str(shown(app, "小赵", "日报"))
    assert say(app, "小赵", "全部提醒", "one").startswith("已提醒 2 位：")
    assert say(app, "小赵", "全部提醒", "two").startswith("今天都提醒过了，不重复打扰：")
    assert rows(app, Outbox, Outbox.kind == "nudge") == 2


def _eleven_more(work: UnitOfWork) -> None:
    """Needs like the one of the place that nobody answered."""
    one = work.session.scalars(select(Need).where(Need.region == "440802")).one()
    columns = [column.name for column in Need.__table__.columns if column.name != "id"]
    like = {name: getattr(one, name) for name in columns}
    work.session.add_all(Need(**like) for _ in range(11))


def test_the_list_of_what_to_do_counts_beyond_what_it_shows(app: App) -> None:
    _populate(app)
    arrive(app, Actor("小赵", "staff", jurisdiction="440802"))
    app.database.write(_eleven_more).result()
    seen = say(app, "小赵", "待办")
    assert "无人应答的需求 12 条" in seen
    assert seen.count("工厂440802") == 10
    assert "另有 2 条。" in seen


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_month_s_picture_is_its_reader_s_own_and_kept_for_a_season(app: App, clock: StoppedClock) -> None:
    arrive(app, Actor("李律师", "expert", "440802", domains=("law",), certified=date(2026, 1, 1)))
    for name, office in (("小赵", "440800"), ("小孙", "130000")):
        arrive(app, Actor(name, "staff", jurisdiction=office))
    for text in ("昨天在赤坎给3家企业讲了两个小时合同", "确认"):
        say(app, "李律师", text)
    for name in ("小赵", "小孙"):
        say(app, name, "周报")
    png = asyncio.run(_picture(app, "小赵"))
    with Image.open(BytesIO(png)) as image:
        assert (image.format, image.width) == ("PNG", 900)
    assert rows(app, File) == 1
    clock.move(PICTURES_KEPT)
    app.clockwork.tick()
    assert rows(app, File) == 1
    clock.move(timedelta(days=1))
    app.clockwork.tick()
    assert rows(app, File) == 0


async def _picture(app: App, slot: str) -> bytes:
    desk = WebChat(PageGateway(app.inbound))
    (entry,) = [entry for entry in await desk.entries(slot, -1) if entry.reply.files]
    (file,) = entry.reply.files
    found = await desk.file(slot, file.key)
    assert found
    assert await desk.file("小孙", file.key) is None
    return found[0]


def shown(app: App, name: str, text: str) -> list[tuple[str, str]]:
    """The choices under the answer."""
    receipt = app.inbound.receive(Incoming("web", name, uuid4().hex, text)).result()
    return [(choice.label, choice.token) for reply in receipt.replies for choice in reply.choices]


def tap(app: App, name: str, token: str) -> str:
    receipt = app.inbound.receive(Incoming("web", name, uuid4().hex, choice=token)).result()
    return "\n".join(reply.plain() for reply in receipt.replies)
