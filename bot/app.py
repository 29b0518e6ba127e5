"""The composition root: everything that has a life of its own is put together here."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import TypeVar
from uuid import uuid4

import structlog
from sqlalchemy import Engine

from bot import logs, schedule
from bot.clock import Clock, SystemClock
from bot.delivery import AT_ONCE, deliver_due
from bot.intake import HEARING, Receipt, apologise, take
from bot.writer import GroupWriter, PooledWriter, Writer
from handlers.context import Ear
from handlers.model import Incoming
from programme.packs import load_pack
from storage.engine import make_engine
from storage.migrate import upgrade
from storage.work import Work

T = TypeVar("T")
logs.configure()
log = structlog.get_logger()


def settle_memory() -> None:
    """Once everything is loaded: keep it out of the collector's sight, and look for garbage less often.

    A fifth of a message's time went into collections that found nothing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


class House:
    """A running Yiqi on one database: takes messages, delivers notices, does what is due.

    `ear` says how messages are read.
    `on_news` is called with a person's id whenever their chat has a new line, after the commit.
    """

    def __init__(
        self, database: str, pack: str = "national-2023", clock: Clock | None = None, ear: Ear = HEARING
    ) -> None:
        self.clock: Clock = clock or SystemClock()
        self.rules = load_pack(pack)
        self.ear = ear
        self.engine: Engine = make_engine(database)
        upgrade(self.engine)
        self.reader = self.engine.execution_options(readonly=True)
        on_sqlite = self.engine.dialect.name == "sqlite"
        self.writer: Writer = GroupWriter(self.engine) if on_sqlite else PooledWriter(self.engine)
        self.on_news: Callable[[int], None] = lambda person_id: None
        self._delivery_waits = False

    def take(self, incoming: Incoming) -> Future[Receipt]:
        """Take one message; the receipt is there after the commit. `NotTaken`: it must come again."""
        return self.writer.submit(
            f"{incoming.channel}:{incoming.sender}",
            lambda work: self._taken(work, take(work, incoming, self.now(), self.rules, self.ear)),
            lambda work, error: self._taken(work, self._apologise(work, incoming, error)),
        )

    def write(self, run: Callable[[Work], T], key: str = "house") -> Future[T]:
        """Run something else in a transaction of its own or somebody's."""
        return self.writer.submit(key, run)

    def tick(self) -> None:
        """Do what is due by now, and deliver."""
        self.write(lambda work: schedule.tick(work, self.now()), "tick").result()
        self.deliver()

    def deliver(self) -> None:
        """Deliver every notice that may go now."""
        while len(self.write(self._deliver, "delivery").result()) == AT_ONCE:
            pass

    def deliver_soon(self) -> None:
        """Deliver after what is being written now; several calls at once are one."""
        if not self._delivery_waits:
            self._delivery_waits = True
            self.write(self._deliver_once, "delivery").add_done_callback(self._delivered)

    def now(self) -> datetime:
        return self.clock.now()

    def close(self) -> None:
        """Finish what was taken, then stop."""
        self.writer.close()
        self.engine.dispose()

    def _taken(self, work: Work, receipt: Receipt) -> Receipt:
        work.after_commit.append(lambda: self.on_news(receipt.person_id))
        if work.told:
            work.after_commit.append(self.deliver_soon)
        return receipt

    def _deliver_once(self, work: Work) -> None:
        self._delivery_waits = False
        if len(self._deliver(work)) == AT_ONCE:
            work.after_commit.append(self.deliver_soon)

    def _delivered(self, future: Future[None]) -> None:
        """A delivery that the database refused must not keep the next one away."""
        if future.exception():
            self._delivery_waits = False

    def _deliver(self, work: Work) -> list[int]:
        people = deliver_due(work, self.now(), self.rules)
        work.after_commit += [lambda person=person: self.on_news(person) for person in people]  # type: ignore[misc]  # a default binds the loop's value
        return people

    def _apologise(self, work: Work, incoming: Incoming, error: Exception) -> Receipt:
        error_id = uuid4().hex[:8]
        log.error("message failed", error_id=error_id, channel=incoming.channel, exc_info=error)
        return apologise(work, incoming, self.now(), error_id)
