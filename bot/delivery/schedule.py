"""Who is told that something waits in the outbox: in one process a thread of the house, or jobs for workers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Protocol, TypeVar

from bot.channels.contract import Channel
from bot.delivery.due import Errand, Round
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
LANE = "delivery"


class Dispatch(Protocol):
    """Sees to it that what was queued is delivered when its time comes."""

    @property
    def ready(self) -> bool:
        """Whether errands leased in this process would be carried."""

    def told(self, work: UnitOfWork) -> None:
        """In the transaction that queued it, before its commit: `work.pending_delivery` says for whom and from when."""

    def carry(self, errands: Sequence[Errand]) -> None:
        """Set out with errands that were leased in passing."""

    def news(self, work: UnitOfWork, person_id: int) -> None:
        """In the transaction that gave a person's chat a new line: whoever reads it is woken after the commit."""


class Carrier(Protocol):
    """`bot.delivery.send.Courier`, as seen from other threads."""

    def carry(self, errands: Sequence[Errand], then: Callable[[], None]) -> None: ...

    def wake_at(self, moment: datetime, call: Callable[[], None]) -> None: ...


class Delivering(Protocol):
    """The house, as far as delivery in its own process needs it."""

    @property
    def channels(self) -> Mapping[str, Channel]: ...

    @property
    def on_news(self) -> Callable[[int], None]: ...

    def write(self, run: Callable[[UnitOfWork], T], key: str = "house") -> Future[T]: ...

    def deliver_in(self, work: UnitOfWork) -> Round: ...

    def now(self) -> datetime: ...


class InProcess:
    """Delivers after each commit that queued something, once the channels are open.

    What has to wait for its time is looked at again by the courier's alarm or, in a house without channels, by a tick.
    """

    def __init__(self, house: Delivering) -> None:
        self._house = house
        self._waits = False
        self._courier: Carrier | None = None
        self._closing = False

    @property
    def ready(self) -> bool:
        return not self._house.channels or (self._courier is not None and not self._closing)

    def begin(self, courier: Carrier) -> None:
        """From now on errands are carried."""
        self._courier = courier
        self._closing = False
        self.deliver_soon()

    def end(self) -> Future[None]:
        """Lease nothing more; once this is done, every errand that was leased is in the courier's hands."""
        self._closing = True
        return self._house.write(lambda work: None, LANE)

    def told(self, work: UnitOfWork) -> None:
        moment = min(work.pending_delivery.values())
        if moment <= self._house.now():
            work.after_commit.append(self.deliver_soon)
        elif self._courier:
            courier = self._courier
            work.after_commit.append(lambda: courier.wake_at(moment, self.deliver_soon))

    def carry(self, errands: Sequence[Errand]) -> None:
        if errands and self._courier:
            self._courier.carry(errands, self.deliver_soon)

    def news(self, work: UnitOfWork, person_id: int) -> None:
        work.after_commit.append(lambda: self._house.on_news(person_id))

    def deliver_soon(self) -> None:
        """Deliver after what is being written now; several calls at once are one."""
        if self.ready and not self._waits:
            self._waits = True
            self._house.write(self._round, LANE).add_done_callback(self._delivered)

    def _round(self, work: UnitOfWork) -> Round:
        self._waits = False
        return self._house.deliver_in(work)

    def _delivered(self, future: Future[Round]) -> None:
        if future.exception():
            self._waits = False  # a delivery that the database refused must not keep the next one away
            return
        self.carry(future.result().errands)
        if future.result().more:
            self.deliver_soon()
