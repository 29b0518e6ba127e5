"""An application with one vendor's channel on loopback, and a way to know that nothing is under way any more."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack
from dataclasses import replace
from math import inf
from typing import Any

from sqlalchemy import and_, func, or_, select
from starlette.applications import Starlette
from starlette.types import ASGIApp

from bot.background import delivering
from bot.channels.contract import Channel
from bot.channels.web.adapter import WebChat
from bot.clock import Clock
from bot.devtools.drivers.contract import VendorDriver
from bot.devtools.fakes.serving import served
from bot.devtools.opened import open_app
from bot.gateways.pages import PageGateway
from bot.runtime.breath import ACT
from storage.queries.delivery.held import let_go
from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork
from web.app import create_app

PATIENCE = 60.0
UNBOUNDED = inf
"""Messages a second: where the clock stands still, a limit would never let a second one go."""


class ChannelApp:
    """The driver must be open. Closing leaves its fake as it is: another one on the same driver is a restart."""

    def __init__(self, driver: VendorDriver, database: str, clock: Clock, **settings: Any) -> None:
        self.driver = driver
        self._ends = ExitStack()
        listening = self._ends.enter_context(socket.create_server(("127.0.0.1", 0)))
        channel = driver.channel(f"http://127.0.0.1:{listening.getsockname()[1]}")
        if channel:
            channel.capabilities = replace(
                channel.capabilities, per_second=UNBOUNDED, per_person=UNBOUNDED, crowded=()
            )
        self.app = open_app(database, clock=clock, channels=[channel] if channel else [], **settings)
        self._ends.callback(self.app.close)
        self._ends.enter_context(served(self._app(channel), listening=listening))
        driver.ready(self.app)

    def close(self) -> None:
        """The channel stops, then the application."""
        self._ends.close()

    def _app(self, channel: Channel | None) -> ASGIApp:
        if channel is None:
            return create_app(WebChat(PageGateway(self.app.inbound)))
        return Starlette(routes=list(channel.routes()), lifespan=lambda app: delivering(self.app))

    def settle(self) -> None:
        """Deliver what is due, and wait until every sender is back. Nobody says more: no answer waits for a breath."""
        deadline = time.monotonic() + PATIENCE
        self.app.database.write(self._breathe_out).result()
        self.app.scheduler.deliver_now()
        while self._under_way():
            if time.monotonic() > deadline:
                raise RuntimeError("a message did not leave")
            time.sleep(0.002)
            self.app.scheduler.deliver_now()

    def _breathe_out(self, work: UnitOfWork) -> None:
        now = self.app.clock.now()
        waiting = select(Outbox.id, Outbox.facts).where(Outbox.state == "queued", Outbox.due_at > now)
        let_go(work, [row.id for row in work.connection.execute(waiting) if ACT in row.facts], now)

    def _under_way(self) -> int:
        due = and_(Outbox.state.in_(("queued", "retry")), Outbox.due_at <= self.app.clock.now())
        waits = select(func.count()).where(or_(Outbox.state == "sending", due)).select_from(Outbox)
        with self.app.database.read() as connection:
            return int(connection.execute(waits).scalar_one())
