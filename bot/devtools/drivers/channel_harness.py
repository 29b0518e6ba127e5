"""A house with one vendor's channel on loopback, and a way to know that nothing is under way any more."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack
from dataclasses import replace
from math import inf

from sqlalchemy import and_, func, or_, select
from starlette.applications import Starlette
from starlette.types import ASGIApp

from bot.app import House
from bot.channels.contract import Channel
from bot.channels.web.adapter import WebDesk
from bot.clock import Clock
from bot.devtools.drivers.contract import Line
from bot.devtools.fakes.serving import served
from bot.gateways.channels import doors_open
from storage.tables import Outbox
from web.app import create_app

PATIENCE = 60.0
UNBOUNDED = inf
"""Messages a second: where the clock stands still, a pace would never let a second one go."""


class Stage:
    """The line must be open. Closing leaves the fake as it is: a new stage on the same line is a restart."""

    def __init__(self, line: Line, database: str, pack: str, clock: Clock) -> None:
        self.line = line
        self._ends = ExitStack()
        listening = self._ends.enter_context(socket.create_server(("127.0.0.1", 0)))
        channel = line.channel(f"http://127.0.0.1:{listening.getsockname()[1]}")
        if channel:
            channel.means = replace(channel.means, per_second=UNBOUNDED, per_person=UNBOUNDED, crowded=())
        self.house = House(database, pack, clock, channels=[channel] if channel else [])
        self._ends.callback(self.house.close)
        self._ends.enter_context(served(self._app(channel), listening=listening))
        line.ready(self.house)

    def close(self) -> None:
        """The channel stops, then the house."""
        self._ends.close()

    def _app(self, channel: Channel | None) -> ASGIApp:
        if channel is None:
            return create_app(WebDesk(self.house))
        return Starlette(routes=list(channel.routes()), lifespan=lambda app: doors_open(self.house))

    def settle(self) -> None:
        """Deliver what is due, and wait until every courier is back."""
        deadline = time.monotonic() + PATIENCE
        self.house.deliver()
        while self._under_way():
            if time.monotonic() > deadline:
                raise RuntimeError("a message did not leave")
            time.sleep(0.002)
            self.house.deliver()

    def _under_way(self) -> int:
        due = and_(Outbox.state.in_(("queued", "retry")), Outbox.due_at <= self.house.now())
        waits = select(func.count()).where(or_(Outbox.state == "sending", due)).select_from(Outbox)
        with self.house.reader.connect() as connection:
            return int(connection.execute(waits).scalar_one())
