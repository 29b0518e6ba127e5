"""Each worker on PostgreSQL knows how many deliver, and all of them together keep to a vendor's limits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select, text

from bot.app import App
from bot.background import working
from bot.clock import SystemClock
from bot.delivery.job_queue import live_workers
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from handlers.message import Reply
from storage.tables import Account, Outbox
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import rows, tables
from tests.contracts.vendor import QUICK, Vendor, until

PER_SECOND = 8.0
PEOPLE = 24


class Timed(Vendor):
    """A vendor that notes when each message arrives."""

    def __init__(self, times: list[datetime]) -> None:
        super().__init__("telegram", replace(QUICK, per_second=PER_SECOND, per_person=1e9))
        self._times = times

    async def send(self, account: str, reply: Reply, key: str) -> str:
        sent = await super().send(account, reply, key)
        self._times.append(SystemClock().now())
        return sent


def workers(app: App) -> int:
    with app.database.read() as connection:
        return live_workers(connection)


def queue_answers(app: App) -> None:
    """An answer to each of a crowd, all due now."""

    def queue(work: UnitOfWork) -> None:
        now = app.clock.now()
        for number in range(PEOPLE):
            firm = Actor(f"老板{number}", "enterprise", "440802", enterprise=f"第{number}食品厂")
            person = enter(work, firm, [("telegram", str(number))], app.rules, now)
            account = work.session.scalars(select(Account).where(Account.person_id == person)).one()
            shown = Reply("已收到").to_json()
            work.session.add(
                Outbox(
                    person_id=person,
                    account_id=account.id,
                    kind="answer",
                    facts={},
                    shown=shown,
                    state="queued",
                    due_at=now,
                    created_at=now,
                )
            )
            work.request_delivery(person, now)

    app.database.write(queue).result()


def test_two_workers_send_no_faster_than_one_may(postgres: Callable[[], str]) -> None:
    database, times = postgres(), list[datetime]()
    apps = [
        open_app(database, clock=SystemClock(), channels=[Timed(times)], by_workers=True) for _ in range(2)
    ]
    assert workers(apps[0]) == 1, "nobody delivers yet, and whoever asks counts as one"

    async def play() -> None:
        async with working(apps[0]), working(apps[1]):
            await until(lambda: workers(apps[0]) == 2)
            queue_answers(apps[0])
            await until(lambda: rows(apps[0], Outbox, tables.Outbox.state == "sent") == PEOPLE, 60)

    asyncio.run(play())
    for app in apps:
        app.close()
    times.sort()
    busiest = max(sum(start <= at < start + timedelta(seconds=1) for at in times) for start in times)
    assert busiest <= 2 * PER_SECOND + 2, "the burst of a second, and what the rate gives in it"
    assert times[-1] - times[0] > timedelta(seconds=PEOPLE / PER_SECOND - 2)


def test_a_worker_without_heartbeat_does_not_count(postgres: Callable[[], str]) -> None:
    app = open_app(postgres(), by_workers=True)
    with app.database.engine.begin() as connection:
        beat = text(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => :age))"
        )
        connection.execute(beat, [{"age": 1}, {"age": 2}, {"age": 60}])
    assert workers(app) == 2
    app.close()
