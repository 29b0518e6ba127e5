"""The unit of work: what one message, tap or tick does, in one transaction or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from storage.changes import note_changes
from storage.engine import empty_log
from storage.lengths import check_lengths
from storage.prepared import run_bare
from storage.search_terms import note_names

event.listen(Session, "before_flush", check_lengths)
event.listen(Session, "after_flush", note_changes)
event.listen(Session, "after_flush", note_names)


@dataclass(frozen=True, slots=True)
class Told:
    """A notice that was queued for somebody."""

    person_id: int
    kind: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A short message with a one-time code: its row, for whom it was asked, and to which telephone it goes."""

    code_id: int
    person_id: int
    phone: str
    code: str


class UnitOfWork:
    """A transaction under way. `connection` serves the hot path, `session` the deeds; both see the same rows.

    `after_commit` holds what may happen only once the rows are safe (wake a reader); `pending_delivery` says for whom
    something waits in the outbox, and from when on it may go: each such moment, since an answer and what follows it go
    apart. `acting` is the person whose deed is being done, if it is one's, and `told` the notices that it has queued.
    `texts` are sent once the rows are safe. `trace` is the id of the inbound message that it is for, by which the log follows it.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.after_commit: list[Callable[[], None]] = []
        self.pending_delivery: set[tuple[int, datetime]] = set()
        self.acting: int | None = None
        self.told: list[Told] = []
        self.texts: list[Text] = []
        self.trace: str | None = None

    @cached_property
    def session(self) -> Session:
        """Under a savepoint of its own, so that a refused row undoes no more than this unit's work."""
        return Session(self.connection, expire_on_commit=False, join_transaction_mode="create_savepoint")

    @property
    def on_sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    def request_delivery(self, person_id: int, at: datetime) -> None:
        """Something for this person may be delivered from `at` on."""
        self.pending_delivery.add((person_id, at))

    def leave_no_log(self) -> None:
        """After the commit SQLite's log is emptied: what was forgotten is in it still."""
        self.after_commit.append(partial(empty_log, self.connection.engine))

    def flush(self) -> None:
        """Send pending rows to the database, so that plain statements see them."""
        if "session" in self.__dict__:
            self.session.flush()

    @contextmanager
    def undone_if_refused(self) -> Iterator[None]:
        """What is done inside stands, or, if it raises, nothing of it: no rows, nobody told; the error goes on.

        What was done before in the same transaction stays. Rows loaded before are read anew after an undoing.
        """
        later, waits, told = len(self.after_commit), set(self.pending_delivery), len(self.told)
        texts = len(self.texts)
        try:
            with self.session.begin_nested():
                self.session.connection()  # sets the savepoint now, for statements that go around the session
                yield
        except BaseException:
            del self.after_commit[later:]
            self.pending_delivery = waits
            del self.told[told:]
            del self.texts[texts:]
            self.session.expire_all()
            raise

    @contextmanager
    def part(self) -> Iterator[UnitOfWork]:
        """A part that stands or falls by itself, under a savepoint of its own."""
        part = UnitOfWork(self.connection)
        part.trace = self.trace
        run_bare(self.connection, "SAVEPOINT part")
        try:
            yield part
            part._finish()
        except BaseException:
            part._abandon()
            run_bare(self.connection, "ROLLBACK TO SAVEPOINT part")
            run_bare(self.connection, "RELEASE SAVEPOINT part")
            raise
        run_bare(self.connection, "RELEASE SAVEPOINT part")
        self.after_commit += part.after_commit
        self.pending_delivery |= part.pending_delivery

    def _finish(self) -> None:
        if "session" in self.__dict__:
            self.session.commit()

    def _abandon(self) -> None:
        if "session" in self.__dict__:
            self.session.close()
