"""How the process is: whether it takes messages, and in figures (`web.ports.Health`)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.log import errors
from bot.runtime.inbound import ANSWERED, FAILED, REFUSED, TAKEN, Inbound
from bot.runtime.tally import Labels, Metric, exposition
from bot.runtime.writer import NotTaken
from storage.queries.delivery.backlog import Waiting, by_state_and_channel, overdue_seconds
from storage.unit_of_work import UnitOfWork
from web.ports import Unavailable

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


@dataclass(frozen=True, slots=True)
class HealthGateway:
    """Asks the database by the way that a message goes."""

    inbound: Inbound

    async def fault(self) -> str:
        """Why no message would be taken now; empty where one would be."""
        asked = self.inbound.database.write(_asked, "readyz")
        try:
            await asyncio.wait_for(asyncio.wrap_future(asked), PATIENCE)
        except TimeoutError:
            return SILENT
        except NotTaken:
            return REFUSES
        return ""

    async def figures(self) -> str:
        """Prometheus' text; raises `Unavailable` where the database cannot be asked."""
        try:
            backlog = await asyncio.wait_for(asyncio.to_thread(self._backlog), PATIENCE)
        except (DBAPIError, TimeoutError) as error:
            raise Unavailable from error
        return exposition([*self._counted(), *self._waiting(*backlog)])

    def _backlog(self) -> tuple[list[Waiting], float]:
        now: datetime = self.inbound.clock.now()
        with self.inbound.database.read() as connection:
            return by_state_and_channel(connection), overdue_seconds(connection, now)

    def _counted(self) -> Iterator[Metric]:
        for name, about in COUNTED:
            yield Metric(name, "counter", about, self.inbound.tally.of(name))
        yield Metric("yiqi_errors_total", "counter", "Errors in the log", {(): errors()})

    def _waiting(self, outbox: list[Waiting], overdue: float) -> Iterator[Metric]:
        counts: dict[Labels, float] = {
            (("channel", row.channel), ("state", row.state)): row.count for row in outbox
        }
        queue = self.inbound.database.queued
        yield Metric("yiqi_outbox_messages", "gauge", "Messages of the outbox not done with", counts)
        yield Metric("yiqi_outbox_overdue_seconds", "gauge", "Age of the oldest that is due", {(): overdue})
        yield Metric("yiqi_writer_queue_jobs", "gauge", "Jobs that wait for the database", {(): queue})


def _asked(work: UnitOfWork) -> None:
    work.connection.execute(text("SELECT 1"))
