"""Delivery by several processes on PostgreSQL: jobs of procrastinate, enqueued in the transaction that caused them.

A job names a person and no message: whoever takes it looks into the outbox, under the lock of that person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine, text

from bot.delivery.due import Errand
from storage.unit_of_work import UnitOfWork

QUEUE = "yiqi"
NEWS = "yiqi_news"
SCHEMA_LOCK = 0x79697169
_ENQUEUE = text(
    """
    SELECT procrastinate_defer_jobs_v1(array_agg(ROW(
        :queue, 'deliver', 0, 'person:' || person, NULL, jsonb_build_object('person_id', person), at
    )::procrastinate_job_to_defer_v1))
    FROM unnest(CAST(:people AS bigint[]), CAST(:moments AS timestamptz[])) AS waiting (person, at)
    """
)
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


class Jobs:
    """`bot.delivery.schedule.Dispatch` for a house whose messages workers deliver."""

    ready = False

    def told(self, work: UnitOfWork) -> None:
        enqueue(work.connection, work.pending_delivery)

    def carry(self, errands: Sequence[Errand]) -> None:
        raise AssertionError("only a worker leases here")

    def news(self, work: UnitOfWork, person_id: int) -> None:
        work.connection.execute(
            text("SELECT pg_notify(:name, :person)"), {"name": NEWS, "person": str(person_id)}
        )


def enqueue(connection: Connection, told: Mapping[int, datetime]) -> None:
    """A job for each of these people, from its moment on."""
    values = {"queue": QUEUE, "people": list(told), "moments": list(told.values())}
    connection.execute(_ENQUEUE, values)


def enqueue_overdue(work: UnitOfWork, now: datetime) -> None:
    """Jobs for those whose message is due though no job is: its lease is over, or it came from another database."""
    people = work.connection.execute(_OVERDUE, {"now": now}).scalars().all()
    if people:
        enqueue(work.connection, dict.fromkeys(people, now))


def prepare(engine: Engine) -> None:
    """Make procrastinate's tables where they are missing; of several processes that start at once, one does."""
    from procrastinate.schema import SchemaManager

    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": SCHEMA_LOCK})
        if connection.execute(text("SELECT to_regclass('procrastinate_jobs')")).scalar() is None:
            connection.connection.cursor().execute(SchemaManager.get_schema().encode())


def conninfo(engine: Engine) -> str:
    """The address of an engine's database, as psycopg takes it."""
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
