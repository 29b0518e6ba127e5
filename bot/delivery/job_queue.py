"""Delivery by several processes on PostgreSQL: jobs of procrastinate, enqueued in the transaction that caused them.

A job names a person and no message: whoever takes it looks into the outbox, under the lock of that person.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from procrastinate import App, SyncPsycopgConnector
from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, Engine, text

from storage.unit_of_work import UnitOfWork

QUEUE = "yiqi"
TASK = "deliver"
SCHEMA_LOCK = 0x79697169
STALLED = timedelta(seconds=10)
"""Without a heartbeat for so long a worker is taken to be dead, and its jobs are given to others."""
_OVERDUE = text(
    """
    SELECT DISTINCT person_id FROM outbox
    WHERE state IN ('queued', 'retry', 'sending') AND due_at <= :now AND NOT EXISTS (
        SELECT FROM procrastinate_jobs
        WHERE lock = 'person:' || person_id AND status IN ('todo', 'doing') AND COALESCE(scheduled_at, now()) <= now()
    )
    LIMIT 1000
    """
)
_LIVE_WORKERS = text("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - :stalled")


class JobQueue:
    """`bot.delivery.schedule.DeliveryScheduler` for an application whose messages workers deliver."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._app = App(connector=SyncPsycopgConnector())

    def open(self) -> None:
        """Make procrastinate's tables where they are missing; of several processes that start at once, one does."""
        with self._engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": SCHEMA_LOCK})
            if connection.execute(text("SELECT to_regclass('procrastinate_jobs')")).scalar() is None:
                connection.connection.cursor().execute(SchemaManager.get_schema().encode())

    def announce(self, work: UnitOfWork) -> None:
        self.enqueue(work.connection, work.pending_delivery)

    def deliver_now(self) -> None:
        """Nothing is delivered here: the workers do."""

    def enqueue(self, connection: Connection, waiting: Iterable[tuple[int, datetime]]) -> None:
        """A job for each of these people and moments, from then on, in the transaction of this connection."""
        own = connection.connection.driver_connection
        for person_id, moment in waiting:
            job = self._app.configure_task(
                TASK, queue=QUEUE, lock=f"person:{person_id}", schedule_at=moment, connection=own
            )
            job.defer(person_id=person_id)

    def enqueue_overdue(self, work: UnitOfWork, now: datetime) -> None:
        """Jobs for those whose message is due though no job is: its lease is over, or it came from another database."""
        people = work.connection.execute(_OVERDUE, {"now": now}).scalars().all()
        self.enqueue(work.connection, [(person_id, now) for person_id in people])


def live_workers(connection: Connection) -> int:
    """How many processes deliver now, at least one."""
    counted = connection.execute(_LIVE_WORKERS, {"stalled": STALLED}).scalar_one()
    return max(1, int(counted))


def conninfo(engine: Engine) -> str:
    """The address of an engine's database, as psycopg takes it."""
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
