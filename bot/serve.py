"""`yiqi serve`: web chat, ticks and delivery in one process."""

from __future__ import annotations

import uvicorn
from apscheduler.schedulers.background import BackgroundScheduler

from bot.app import House, settle_memory
from bot.channels.web import WebDesk
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
    settle_memory()
    app = create_app(desk, demo=demo, secure_cookies=secure_cookies)
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=3)
    try:
        Server(config).run()
    finally:
        scheduler.shutdown()
        house.close()
