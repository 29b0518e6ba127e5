"""Who writes to the database, and in what order.

Jobs with one key run one after the other, in the order they came. A future's result is there only
after the commit; `NotTaken` means that nothing of the job is in the database.
"""

from __future__ import annotations

import queue
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from threading import Thread
from typing import Any, Protocol, TypeVar

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
LARGEST_GROUP = 64
TRIES = 3
log = structlog.get_logger()


class NotTaken(Exception):
    """The database would not take it (locked, full, gone): the sender must send it again."""


@dataclass(slots=True)
class Job:
    """`run` in a transaction; if it fails for a reason of its own, `rescue` (with the error) in its place.

    `context`: that of whoever handed it in, so that what is logged says for which message.
    """

    run: Callable[[UnitOfWork], Any]
    rescue: Callable[[UnitOfWork, Exception], Any] | None = None
    future: Future[Any] = field(default_factory=Future)
    context: Context = field(default_factory=copy_context)


class Writer(Protocol):
    """Runs jobs on threads of its own, between `open` and `close`."""

    def open(self) -> None: ...

    def submit(
        self,
        key: str,
        run: Callable[[UnitOfWork], T],
        rescue: Callable[[UnitOfWork, Exception], T] | None = None,
    ) -> Future[T]: ...

    @property
    def queued(self) -> int:
        """How many jobs wait for their turn."""

    @property
    def commits(self) -> int:
        """Grows with each transaction that the database took."""

    def close(self) -> None: ...


class GroupWriter:
    """SQLite's one writer: what waits in the queue is committed together, each job under its savepoint.

    `before_settling` is called when a group is committed and nobody has heard of it yet.
    """

    before_settling: Callable[[], None] | None = None

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread: Thread | None = None
        self.commits = 0

    def open(self) -> None:
        self._thread = Thread(target=self._serve, name="writer", daemon=True)
        self._thread.start()

    def submit(
        self,
        key: str,
        run: Callable[[UnitOfWork], T],
        rescue: Callable[[UnitOfWork, Exception], T] | None = None,
    ) -> Future[T]:
        job = Job(run, rescue)
        self._queue.put(job)
        return job.future

    @property
    def queued(self) -> int:
        return self._queue.qsize()

    def close(self) -> None:
        """Finish what waits, then stop."""
        if self._thread:
            self._queue.put(None)
            self._thread.join()

    def _serve(self) -> None:
        while (job := self._queue.get()) is not None:
            group = [job, *self._waiting()]
            closing = group[-1] is None
            if wanted := [one for one in group if one is not None and _still_wanted(one)]:
                self._commit(wanted)
            if closing:
                return

    def _waiting(self) -> list[Job | None]:
        group: list[Job | None] = []
        while len(group) < LARGEST_GROUP - 1:
            try:
                group.append(self._queue.get_nowait())
            except queue.Empty:
                break
            if group[-1] is None:
                break
        return group

    def _commit(self, group: list[Job]) -> None:
        """All in one transaction; if the database refuses that, each once more by itself."""
        try:
            results, after = self._transact(group)
        except Exception as error:
            if len(group) > 1:
                for job in group:
                    self._commit([job])
            else:
                _refuse(group[0], error)
            return
        self.commits += 1
        if self.before_settling:
            self.before_settling()
        _settle(zip(group, results, strict=True), after)

    def _transact(self, group: list[Job]) -> tuple[list[Any], list[Callable[[], None]]]:
        with self._engine.begin() as connection:
            work = UnitOfWork(connection)
            results = [job.context.run(_attempt, work, job) for job in group]
        return results, work.after_commit


class PooledWriter:
    """PostgreSQL: several at once; each key has its own lane, so that one person's messages keep their order."""

    def __init__(self, engine: Engine, lanes: int = 4) -> None:
        self._engine = engine
        self._lanes = [queue.SimpleQueue[Job | None]() for _ in range(lanes)]
        self._threads: list[Thread] = []
        self.commits = 0

    def open(self) -> None:
        self._threads = [Thread(target=self._serve, args=(lane,), daemon=True) for lane in self._lanes]
        for thread in self._threads:
            thread.start()

    def submit(
        self,
        key: str,
        run: Callable[[UnitOfWork], T],
        rescue: Callable[[UnitOfWork, Exception], T] | None = None,
    ) -> Future[T]:
        job = Job(run, rescue)
        self._lanes[hash(key) % len(self._lanes)].put(job)
        return job.future

    @property
    def queued(self) -> int:
        return sum(lane.qsize() for lane in self._lanes)

    def close(self) -> None:
        """Finish what waits, then stop."""
        for lane, thread in zip(self._lanes, self._threads, strict=False):
            lane.put(None)
            thread.join()

    def _serve(self, lane: queue.SimpleQueue[Job | None]) -> None:
        while (job := lane.get()) is not None:
            if _still_wanted(job):
                self._commit(job)

    def _commit(self, job: Job, tries: int = TRIES) -> None:
        """Races between processes (deadlock, first contact twice) are tried again."""
        try:
            with self._engine.begin() as connection:
                work = UnitOfWork(connection)
                result = job.context.run(_attempt, work, job)
        except Exception as error:
            if isinstance(error, DBAPIError) and not error.connection_invalidated and tries > 1:
                self._commit(job, tries - 1)
            else:
                _refuse(job, error)
            return
        self.commits += 1
        _settle([(job, result)], work.after_commit)


def _still_wanted(job: Job) -> bool:
    """False for one whose sender gave up; from here on it is written, and giving up comes too late."""
    return job.future.set_running_or_notify_cancel()


def _attempt(work: UnitOfWork, job: Job) -> Any:
    """The job's result, or its own error as a value; errors of the database itself are raised."""
    try:
        with work.part() as part:
            return job.run(part)
    except DBAPIError as error:
        if not isinstance(error, (IntegrityError, DataError)) or job.rescue is None:
            raise
        return _rescued(work, job, error)
    except Exception as error:
        return _rescued(work, job, error)


def _rescued(work: UnitOfWork, job: Job, error: Exception) -> Any:
    if job.rescue is None:
        return _Failed(error)
    with work.part() as part:
        return job.rescue(part, error)


@dataclass(slots=True)
class _Failed:
    error: Exception


def _settle(done: Any, after: list[Callable[[], None]]) -> None:
    for job, result in done:
        if isinstance(result, _Failed):
            job.future.set_exception(result.error)
        else:
            job.future.set_result(result)
    for call in after:
        _heed(call)


def _heed(call: Callable[[], None]) -> None:
    """The rows are safe already; what waits behind must not wait for ever because somebody could not be told of them."""
    try:
        call()
    except Exception as error:
        log.error("not done after the commit", error=repr(error))


def _refuse(job: Job, error: Exception) -> None:
    job.context.run(log.error, "not taken", error=repr(error))
    refusal = NotTaken(str(error))
    refusal.__cause__ = error
    job.future.set_exception(refusal)
