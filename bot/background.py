"""The engines that tick and deliver: APScheduler in one process, or procrastinate's workers on PostgreSQL.

Which one is decided by the database. Both only tick and carry; what is due is known from the rows.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog

from bot.app import House
from bot.delivery.job_queue import NEWS, Jobs, conninfo, prepare
from bot.delivery.schedule import Dispatch
from bot.gateways.channels import channels_open, doors_open
from bot.settings import Settings

LISTEN_AGAIN = 1.0
log = structlog.get_logger()


def open_house(chosen: Settings) -> House:
    """The house of these settings."""
    from bot.channels.found import open_channels
    from bot.clock import SystemClock
    from bot.commands.answers import calendar_of
    from bot.vocabulary import reader_options

    clock, channels = SystemClock(), open_channels(chosen)
    dispatch: Dispatch | None = Jobs() if chosen.database.startswith("postgresql") else None
    calendar = calendar_of(chosen)
    house = House(
        chosen.database,
        chosen.pack,
        clock,
        reader_options(chosen),
        channels,
        calendar,
        dispatch,
        chosen.matching,
    )
    if dispatch:
        prepare(house.engine)
    return house


@asynccontextmanager
async def at_work(house: House, tick_seconds: int, web_only: bool = False) -> AsyncIterator[None]:
    """All that lives beside the pages on their event loop. `web_only`: workers elsewhere tick and deliver."""
    if not isinstance(house.dispatch, Jobs):
        async with _ticking(house, tick_seconds), doors_open(house):
            yield
        return
    listening = asyncio.create_task(_listen(house))
    try:
        if web_only:
            async with channels_open(house):
                yield
        else:
            from bot.delivery.worker import working

            async with working(house, tick_seconds):
                yield
    finally:
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening


@asynccontextmanager
async def _ticking(house: House, tick_seconds: int) -> AsyncIterator[None]:
    from apscheduler.schedulers.background import BackgroundScheduler

    scheduler = BackgroundScheduler(timezone="Asia/Shanghai")
    scheduler.add_job(house.tick, "interval", seconds=tick_seconds, max_instances=1, coalesce=True)
    scheduler.start()
    try:
        yield
    finally:
        await asyncio.to_thread(scheduler.shutdown)


async def _listen(house: House) -> None:
    """Wake this process's readers when another one has written to their chat."""
    from psycopg import AsyncConnection, OperationalError

    while True:
        try:
            async with await AsyncConnection.connect(conninfo(house.engine), autocommit=True) as connection:
                await connection.execute(f"LISTEN {NEWS}")
                async for news in connection.notifies():
                    house.on_news(int(news.payload))
        except OperationalError as error:
            log.error("listening without database", error=repr(error))
            await asyncio.sleep(LISTEN_AGAIN)
