"""One run: the real application on SQLite, step by step through the year, and begun anew on the same file whenever it dies."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, bindparam, event, select

from actions.staff.dead_letters import send_letter_again, told_otherwise
from bot.app import App
from bot.clock import SHANGHAI, StoppedClock
from bot.delivery.due import OutboundMessage
from bot.delivery.send import Sender
from bot.devtools.opened import open_app
from bot.devtools.simulate import office
from bot.devtools.simulate.fault_injection import Crash, FaultInjection
from bot.devtools.simulate.seed import ANSWERING, HOURS, Population, SaidLine
from bot.devtools.simulate.undone_listed import unlisted
from bot.devtools.simulate.vendors import Vendor
from bot.runtime.writer import NotTaken
from storage.engine import make_engine
from storage.queries.delivery.dead_letters import uncertain
from storage.queries.delivery.due import next_due
from storage.queries.people.speakers import Speaker
from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
Deed = Callable[[UnitOfWork, Speaker, int, datetime], object]
FIRST = date(2026, 1, 5)
DRAIN_DAYS = 4
"""What is under way on the last day has so long to arrive; nobody writes any more."""
AWAY_EVERY, AWAY_FOR = timedelta(days=37), timedelta(hours=30)
SET_BACK_EVERY = 53
"""Every so many days somebody sets the clock back by three hours, and right again at the next step."""
NOON = 12
LISTED_EVERY = 28
"""Every so many days it is looked whether all that is undone is listed."""
_CARRIED = select(Outbox.lead_id, Outbox.id).where(
    Outbox.lead_id.in_(bindparam("leads", expanding=True)), Outbox.state == "carried"
)


class World:
    """A population, its vendors and its application."""

    def __init__(self, folder: Path, days: int, experts: int, seed: int, crash_every: int) -> None:
        self.days, self._crash_every = days, crash_every
        self.clock = StoppedClock(datetime(FIRST.year, FIRST.month, FIRST.day, HOURS[0], tzinfo=SHANGHAI))
        self.faults, self.crashes, self.asked_staff = FaultInjection(seed), 0, 0
        self.unlisted: set[str] = set()
        self._within: dict[str, list[str]] = {}
        self.vendors = [
            Vendor(name, self.faults, self.clock.now, _away, self._within) for name in ("telegram", "wecom")
        ]
        self.population = Population(experts, days, seed, FIRST)
        self._engine = _engine(folder / "year.db")
        self.faults.watch(self._engine)
        self.app = self._begin()
        self.loop = asyncio.new_event_loop()
        self._write(lambda work: self.population.seed(work, self.app.rules, self.clock.now()))

    def live(self, advance: Callable[[int], None]) -> None:
        """Through all days, step by step; `advance` is called with each."""
        for day in range(self.days + DRAIN_DAYS):
            for place, hour in enumerate(HOURS):
                at = datetime.combine(FIRST + timedelta(days=day), time(hour), SHANGHAI)
                self._step(at, number=day * len(HOURS) + place)
                advance(1)

    def close(self) -> None:
        self.app.close()
        self.loop.close()

    def _step(self, at: datetime, number: int) -> None:
        self.clock.at = at
        if number % (SET_BACK_EVERY * len(HOURS)) == SET_BACK_EVERY:
            self.clock.move(-timedelta(hours=3))
        if self._crash_every and number % self._crash_every == 0:
            self.faults.doom()
        self._surely(self._tick)
        lines = self._surely(lambda: self._lines(at))
        self._surely(lambda: self._talk(lines))
        self._surely(lambda: self._staff_work(at))
        until = at + timedelta(hours=1)
        while self._surely(self._deliver) or self._to_next_due(until) or self._surely(self._ask_staff):
            pass

    def _tick(self) -> None:
        while self.app.clockwork.slice().result():
            pass

    def _talk(self, lines: list[SaidLine]) -> None:
        """What people say now; a message that was not acknowledged comes again, as from a vendor."""
        for future in [self.app.inbound.receive(line.incoming()) for line in lines]:
            future.result()
        self.faults.point()

    def _staff_work(self, at: datetime) -> None:
        """At noon now and then staff do some of what waits, and it is looked whether the rest is listed."""
        days = (at.date() - FIRST).days
        if at.hour == NOON and days % office.EVERY_DAYS == 0:
            number = days // office.EVERY_DAYS
            self._write(lambda work: office.act(work, number, self.app.rules, self.clock.now()))
        if at.hour == NOON and days % LISTED_EVERY == 0:
            self.unlisted |= set(
                self._write(lambda work: unlisted(work, office.office(work), self.clock.now()))
            )

    def _lines(self, at: datetime) -> list[SaidLine]:
        """Decided once a step: people answer what they have been shown, not what a crash has just left behind."""
        offers = self._write(self.population.answers_to_offers) if at.hour in ANSWERING else []
        return [*self.population.lines.get(at, ()), *offers]

    def _deliver(self) -> bool:
        """One look at the outbox; whether there was anything to do."""
        done = self.app.delivery.round().result()
        if done.messages:
            self._note_what_is_within(done.messages)
            self.loop.run_until_complete(self._send(done.messages))
        return bool(done.messages or done.news or done.more)

    def _note_what_is_within(self, messages: list[OutboundMessage]) -> None:
        self._within.update({message.key: [] for message in messages})
        with self.app.database.read() as connection:
            for lead, number in connection.execute(_CARRIED, {"leads": [message.id for message in messages]}):
                self._within[f"yiqi-{lead}"].append(f"yiqi-{number}")

    async def _send(self, messages: list[OutboundMessage]) -> None:
        sender = Sender(self.app.delivery, self.app.channels, self.app.clock)
        sender.send(messages, lambda: None)
        await asyncio.sleep(0)
        while sender.under_way and not self.faults.dead:
            await asyncio.wait(sender.under_way, timeout=0.01, return_when=asyncio.FIRST_COMPLETED)
        if self.faults.dead:
            await sender.drop()
            raise Crash

    def _to_next_due(self, until: datetime) -> bool:
        """Move the clock to where something next becomes due within this step."""
        with self.app.database.read() as connection:
            due = next_due(UnitOfWork(connection))
        if due is None or due > until:
            return False
        self.clock.at = max(self.clock.at + timedelta(seconds=1), due.astimezone(SHANGHAI))
        return True

    def _surely(self, act: Callable[[], T]) -> T:
        """Do it, however often the application dies of it."""
        while True:
            try:
                return act()
            except (Crash, NotTaken):
                if not self.faults.dead:
                    raise
                self._begin_again()

    def _begin(self) -> App:
        return open_app(self._engine, clock=self.clock, channels=self.vendors)

    def _begin_again(self) -> None:
        self.app.close()
        self.crashes += 1
        self.faults.revive()
        self.app = self._begin()

    def _write(self, run: Callable[[UnitOfWork], T]) -> T:
        return self.app.database.write(run).result()

    def _ask_staff(self) -> bool:
        """What may have arrived and must not come twice: staff ask the person, who knows. Whether there was any.

        They do so before the next digest, which would speak of it: a message that a calm year does not have.
        """
        with self.app.database.read() as connection:
            letters = uncertain(UnitOfWork(connection))
        for number in letters:
            arrived = any(f"yiqi-{number}" in vendor.arrived for vendor in self.vendors)
            deed = told_otherwise if arrived else send_letter_again
            self._write(partial(self._see_to, number, deed))
            self.asked_staff += 1
        return bool(letters)

    def _see_to(self, number: int, deed: Deed, work: UnitOfWork) -> None:
        deed(work, office.office(work), number, self.clock.now())


def steps_of(days: int) -> int:
    """How many steps so many days have, with those in which what is under way arrives."""
    return (days + DRAIN_DAYS) * len(HOURS)


def stood_still(day: date) -> bool:
    """Whether nothing could be sent for a part of this day."""
    return any(_away(datetime.combine(day, time(hour), SHANGHAI)) for hour in range(24))


def _away(now: datetime) -> bool:
    """Both vendors are away for thirty hours every few weeks."""
    since = (now - datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=SHANGHAI)) % AWAY_EVERY
    return since > AWAY_EVERY - AWAY_FOR


def _engine(file: Path) -> Engine:
    """All apps share it, for the statements that it has compiled; an application that dies closes its connections."""
    engine = make_engine(f"sqlite:///{file}")
    event.listen(engine, "connect", _hasten)
    return engine


def _hasten(connection: Any, _record: object) -> None:
    """The simulated deaths are those of a process and not of the machine, so the disk need not be waited for."""
    connection.execute("PRAGMA synchronous=OFF")
