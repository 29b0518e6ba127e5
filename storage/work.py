"""The unit of work: what one message, tap or tick does, in one transaction or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Connection
from sqlalchemy.orm import Session


class Work:
    """A transaction under way. `connection` serves the hot path, `session` the deeds; both see the same rows.

    `after_commit` holds what may happen only once the rows are safe (wake a reader); `told` says that
    notices were queued.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.after_commit: list[Callable[[], None]] = []
        self.told = False

    @cached_property
    def session(self) -> Session:
        return Session(self.connection, expire_on_commit=False, join_transaction_mode="rollback_only")

    @property
    def on_sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    def flush(self) -> None:
        """Send pending rows to the database, so that plain statements see them."""
        if "session" in self.__dict__:
            self.session.flush()

    @contextmanager
    def part(self) -> Iterator[Work]:
        """A part that stands or falls by itself, under a savepoint of its own."""
        part = Work(self.connection)
        self.connection.exec_driver_sql("SAVEPOINT part")
        try:
            yield part
            part.flush()
        except BaseException:
            part._forget()
            self.connection.exec_driver_sql("ROLLBACK TO SAVEPOINT part")
            self.connection.exec_driver_sql("RELEASE SAVEPOINT part")
            raise
        part._forget()
        self.connection.exec_driver_sql("RELEASE SAVEPOINT part")
        self.after_commit += part.after_commit

    def _forget(self) -> None:
        if "session" in self.__dict__:
            self.session.expunge_all()
