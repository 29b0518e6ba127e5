"""`yiqi serve` and `yiqi worker`: processes that run until they are stopped."""

from __future__ import annotations

import asyncio
import signal
from threading import Thread

import uvicorn

import language
from bot.app import House, settle_memory, take_turns
from bot.background import at_work
from bot.channels.web.adapter import WebDesk
from bot.runtime.single_instance import sole_owner
from handlers.engine.words import recognise
from web.app import create_app
from web.server import Server


def serve(
    house: House,
    desk: WebDesk,
    *,
    host: str,
    port: int,
    tick_seconds: int,
    demo: bool = False,
    secure_cookies: bool = True,
    web_only: bool = False,
) -> None:
    """Serve until stopped; what was taken is finished first. Raises `bot.runtime.single_instance.InUse`."""
    callbacks = [route for channel in house.channels.values() for route in channel.routes()]
    app = create_app(
        desk,
        demo=demo,
        secure_cookies=secure_cookies,
        callbacks=callbacks,
        lifespan=lambda app: at_work(house, tick_seconds, web_only),
    )
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=3)
    try:
        with sole_owner(str(house.engine.url)):
            Thread(target=_warm_up, args=(house.reader_options.deep,), daemon=True).start()
            Server(config).run()
    finally:
        house.close()


def work(house: House, tick_seconds: int) -> None:
    """Tick and deliver until stopped, with no pages."""
    from bot.delivery.worker import working

    async def until_stopped() -> None:
        stopped = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
        async with working(house, tick_seconds, takes=False):
            await stopped.wait()

    try:
        asyncio.run(until_stopped())
    finally:
        house.close()


def _warm_up(semantic: bool) -> None:
    """Load what the first message would wait for: the model of the domains, and the sounds of words."""
    language.read_need("想贷款买设备", deep=semantic)
    recognise("确任", ("确认",))
    settle_memory()
    take_turns()
