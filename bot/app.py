"""The composition root: everything that has a life of its own is put together here."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import uuid4

import structlog
from sqlalchemy import Engine

from actions.offers.pool import open_pool
from bot import log as logs
from bot.channels.contract import Channel, NotSent
from bot.clock import Clock, SystemClock
from bot.delivery.due import Errand, Office, Round, deliver_due
from bot.delivery.rates import Pace
from bot.delivery.schedule import LANE, Dispatch, InProcess
from bot.delivery.settle import settle_errand
from bot.runtime import clockwork as schedule
from bot.runtime.inbound import DEFAULT_READERS, Receipt, answered, apologise, claim, take
from bot.runtime.writer import GroupWriter, PooledWriter, Writer
from handlers.engine.context import ReaderOptions
from handlers.message import Incoming, Reply
from matching.weights import Duty, Weights
from programme.packs import RulePack, load_pack
from programme.workdays import KNOWN, Calendar
from storage.engine import make_engine
from storage.migrate import upgrade
from storage.unit_of_work import UnitOfWork

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


def take_turns() -> None:
    """Let threads wait for each other half a millisecond instead of five.

    The event loop gives the interpreter up with each packet; behind a busy writer it would wait that long to go on.
    """
    sys.setswitchinterval(0.0005)


class House:
    """A running Yiqi on one database: takes messages, delivers what waits, does what is due.

    `reader_options` says how messages are read; `channels` are the vendors' ways in and out; `calendar` adds to the
    known working days; `dispatch` sees to delivery, in this process unless told otherwise; `weights` say what
    counts for how much in matching.
    `on_news` is called with a person's id whenever their chat has a new line, after the commit.
    """

    def __init__(
        self,
        database: str | Engine,
        pack: str = "national-2023",
        clock: Clock | None = None,
        reader_options: ReaderOptions = DEFAULT_READERS,
        channels: Sequence[Channel] = (),
        calendar: Calendar = KNOWN,
        dispatch: Dispatch | None = None,
        weights: Weights | None = None,
    ) -> None:
        self.clock: Clock = clock or SystemClock()
        self.rules = load_pack(pack).by(calendar)
        self.reader_options = reader_options
        self.channels: Mapping[str, Channel] = {channel.name: channel for channel in channels}
        means = {channel.name: channel.means for channel in channels}
        self.office = Office(self.rules, means, Pace(means))
        self.engine = database if isinstance(database, Engine) else make_engine(database)
        upgrade(self.engine)
        open_pool(self.engine.pool, weights or Weights(), duty_of(self.rules))
        self.reader = self.engine.execution_options(readonly=True)
        on_sqlite = self.engine.dialect.name == "sqlite"
        self.writer: Writer = GroupWriter(self.engine) if on_sqlite else PooledWriter(self.engine)
        self.on_news: Callable[[int], None] = lambda person_id: None
        self.dispatch: Dispatch = dispatch or InProcess(self)

    def take(self, incoming: Incoming) -> Future[Receipt]:
        """Take one message; the receipt is there after the commit. `NotTaken`: it must come again."""
        return self.writer.submit(
            f"{incoming.channel}:{incoming.sender}",
            lambda work: self._taken(work, self._take(work, incoming)),
            lambda work, error: self._taken(work, self._apologise(work, incoming, error)),
        )

    def claim(self, receipt: Receipt, most: int | None) -> Future[tuple[Reply, ...]]:
        """The answers to a message, for the vendor's response (`Doors.claim`)."""
        return self.write(lambda work: claim(work, receipt, most, self.now()), f"person:{receipt.person_id}")

    def answered(self, receipt: Receipt) -> Future[None]:
        """The claimed answers are out."""
        return self.write(lambda work: answered(work, receipt, self.now()), f"person:{receipt.person_id}")

    def write(self, run: Callable[[UnitOfWork], T], key: str = "house") -> Future[T]:
        """Run something else in a transaction of its own or somebody's."""
        return self.writer.submit(key, lambda work: self._told(work, run(work)))

    def tick(self) -> None:
        """Do what is due by now, a slice a transaction, and deliver."""
        while self.tick_slice().result():
            pass
        self.deliver()

    def tick_slice(self) -> Future[bool]:
        """Do some of what is due by now; whether there is more."""
        return self.write(lambda work: schedule.tick(work, self.now(), self.rules), "tick")

    def deliver(self) -> None:
        """Deliver every message that may go now; what goes by a vendor sets out."""
        more = self.dispatch.ready
        while more:
            done = self.deliver_round().result()
            self.dispatch.carry(done.errands)
            more = done.more

    def deliver_round(self, person_id: int | None = None) -> Future[Round]:
        """One look at the outbox, of one person or of all; whoever asks carries the errands."""
        return self.write(lambda work: self.deliver_in(work, person_id), LANE)

    def deliver_in(self, work: UnitOfWork, person_id: int | None = None) -> Round:
        """The same within a transaction."""
        done = deliver_due(work, self.now(), self.office, person_id)
        for person in done.news:
            self.dispatch.news(work, person)
        return done

    def settle(self, errand: Errand, trouble: NotSent | None) -> Future[None]:
        """Keep what became of an errand."""
        return self.write(
            lambda work: settle_errand(work, errand, trouble, self.now(), self.office),
            f"person:{errand.person_id}",
        )

    def now(self) -> datetime:
        return self.clock.now()

    def close(self) -> None:
        """Finish what was taken, then stop."""
        self.writer.close()
        self.engine.dispose()

    def _take(self, work: UnitOfWork, incoming: Incoming) -> Receipt:
        return take(work, incoming, self.now(), self.rules, self.reader_options, self._hold(incoming))

    def _hold(self, incoming: Incoming) -> timedelta:
        means = self.office.means.get(incoming.channel)
        return means.answers_within if means else timedelta(0)

    def _taken(self, work: UnitOfWork, receipt: Receipt) -> Receipt:
        self.dispatch.news(work, receipt.person_id)
        return self._told(work, receipt)

    def _told(self, work: UnitOfWork, result: T) -> T:
        if work.pending_delivery:
            self.dispatch.told(work)
        return result

    def _apologise(self, work: UnitOfWork, incoming: Incoming, error: Exception) -> Receipt:
        error_id = uuid4().hex[:8]
        log.error("message failed", error_id=error_id, channel=incoming.channel, exc_info=error)
        return apologise(work, incoming, self.now(), error_id, self._hold(incoming))


def duty_of(rules: RulePack) -> Duty:
    """An expert's yearly duty, where the pack has one; who is short of it is helped."""
    demand = rules.expert.duty if rules.expert else None
    usual = Duty()
    if demand is None:
        return usual
    return Duty(float(demand.hours or usual.hours), demand.enterprises or usual.enterprises)
