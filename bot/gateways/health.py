"""How the process is: whether it takes messages, and in figures (`web.ports.Health`)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.log import errors
from bot.runtime.inbound import ANSWERED, FAILED, REFUSED, TAKEN, Inbound
from bot.runtime.tally import Labels, Metric, exposition
from bot.runtime.writer import NotTaken
from storage.queries.delivery.backlog import Waiting, by_state_and_channel, overdue_seconds
from storage.unit_of_work import UnitOfWork

PATIENCE = 3.0
"""Seconds within which a database that works has answered."""
SILENT = "数据库没有回答 / the database does not answer"
REFUSES = "数据库不收 / the database refuses"
COUNTED = (
    (TAKEN, "Messages that were kept, redeliveries too"),
    (ANSWERED, "Messages that were kept and have an answer"),
    (REFUSED, "Messages that were not kept, by reason"),
    (FAILED, "Messages that met an error and were apologised for"),
)


def _own_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "health")


@dataclass(frozen=True, slots=True)
class HealthGateway:
    """Asks the database by the way that a message goes.

    Figures are read on a thread of their own: they wait behind no page that is being drawn, and a database that never
    answers keeps this one thread, however often it is asked.
    """

    inbound: Inbound
    _reading: ThreadPoolExecutor = field(default_factory=_own_thread)

    async def fault(self) -> str:
        """Why no message would be taken now; empty where one would be, be it after those that are being taken."""
        database = self.inbound.database
        before = database.commits
        asked = database.write(_asked, "readyz")
        try:
            await asyncio.wait_for(asyncio.wrap_future(asked), PATIENCE)
        except TimeoutError:
            return SILENT if database.commits == before else ""
        except NotTaken:
            return REFUSES
        return ""

    async def figures(self) -> str:
        """Prometheus' text; of a database that does not answer, that it does not, and what the process knows by itself."""
        reading = asyncio.get_running_loop().run_in_executor(self._reading, self._backlog)
        try:
            waiting = [*self._waiting(*await asyncio.wait_for(reading, PATIENCE))]
        except (SQLAlchemyError, TimeoutError):
            waiting = []
        return exposition([*self._counted(), *self._of_database(bool(waiting)), *waiting])

    def _backlog(self) -> tuple[list[Waiting], float]:
        now: datetime = self.inbound.clock.now()
        with self.inbound.database.read() as connection:
            return by_state_and_channel(connection), overdue_seconds(connection, now)

    def _counted(self) -> Iterator[Metric]:
        for name, about in COUNTED:
            yield Metric(name, "counter", about, self.inbound.tally.of(name))
        yield Metric("yiqi_errors_total", "counter", "Errors in the log", {(): errors()})

    def _of_database(self, answers: bool) -> Iterator[Metric]:
        yield Metric(
            "yiqi_database_answers", "gauge", "1 where it could be read in time, else 0", {(): answers}
        )
        queue = self.inbound.database.queued
        yield Metric("yiqi_writer_queue_jobs", "gauge", "Jobs that wait for the database", {(): queue})

    def _waiting(self, outbox: list[Waiting], overdue: float) -> Iterator[Metric]:
        counts: dict[Labels, float] = {
            (("channel", row.channel), ("state", row.state)): row.count for row in outbox
        }
        yield Metric("yiqi_outbox_messages", "gauge", "Messages of the outbox not done with", counts)
        yield Metric("yiqi_outbox_overdue_seconds", "gauge", "Age of the oldest that is due", {(): overdue})


def _asked(work: UnitOfWork) -> None:
    work.connection.execute(text("SELECT 1"))
