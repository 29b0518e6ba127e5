"""Load, kills, and the reckoning."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from sqlalchemy.exc import DBAPIError

from bot.devtools.crash_test.crowd import Teller, answered, reckon
from bot.devtools.crash_test.processes import Processes
from bot.devtools.fakes.serving import served
from bot.devtools.fakes.telegram import FakeTelegram
from bot.devtools.fakes.telegram_server import app_of
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from programme.delivery import LEASE
from storage.engine import make_engine
from storage.unit_of_work import UnitOfWork

EXPERTS = 10
AT_ONCE = 48
FEWEST = 64
A_KILL = 4
"""So many people there are, and so many more for each kill: the crowd must not run out."""
IN_USE = 5.0
"""Seconds that a kill waits at most for a first message to be taken by what was begun anew."""
THEN = 0.5
"""Seconds at most from that message to the kill."""
ALL_WELL = LEASE + timedelta(minutes=2)
ASK_EVERY = 0.1


def crash_test(kills: int, database: str | None, seed: int, advance: Callable[[int], None]) -> dict[str, Any]:
    """Kill so often, let everybody finish, and count what was lost, doubled or wrong; `advance` is called with each kill."""
    with TemporaryDirectory(prefix="yiqi-kills-") as folder:
        address = database or f"sqlite:///{Path(folder) / 'kills.db'}"
        fake = FakeTelegram()
        tellers = [Teller(number) for number in range(FEWEST + A_KILL * kills)]
        _enter(address, fake, tellers)
        with served(app_of(fake)) as api:
            started = time.monotonic()
            busy = Load(fake, tellers, address)
            processes = Processes(address, api, Path(folder) / "log")
            mid_way = _kill(processes, busy, kills, random.Random(seed), advance)
            busy.finish()
            processes.stop()
        figures = {"kills": kills, "mid_way": mid_way, **reckon(make_engine(address), fake, busy.begun)}
    return figures | {"seconds": round(time.monotonic() - started, 1)}


def _kill(
    processes: Processes, busy: Load, kills: int, chance: random.Random, advance: Callable[[int], None]
) -> int:
    """How many of the kills came after a message had been taken since the kill before."""
    busy.start()
    mid_way = 0
    for _ in range(kills):
        mid_way += _in_use(busy)
        time.sleep(chance.uniform(0, THEN))
        processes.kill_one(chance)
        processes.await_web()
        advance(1)
    return mid_way


def _in_use(busy: Load) -> bool:
    """Whether a message is taken soon; then more are under way, and answers of it too."""
    before, deadline = busy.taken, time.monotonic() + IN_USE
    while busy.taken == before and time.monotonic() < deadline:
        time.sleep(0.005)
    return busy.taken > before


def _enter(address: str, fake: FakeTelegram, tellers: list[Teller]) -> None:
    app = open_app(address)
    now = app.clock.now()

    def on_stage(work: UnitOfWork) -> None:
        for number in range(EXPERTS):
            day = now.date().replace(month=1, day=1)
            expert = Actor(
                f"专家{number}", "expert", "440802", domains=("law",), capacity=len(tellers), certified=day
            )
            enter(work, expert, [("web", f"expert{number}")], app.rules, now)
        for one in tellers:
            firm = Actor(f"老板{one.number}", "enterprise", "440802", enterprise=f"第{one.number}号食品厂")
            enter(work, firm, [("telegram", str(one.user))], app.rules, now)
            fake.start(one.user)

    app.database.write(on_stage).result()
    app.close()


class Load:
    """So many people at once, each of whom writes on when answered; Telegram brings a message until it is taken."""

    def __init__(self, fake: FakeTelegram, tellers: list[Teller], address: str) -> None:
        self._fake, self._waiting = fake, iter(tellers)
        self._engine = make_engine(address)
        self._threads = ThreadPoolExecutor(AT_ONCE)
        self._going = True
        self._thread = Thread(target=self._serve, daemon=True)
        self.begun: list[Teller] = []
        self.taken = 0

    def start(self) -> None:
        self._thread.start()

    def finish(self) -> None:
        """Nobody new begins; those who began come to their end, or it takes too long."""
        self._going = False
        self._thread.join(ALL_WELL.total_seconds())
        self._threads.shutdown(cancel_futures=True)
        self._engine.dispose()

    def _serve(self) -> None:
        active: list[Teller] = []
        while active or self._going:
            while self._going and len(active) < AT_ONCE:
                active.append(next(self._waiting))
                self.begun.append(active[-1])
            keys = [self._key(one.update) for one in active if one.update]
            try:
                out = answered(self._engine, keys)
            except DBAPIError:  # the database is away, too
                time.sleep(1)
                continue
            for one in active:
                if one.update is None or self._key(one.update) in out:
                    self._go_on(one)
            active = [one for one in active if not one.is_done]
            time.sleep(ASK_EVERY)

    def _go_on(self, one: Teller) -> None:
        if one.said == len(one.lines):
            one.update = None
        else:
            self._threads.submit(self._bring, one.say(self._fake))

    def _bring(self, update: dict[str, Any]) -> None:
        while not (self._fake.mail.url and 200 <= self._fake.mail.push(update) < 300):
            time.sleep(ASK_EVERY)
        self.taken += 1

    def _key(self, update: dict[str, Any]) -> str:
        return f"{self._fake.me['id']}:{update['update_id']}"
