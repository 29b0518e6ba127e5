"""What a worker was at when it died is given to others, even where the next tick waits behind it already."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

import pytest
from procrastinate import App as Jobs
from procrastinate import PsycopgConnector
from sqlalchemy import text

from bot.app import App
from bot.delivery.job_queue import conninfo
from bot.delivery.worker import free_stalled
from bot.devtools.opened import open_app
from storage.unit_of_work import UnitOfWork

DEAD = """
    INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute');
    INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, status, worker_id)
    SELECT 'yiqi', task, lock, queueing_lock, 'doing', max(id) FROM procrastinate_workers,
    (VALUES ('tick', 'tick', 'tick'), ('deliver', 'person:1', NULL)) AS held (task, lock, queueing_lock)
    GROUP BY task, lock, queueing_lock;
"""
NEXT = """
    INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock)
    VALUES ('yiqi', 'tick', 'tick', 'tick')
"""


@pytest.fixture
def on_postgresql(postgres: Callable[..., str]) -> Iterator[App]:
    app = open_app(postgres(), by_workers=True)
    yield app
    app.close()


@pytest.mark.parametrize("waiting", [False, True], ids=["nothing waits", "the next tick waits"])
def test_what_the_dead_held_is_free_and_nothing_waits_for_ever(on_postgresql: App, waiting: bool) -> None:
    def prepare(work: UnitOfWork) -> None:
        for statement in (DEAD + (NEXT if waiting else "")).split(";"):
            if statement.strip():
                work.connection.execute(text(statement))

    on_postgresql.database.write(prepare).result()
    asyncio.run(_freed(on_postgresql))
    with on_postgresql.database.read() as connection:
        left = connection.execute(text("SELECT task_name, status FROM procrastinate_jobs ORDER BY 1")).all()
    assert [tuple(row) for row in left] == [("deliver", "todo"), ("tick", "todo")]


async def _freed(app: App) -> None:
    jobs = Jobs(connector=PsycopgConnector(conninfo=conninfo(app.database.engine)))
    async with jobs.open_async():
        await free_stalled(jobs)
