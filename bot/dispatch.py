"""Who is told that something waits in the outbox: in one process a thread of the house, or jobs for workers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Protocol

from bot.delivery import Errand, Round
from storage.work import Work


class Dispatch(Protocol):
    """Sees to it that what was queued is delivered when its time comes."""

    def told(self, work: Work) -> None:
        """In the transaction that queued it, before its commit: `work.told` says for whom and from when."""

    def carry(self, errands: Sequence[Errand]) -> None:
        """Set out with errands that were leased in passing."""


class Carrier(Protocol):
    """`bot.courier.Courier`, as seen from other threads."""

    def carry(self, errands: Sequence[Errand]) -> None: ...

    def wake_at(self, moment: datetime) -> None: ...


class Delivering(Protocol):
    """The house, as far as delivery in its own process needs it."""

    def write(self, run: Callable[[Work], Round], key: str = "house") -> Future[Round]: ...

    def deliver_in(self, work: Work) -> Round: ...

    def now(self) -> datetime: ...


class InProcess:
    """Delivers after each commit that queued something. Without a courier (no vendor's channel) a tick does the rest."""

    def __init__(self, house: Delivering) -> None:
        self._house = house
        self._waits = False
        self.courier: Carrier | None = None

    def told(self, work: Work) -> None:
        moment = min(work.told.values())
        if moment <= self._house.now():
            work.after_commit.append(self.deliver_soon)
        elif self.courier:
            courier = self.courier
            work.after_commit.append(lambda: courier.wake_at(moment))

    def carry(self, errands: Sequence[Errand]) -> None:
        if errands and self.courier:
            self.courier.carry(errands)

    def deliver_soon(self) -> None:
        """Deliver after what is being written now; several calls at once are one."""
        if not self._waits:
            self._waits = True
            self._house.write(self._round, "delivery").add_done_callback(self._delivered)

    def _round(self, work: Work) -> Round:
        self._waits = False
        return self._house.deliver_in(work)

    def _delivered(self, future: Future[Round]) -> None:
        if future.exception():
            self._waits = False  # a delivery that the database refused must not keep the next one away
            return
        self.carry(future.result().errands)
        if future.result().more:
            self.deliver_soon()
