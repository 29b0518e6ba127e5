"""`yiqi serve`: web chat, ticks and delivery in one process."""

from __future__ import annotations

from threading import Thread

import uvicorn
from apscheduler.schedulers.background import BackgroundScheduler

import language
from bot.app import House, settle_memory
from bot.channels.web import WebDesk
from bot.doors import doors_open
from handlers.words import recognise
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
) -> None:
    """Serve until stopped; what was taken is finished first."""
    scheduler = BackgroundScheduler(timezone="Asia/Shanghai")
    scheduler.add_job(house.tick, "interval", seconds=tick_seconds, max_instances=1, coalesce=True)
    scheduler.start()
    Thread(target=_warm_up, args=(house.ear.deep,), daemon=True).start()
    callbacks = [route for channel in house.channels.values() for route in channel.routes()]
    app = create_app(
        desk,
        demo=demo,
        secure_cookies=secure_cookies,
        callbacks=callbacks,
        lifespan=lambda app: doors_open(house),
    )
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=3)
    try:
        Server(config).run()
    finally:
        scheduler.shutdown()
        house.close()


def _warm_up(semantic: bool) -> None:
    """Load what the first message would wait for: the model of the domains, and the sounds of words."""
    language.read_need("想贷款买设备", deep=semantic)
    recognise("确任", ("确认",))
    settle_memory()
