"""The composition root: the parts of a running application, put together here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Engine
from starlette.routing import BaseRoute

from actions.offers.pool import open_pool
from bot.channels.contract import Channel
from bot.channels.found import open_channels
from bot.clock import Clock, SystemClock
from bot.delivery.delivery import Delivery
from bot.delivery.due import DeliveryConfig
from bot.delivery.rates import RateLimiter
from bot.delivery.schedule import DeliveryScheduler, InProcessScheduler
from bot.delivery.written import ways_of
from bot.runtime.breath import pace_of
from bot.runtime.clockwork import Clockwork
from bot.runtime.database import Database
from bot.runtime.inbound import Inbound
from bot.runtime.stream_notifier import SharedStreamNotifier, StreamNotifier
from bot.settings import Settings
from bot.settings_files import own_weights, reader_options, rules_of
from bot.texts.reports import report_routes
from bot.texts.sending import Texts, texts_of
from handlers.engine.catalogue import catalogue
from matching.weights import Duty
from programme.packs import RulePack
from programme.programmes import speaking_of
from web.guard import Guard


@dataclass(frozen=True, slots=True)
class App:
    """The parts. `open` brings the database to the newest form and starts its writer; `close` finishes what was handed in."""

    settings: Settings
    database: Database
    clock: Clock
    rules: RulePack
    channels: Mapping[str, Channel]
    inbound: Inbound
    delivery: Delivery
    scheduler: DeliveryScheduler
    clockwork: Clockwork
    texts: Texts | None = None

    @property
    def callbacks(self) -> list[BaseRoute]:
        """Where vendors call: of each channel, and what became of short messages."""
        routes = [route for channel in self.channels.values() for route in channel.routes()]
        return [*routes, *report_routes(self.settings.sms, self.database, self.clock.now)]

    def open(self) -> App:
        pool = self.settings.matching, duty_of(self.rules), self.settings.encoder
        open_pool(self.database.engine, *pool, own_weights(self.settings))
        self.database.open()
        self.scheduler.open()
        return self

    def close(self) -> None:
        if self.texts:
            self.texts.close()
        self.database.close()


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    channels: Sequence[Channel] | None = None,
    engine: Engine | None = None,
    by_workers: bool | None = None,
) -> App:
    """The application of these settings, with nothing opened or started yet.

    What is given stands in for what the settings say. `by_workers`: whether processes of `yiqi worker` deliver,
    which is so on PostgreSQL unless said otherwise.
    """
    clock = clock or SystemClock()
    opened = open_channels(settings.channels.values()) if channels is None else channels
    by_name = {channel.name: channel for channel in opened}
    written = ways_of({name: channel.capabilities for name, channel in by_name.items()})
    rules = rules_of(settings, written)
    catalogue().with_pack(rules)  # a form that does not go with the pack is found now, not in a talk
    database = Database(engine or settings.engine)
    by_workers = not database.on_sqlite if by_workers is None else by_workers
    notifier = SharedStreamNotifier() if by_workers else StreamNotifier()
    delivery = Delivery(database, clock, _delivery_config(rules, by_name, by_workers), notifier)
    scheduler = _scheduler(delivery, by_workers)
    database.announce_to(scheduler)
    breath = timedelta(seconds=settings.breath_seconds)
    pace = {name: pace_of(channel.capabilities.answers_within, breath) for name, channel in by_name.items()}
    options, encoder = reader_options(settings), settings.encoder
    guard = Guard(settings.limits, lambda: clock.now().timestamp())
    texts = texts_of(settings.sms, database, clock.now)
    after = texts.after if texts else None
    inbound = Inbound(database, clock, rules, options, notifier, pace, encoder, guard, after)
    clockwork = Clockwork(database, clock, rules, scheduler.deliver_now, encoder)
    return App(settings, database, clock, rules, by_name, inbound, delivery, scheduler, clockwork, texts)


def _delivery_config(rules: RulePack, channels: Mapping[str, Channel], by_workers: bool) -> DeliveryConfig:
    capabilities = {name: channel.capabilities for name, channel in channels.items()}
    config = DeliveryConfig(rules, capabilities, RateLimiter(capabilities))
    if not by_workers:
        return config
    from bot.delivery.job_queue import live_workers

    return replace(config, count_senders=live_workers)


def _scheduler(delivery: Delivery, by_workers: bool) -> DeliveryScheduler:
    if not by_workers:
        return InProcessScheduler(delivery)
    from bot.delivery.job_queue import JobQueue

    return JobQueue(delivery.database.engine)


def duty_of(rules: RulePack) -> Duty:
    """An expert's yearly duty, where the pack has one; who is short of it is helped."""
    of_experts = speaking_of(rules, "expert").expert
    demand = of_experts.duty if of_experts else None
    usual = Duty()
    if demand is None:
        return usual
    return Duty(float(demand.hours or usual.hours), demand.enterprises or usual.enterprises)
