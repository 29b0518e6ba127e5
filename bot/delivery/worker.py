"""`yiqi worker`: procrastinate runs ticks and delivery, in as many processes as there are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import ConnectorException
from psycopg import OperationalError

from bot.app import House
from bot.delivery.job_queue import QUEUE, conninfo, enqueue_overdue
from bot.delivery.send import Courier
from bot.gateways.channels import channels_open
from bot.runtime.writer import NotTaken

AT_ONCE = 20
"""People to whom one process delivers at the same time."""
HEARTBEAT = 3.0
STALLED = 10.0
"""Seconds without a heartbeat after which a worker is taken to be dead and its jobs are given to others."""
SWEEP = "* * * * * */5"
DATABASE_WAIT = 1.0
log = structlog.get_logger()


def make_app(house: House, courier: Courier, tick_seconds: int = 30) -> App:
    """The tasks of a house.

    The sweep has no lock: it is what frees the locks of the dead.
    """
    app = App(connector=PsycopgConnector(conninfo=conninfo(house.engine)))

    @app.task(name="deliver", queue=QUEUE, retry=RetryStrategy(wait=5))
    async def deliver(person_id: int) -> None:
        while errands := (await asyncio.wrap_future(house.deliver_round(person_id))).errands:
            for errand in errands:
                await courier.carry_one(errand)

    @app.periodic(cron=cron(tick_seconds))
    @app.task(name="tick", queue=QUEUE, lock="tick", queueing_lock="tick")
    async def tick(timestamp: int) -> None:
        while await asyncio.wrap_future(house.tick_slice()):
            pass

    @app.periodic(cron=SWEEP)
    @app.task(name="sweep", queue=QUEUE, queueing_lock="sweep")
    async def sweep(timestamp: int) -> None:
        await free_stalled(app)
        await overdue(house)

    return app


def cron(seconds: int) -> str:
    """Every so many seconds (below 60) or minutes."""
    return f"* * * * * */{seconds}" if seconds < 60 else f"*/{seconds // 60} * * * *"


async def free_stalled(app: App) -> None:
    """Give the jobs of dead workers to others."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
        log.warning("job taken from a dead worker", job=job.id, task=job.task_name)
        await app.job_manager.retry_job(job)


async def overdue(house: House) -> None:
    """Enqueue what is due and has no job."""
    await asyncio.wrap_future(house.write(lambda work: enqueue_overdue(work, house.now()), "sweep"))


@asynccontextmanager
async def working(house: House, tick_seconds: int = 30, takes: bool = True) -> AsyncIterator[None]:
    """The house's channels, and a worker beside them on this event loop."""
    async with channels_open(house, takes):
        courier = Courier(house, house.channels)
        running = asyncio.create_task(_run(make_app(house, courier, tick_seconds), house))
        try:
            yield
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await courier.stop()


async def _run(app: App, house: House) -> None:
    """Work until cancelled; a database that is away is waited for."""
    while True:
        try:
            async with app.open_async():
                await overdue(house)
                await app.run_worker_async(
                    queues=[QUEUE],
                    concurrency=AT_ONCE,
                    delete_jobs="successful",
                    install_signal_handlers=False,
                    update_heartbeat_interval=HEARTBEAT,
                    stalled_worker_timeout=STALLED,
                )
        except (ConnectorException, OperationalError, NotTaken) as error:
            log.error("worker without database", error=repr(error))
            await asyncio.sleep(DATABASE_WAIT)
