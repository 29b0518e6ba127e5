"""The log of SQLite is copied elsewhere while Yiqi runs, so that what was acknowledged outlives the disk (decision 0300)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import structlog

from bot.clock import Clock
from bot.runtime.database import Database
from storage.backup.archive import Contents, back_up
from storage.backup.errors import BackupError
from storage.backup.shipping import BACKUP, LOG, LogShipper, Missed
from storage.encryption.columns import keyring_of
from storage.encryption.keyring import Keyring

PREFIX = "live-"
KEPT = 2
"""Backups with their logs: the newest, and the one before."""
LARGEST_LOG = 16 << 20
"""Bytes of SQLite's own log from which on it is written into the database."""
LARGEST_COPY = 256 << 20
"""Bytes of a copy from which on a new backup is worth more than the time to lay it over the old one."""
AGAIN = 10.0
"""Seconds until it is tried once more where the folder takes nothing."""
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class ShippingPlan:
    """Where to, sealed by which keys, every how many seconds (0: before each acknowledgement), and what its backups hold beside."""

    folder: Path
    seal: Keyring
    every: float
    contents: Contents


@contextmanager
def shipping(database: Database, clock: Clock, plan: ShippingPlan | None) -> Iterator[None]:
    """Copy the log inside, on a thread of its own; at the end what is there is copied once more."""
    if plan is None:
        yield
        return
    ships = _Shipping(database, clock, plan)
    ships.start()
    try:
        yield
    finally:
        ships.stop()


class _Shipping:
    def __init__(self, database: Database, clock: Clock, plan: ShippingPlan) -> None:
        self._engine, self._clock, self._plan = database.engine, clock, plan
        self._shipper = LogShipper(Path(str(database.engine.url.database)), plan.folder, plan.seal)
        self._begun = False
        self._ended = Event()
        self._thread = Thread(target=self._run, name="shipping", daemon=True)
        database.ship_with(self._ship_now, at_each_commit=not plan.every)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()
        self._heeded(self._shipper.close)

    def _run(self) -> None:
        while not self._ended.is_set():
            well = self._heeded(self._turn)
            if not well:  # nobody else writes the log into the database: it would grow until the disk is full
                self._heeded(self._shipper.let_go)
            self._ended.wait((self._plan.every or 1.0) if well else AGAIN)

    def _turn(self) -> None:
        if not self._begun or self._shipper.copied > LARGEST_COPY:
            self._begin()
        self._shipper.ship()
        self._shipper.checkpoint(LARGEST_LOG)

    def _begin(self) -> None:
        name = f"{PREFIX}{self._clock.now():%Y%m%dT%H%M%S%f}"
        self._plan.folder.mkdir(parents=True, exist_ok=True)
        self._shipper.begin(name, self._backed_up)
        self._begun = True
        log.info("log is copied from here on", backup=f"{name}{BACKUP}")
        for old in sorted(self._plan.folder.glob(f"{PREFIX}*{BACKUP}"))[:-KEPT]:
            old.unlink()
            old.with_suffix(LOG).unlink(missing_ok=True)
        for cut_off in self._plan.folder.glob(f"{PREFIX}*{BACKUP}.*"):  # by the end of a process
            cut_off.unlink()

    def _backed_up(self, file: Path) -> None:
        keys = keyring_of(self._engine.dialect)
        back_up(self._engine, keys, file, self._plan.seal, self._plan.contents, self._clock.now())

    def _ship_now(self) -> None:
        """By whoever has just written, or is about to empty the log; they go on whatever becomes of it."""
        if self._begun:
            self._heeded(self._shipper.ship)

    def _heeded(self, act: Callable[[], None]) -> bool:
        try:
            act()
            return True
        except Missed:
            log.warning("log began anew before it was copied; a new backup is made")
        except (OSError, BackupError, sqlite3.Error) as error:
            log.error("log not copied", to=str(self._plan.folder), error=repr(error))
        self._begun = False
        return False
