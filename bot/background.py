"""What lives beside the pages on their event loop: channels, delivery, ticks.

In one process APScheduler ticks; on PostgreSQL procrastinate's workers do. Both only tick and carry; what is due is
known from the rows.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog

from bot.app import App
from bot.delivery.schedule import InProcessScheduler
from bot.delivery.send import Sender
from bot.gateways.channels import AppGateway

LISTEN_AGAIN = 1.0
"""Seconds until a database that is away is listened to again."""
log = structlog.get_logger()


@asynccontextmanager
async def at_work(app: App, tick_seconds: int, web_only: bool = False) -> AsyncIterator[None]:
    """All that lives beside the pages. `web_only`: workers elsewhere tick and deliver."""
    if isinstance(app.scheduler, InProcessScheduler):
        async with _ticking(app, tick_seconds), delivering(app):
            yield
        return
    listening = asyncio.create_task(_listen(app))
    try:
        async with channels_open(app) if web_only else working(app, tick_seconds):
            yield
    finally:
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening


@asynccontextmanager
async def channels_open(app: App, receives: bool = True) -> AsyncIterator[None]:
    """The channels at work on this event loop; without `receives` they only send."""
    gateway = AppGateway(app.inbound, app.delivery.config.count_senders, receives)
    for channel in app.channels.values():
        await channel.start(gateway)
    try:
        yield
    finally:
        for channel in app.channels.values():
            await channel.stop()


@asynccontextmanager
async def delivering(app: App) -> AsyncIterator[None]:
    """The channels, and a sender for what this process delivers."""
    scheduler = app.scheduler
    assert isinstance(scheduler, InProcessScheduler)
    async with channels_open(app):
        sender = Sender(app.delivery, app.channels, app.clock)
        scheduler.begin(sender)
        try:
            yield
        finally:
            await asyncio.wrap_future(scheduler.end())
            await sender.stop()


@asynccontextmanager
async def working(app: App, tick_seconds: int = 30, receives: bool = True) -> AsyncIterator[None]:
    """The channels, and one worker of the shared jobs."""
    from bot.delivery.job_queue import JobQueue
    from bot.delivery.worker import Worker

    assert isinstance(app.scheduler, JobQueue)
    async with channels_open(app, receives):
        sender = Sender(app.delivery, app.channels, app.clock)
        worker = Worker(app.delivery, app.clockwork, app.scheduler, sender, tick_seconds)
        running = asyncio.create_task(worker.run())
        try:
            yield
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await sender.stop()


@asynccontextmanager
async def _ticking(app: App, tick_seconds: int) -> AsyncIterator[None]:
    from apscheduler.schedulers.background import BackgroundScheduler

    scheduler = BackgroundScheduler(timezone="Asia/Shanghai")
    scheduler.add_job(app.clockwork.tick, "interval", seconds=tick_seconds, max_instances=1, coalesce=True)
    scheduler.start()
    try:
        yield
    finally:
        await asyncio.to_thread(scheduler.shutdown)


async def _listen(app: App) -> None:
    """Wake this process's streams when any process has written to their chat."""
    from psycopg import AsyncConnection, OperationalError

    from bot.delivery.job_queue import conninfo
    from bot.runtime.stream_notifier import CHANNEL

    while True:
        try:
            address = conninfo(app.database.engine)
            async with await AsyncConnection.connect(address, autocommit=True) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                async for news in connection.notifies():
                    app.inbound.notifier.notify(int(news.payload))
        except OperationalError as error:
            log.error("listening without database", error=repr(error))
            await asyncio.sleep(LISTEN_AGAIN)
