"""The database of a running application: one engine, who writes to it, and who reads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Protocol, TypeVar

from sqlalchemy import Connection, Engine

from bot.runtime.writer import GroupWriter, PooledWriter, Writer
from storage.engine import empty_log, forgo_checkpoints
from storage.migrate import upgrade
from storage.reseal import check_keys
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")


class PendingDelivery(Protocol):
    """Is told that a transaction has queued messages."""

    def announce(self, work: UnitOfWork) -> None:
        """Before the commit: `work.pending_delivery` says for whom something waits, and from when on it may go."""


class Database:
    """Transactions on threads of their own, and connections that only read.

    Nothing happens before `open`: no connection is made and no thread started.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer: Writer = GroupWriter(self.engine) if self.on_sqlite else PooledWriter(self.engine)
        self._pending: PendingDelivery | None = None

    @cached_property
    def _reader(self) -> Engine:
        """Made when first asked for, so that it has what the engine was given until then."""
        return self.engine.execution_options(readonly=True)

    @property
    def on_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @property
    def queued(self) -> int:
        """How many jobs wait to be written."""
        return self._writer.queued

    @property
    def commits(self) -> int:
        """Grows with each transaction that the database took."""
        return self._writer.commits

    @property
    def address(self) -> str:
        """The address with its password, for another connection to the same database."""
        return self.engine.url.render_as_string(hide_password=False)

    def announce_to(self, pending: PendingDelivery) -> None:
        """From now on tell this one of queued messages."""
        self._pending = pending

    def ship_with(self, ship: Callable[[], None], at_each_commit: bool) -> None:
        """Have SQLite's log copied before it is emptied; and, where that is wanted, after each commit and before anybody hears of it."""
        forgo_checkpoints(self.engine, ship)
        if at_each_commit and isinstance(self._writer, GroupWriter):
            self._writer.before_settling = ship

    def open(self) -> None:
        """Bring the tables to the newest form, and let the writer begin. Raises `KeysError` where the keys are others."""
        upgrade(self.engine)
        with self.read() as connection:
            check_keys(connection)
        empty_log(self.engine)
        self._writer.open()

    def close(self) -> None:
        """Finish what was handed in, then let go of every connection."""
        self._writer.close()
        self.engine.dispose()

    def read(self) -> AbstractContextManager[Connection]:
        """A connection that sees what is committed and may not write."""
        return self._reader.connect()

    def write(
        self,
        run: Callable[[UnitOfWork], T],
        key: str = "application",
        rescue: Callable[[UnitOfWork, Exception], T] | None = None,
    ) -> Future[T]:
        """Run this in a transaction; the result is there after the commit.

        What has the same `key` runs in the order in which it came. If `run` fails for a reason of its own, `rescue`
        runs in its place. The future raises `NotTaken` when the database would not have it.
        """
        if rescue is None:
            return self._writer.submit(key, lambda work: self._announced(work, run(work)))
        return self._writer.submit(
            key,
            lambda work: self._announced(work, run(work)),
            lambda work, error: self._announced(work, rescue(work, error)),
        )

    def _announced(self, work: UnitOfWork, result: T) -> T:
        if work.pending_delivery and self._pending:
            self._pending.announce(work)
        return result
