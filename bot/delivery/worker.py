"""`yiqi worker`: procrastinate runs ticks and delivery, in as many processes as there are."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import structlog
from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Status
from psycopg import OperationalError

from bot.delivery.delivery import Delivery
from bot.delivery.job_queue import QUEUE, STALLED, TASK, JobQueue, conninfo
from bot.delivery.send import Sender
from bot.runtime.clockwork import Clockwork
from bot.runtime.writer import NotTaken

AT_ONCE = 20
"""People to whom one process delivers at the same time."""
HEARTBEAT = 3.0
SWEEP = "* * * * * */5"
DATABASE_WAIT = 1.0
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Worker:
    """What one process does of the shared jobs: deliver, tick, and free the jobs of workers that died."""

    delivery: Delivery
    clockwork: Clockwork
    jobs: JobQueue
    sender: Sender
    tick_seconds: int

    async def run(self) -> None:
        """Work until cancelled; a database that is away is waited for."""
        app = self.make_app()
        while True:
            try:
                async with app.open_async():
                    await self._enqueue_overdue()
                    await app.run_worker_async(
                        queues=[QUEUE],
                        concurrency=AT_ONCE,
                        delete_jobs="successful",
                        install_signal_handlers=False,
                        update_heartbeat_interval=HEARTBEAT,
                        stalled_worker_timeout=STALLED.total_seconds(),
                    )
            except (ConnectorException, OperationalError, NotTaken) as error:
                log.error("worker without database", error=repr(error))
                await asyncio.sleep(DATABASE_WAIT)

    def make_app(self) -> App:
        """The tasks. The sweep has no lock: it is what frees the locks of the dead."""
        app = App(connector=PsycopgConnector(conninfo=conninfo(self.delivery.database.engine)))

        @app.task(name=TASK, queue=QUEUE, retry=RetryStrategy(wait=5))
        async def deliver(person_id: int) -> None:
            while messages := (await asyncio.wrap_future(self.delivery.round(person_id))).messages:
                for message in messages:
                    await self.sender.send_one(message)

        @app.periodic(cron=cron(self.tick_seconds))
        @app.task(name="tick", queue=QUEUE, lock="tick", queueing_lock="tick")
        async def tick(timestamp: int) -> None:
            while await asyncio.wrap_future(self.clockwork.slice()):
                pass
            await asyncio.to_thread(self.clockwork.seal_audit)
            await asyncio.to_thread(self.clockwork.work_out_phrases)

        @app.periodic(cron=SWEEP)
        @app.task(name="sweep", queue=QUEUE, queueing_lock="sweep")
        async def sweep(timestamp: int) -> None:
            await free_stalled(app)
            await self._enqueue_overdue()

        return app

    async def _enqueue_overdue(self) -> None:
        now = self.delivery.clock.now()
        await asyncio.wrap_future(
            self.delivery.database.write(lambda work: self.jobs.enqueue_overdue(work, now), "sweep")
        )


def cron(seconds: int) -> str:
    """Every so many seconds (below 60) or minutes."""
    return f"* * * * * */{seconds}" if seconds < 60 else f"*/{seconds // 60} * * * *"


async def free_stalled(app: App) -> None:
    """Give the jobs of dead workers to others.

    Of a tick or a sweep the next may be waiting already, and behind the dead one's lock for ever: then the dead one ends.
    """
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED.total_seconds()):
        log.warning("job taken from a dead worker", job=job.id, task=job.task_name)
        try:
            await app.job_manager.retry_job(job)
        except UniqueViolation:
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
