"""The sample world holds together, whenever it is built, and gives every visitor something to do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Select, select, text

from bot.channels.web.adapter import WebChat
from bot.clock import SHANGHAI, StoppedClock
from bot.devtools.opened import open_app
from bot.devtools.sample_world import build
from bot.devtools.sample_world import sample_data as sheets
from bot.gateways.pages import PageGateway
from handlers.message import Incoming
from language.domains import DOMAINS
from language.needs import read_need
from storage.encryption.columns import BlindIndex
from storage.tables.base import Base
from web.ports import Entry

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=SHANGHAI)
NEW_YEARS_NIGHT = datetime(2027, 1, 1, 1, 30, tzinfo=SHANGHAI)
TABLES = ("person", "need", "offer", "diary", "rating", "audit", "outbox", "inbox", "dialogue", "account")


class Built:
    """A world that was built once, to be looked at."""

    def __init__(self, folder: Path, at: datetime) -> None:
        self.app = open_app(f"sqlite:///{folder / 'demo.db'}", clock=StoppedClock(at))
        self.visitors = build(self.app)
        self.desk = WebChat(PageGateway(self.app.inbound), self.visitors)

    def rows(self, query: str) -> Sequence[Any]:
        with self.app.database.read() as connection:
            return connection.execute(text(query)).all()

    def number(self, query: str) -> int:
        return int(self.rows(query)[0][0])

    def chat(self, slot: str) -> list[Entry]:
        return asyncio.run(self.desk.entries(slot, -1))

    def everything(self) -> dict[str, Sequence[Any]]:
        """All that is kept, opened; an index by which a telephone is found is bytes of each world's own key, a salt is by lot."""
        with self.app.database.read() as connection:
            return {name: connection.execute(_opened(name)).all() for name in TABLES}


def _opened(name: str) -> Select[Any]:
    table = Base.metadata.tables[name]
    kept = (column.is_not(None) if _by_lot(column) else column for column in table.columns)
    return select(*kept).order_by(*table.primary_key)


def _by_lot(column: Column[Any]) -> bool:
    return isinstance(column.type, BlindIndex) or column.name == "salt"


@pytest.fixture(scope="module", params=[NOON, NEW_YEARS_NIGHT], ids=["noon", "new-years-night"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The world, by day and at a moment when everybody sleeps."""
    built = Built(tmp_path_factory.mktemp("demo"), request.param)
    yield built
    built.app.close()


def test_it_is_a_prefecture_with_half_a_year_behind_it(world: Built) -> None:
    count = {table: world.number(f"SELECT count(*) FROM {table}") for table in ("expert", "station", "staff")}
    assert count == {"expert": 40, "station": 10, "staff": 3}
    assert world.number("SELECT count(*) FROM enterprise") == 30
    assert 90 <= world.number("SELECT count(*) FROM need") <= 180
    assert 270 <= world.number("SELECT count(*) FROM diary") <= 420


def test_loads_are_the_services_under_way(world: Built) -> None:
    wrong = """SELECT e.id FROM expert e WHERE e.load > e.capacity OR e.load <>
        (SELECT count(*) FROM need n WHERE n.expert_id = e.id AND n.state = 'accepted')"""
    assert world.rows(wrong) == []


def test_states_agree_with_their_records(world: Built) -> None:
    rated = "SELECT id FROM need WHERE state = 'rated' ORDER BY id"
    assert world.rows(rated) == world.rows("SELECT need_id FROM rating ORDER BY need_id")
    served = "SELECT id FROM need WHERE state IN ('served', 'rated') ORDER BY id"
    assert world.rows(served) == world.rows("SELECT need_id FROM diary WHERE need_id > 0 ORDER BY need_id")
    accepted = """SELECT n.id FROM need n JOIN offer o ON o.need_id = n.id AND o.state = 'accepted'
        WHERE n.expert_id <> o.expert_id OR n.state = 'open'"""
    assert world.rows(accepted) == []


def test_every_deed_left_its_trace(world: Built) -> None:
    for deed, table in (("post_need", "need"), ("record_diary", "diary"), ("rate_service", "rating")):
        noted = world.number(f"SELECT count(*) FROM audit WHERE deed = '{deed}'")
        assert noted == world.number(f"SELECT count(*) FROM {table}")


def test_no_old_notice_waits_and_each_that_was_sent_has_words(world: Built) -> None:
    assert world.rows("SELECT id FROM outbox WHERE state NOT IN ('sent', 'dropped')") == []
    assert world.rows("SELECT id FROM outbox WHERE state = 'sent' AND (shown IS NULL OR seq IS NULL)") == []
    assert (
        world.rows("SELECT person_id, seq FROM outbox WHERE seq > 0 GROUP BY 1, 2 HAVING count(*) > 1") == []
    )


def test_nothing_happens_after_now(world: Built) -> None:
    now = world.app.clock.now().astimezone(tz=None).timestamp()
    assert world.rows(f"SELECT at FROM audit WHERE unixepoch(at) > {now}") == []


def test_every_visitors_chat_opens_and_is_short(world: Built) -> None:
    for visitor in world.visitors:
        assert asyncio.run(world.desk.admits(visitor.slot, visitor.secret))
        assert len(world.chat(visitor.slot)) <= 8


def test_every_role_has_something_to_do_at_once(world: Built) -> None:
    def shown(slot: str) -> str:
        return "\n".join(entry.reply.plain() for entry in world.chat(slot))

    assert "满意度怎么样" in shown("lanyu")
    assert "陈慧敏" in shown("lanyu")
    assert "接单成功" in shown("chen")
    assert "新需求，急" in shown("huang")
    assert "新需求：" in shown("wu")
    assert "已记录" in shown("fuhua")
    assert "想借一楼路演厅" in shown("fuhua")
    assert "想来您站里" in shown("fuhua")
    assert shown("linjing").count("无人应答，") == 2
    assert shown("tan").count("无人应答，") == 1
    assert not shown("newcomer")


@pytest.mark.parametrize(
    "world", [NOON, pytest.param(NEW_YEARS_NIGHT, marks=pytest.mark.soak)], indirect=True
)
def test_the_same_clock_gives_the_same_world(world: Built, tmp_path: Path) -> None:
    """What is by lot comes from a seed whatever the hour, so `make soak` alone makes the other world again."""
    again = Built(tmp_path, world.app.clock.now())
    try:
        assert again.everything() == world.everything()
    finally:
        again.app.close()


def test_needs_are_filed_as_they_are_read() -> None:
    """By the terms alone: what a person sees asked back does not hang on an extra."""
    wishes = sheets.wishes()
    read = [read_need(wish.text, "440800", deep=False).domain for wish in wishes]
    agreed = sum(wish.domain == domain for wish, domain in zip(wishes, read, strict=True))
    assert agreed / len(wishes) > 0.8


def test_the_sheets_hold_together() -> None:
    fields = {wish.domain for wish in sheets.wishes()}
    assert fields <= {deed.domain for deed in sheets.deeds() if deed.for_one} <= set(DOMAINS)
    assert fields <= {domain for expert in sheets.experts() for domain in expert.domains}
    assert {firm.trade for firm in sheets.firms()} <= {wish.trade for wish in sheets.wishes()}
    names = [row.name for row in sheets.experts()] + [row.name for row in sheets.stations()]
    names += [row.name for row in sheets.firms()] + [row.name for row in sheets.officers()]
    assert len(names) == len(set(names))


def test_firm_and_expert_have_agreed_to_meet(world: Built) -> None:
    assert world.number("SELECT count(*) FROM appointment WHERE state = 'agreed'") == 1
    ahead = "SELECT count(*) FROM appointment JOIN outbox ON outbox.kind = 'meeting_answered'"
    assert world.number(f"{ahead} WHERE outbox.state = 'sent'") == 1


def test_a_firm_that_was_visited_has_not_answered_yet(world: Built) -> None:
    assert world.number("SELECT count(*) FROM visit_need WHERE state = 'asked'") == 1


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("本站专家", ("本站专家 3 位", "陈慧敏：", "还有 1 位没答复")),
        ("站里的人", ("潘晓琳，负责人", "罗海萍，经办人", "冯小龙，只看")),
        ("看服务月", ("一起益企服务月", "只算法律法规、财税管理")),
    ],
)
def test_a_station_finds_its_year_at_once(world: Built, said: str, heard: tuple[str, ...]) -> None:
    """The last test of this file: what is asked here becomes a part of the world."""
    message = Incoming("web", "fuhua", f"asks {said}", said)
    shown = "\n".join(one.plain() for one in world.app.inbound.receive(message).result().replies)
    assert [piece for piece in heard if piece not in shown] == [], shown
