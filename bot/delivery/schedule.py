"""Who sees to it that what waits in the outbox is delivered when its time comes: here, by this very process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from typing import Protocol

from bot.delivery.delivery import LANE, Delivery
from bot.delivery.due import OutboundMessage, Round
from storage.unit_of_work import UnitOfWork


class DeliveryScheduler(Protocol):
    """Is told of messages before the commit that queues them, and delivers them in time."""

    def open(self) -> None:
        """Make ready what it needs in the database."""

    def announce(self, work: UnitOfWork) -> None:
        """In the transaction: `work.pending_delivery` says for whom something waits, and from when on."""

    def deliver_now(self) -> None:
        """Deliver every message that may go now, if this process delivers; return once each is in a mailbox or being sent."""


class Sends(Protocol):
    """`bot.delivery.send.Sender`, as seen from other threads."""

    def send(self, messages: Sequence[OutboundMessage], then: Callable[[], None]) -> None: ...

    def call_at(self, moment: datetime, call: Callable[[], None]) -> None: ...


class InProcessScheduler:
    """Delivers after each commit that queued something. Where there are vendors' channels: from `begin` to `end`.

    What has to wait for its time is looked at again by the sender's alarm or, without channels, by a tick.
    """

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self._waits = False
        self._sender: Sends | None = None
        self._closing = False

    @property
    def ready(self) -> bool:
        """Whether messages that are leased now would be sent."""
        needs_sender = bool(self._delivery.config.capabilities)
        return not needs_sender or (self._sender is not None and not self._closing)

    def begin(self, sender: Sends) -> None:
        """From now on messages are sent by this sender."""
        self._sender = sender
        self._closing = False
        self.deliver_soon()

    def end(self) -> Future[None]:
        """Lease nothing more; once this is done, every message that was leased is in the sender's hands."""
        self._closing = True
        return self._delivery.database.write(lambda work: None, LANE)

    def open(self) -> None:
        """Nothing but the outbox is needed."""

    def announce(self, work: UnitOfWork) -> None:
        moments, now = {at for _, at in work.pending_delivery}, self._delivery.clock.now()
        if min(moments) <= now:
            work.after_commit.append(self.deliver_soon)
        if sender := self._sender:
            later = sorted(at for at in moments if at > now)
            work.after_commit += [partial(sender.call_at, moment, self.deliver_soon) for moment in later]

    def deliver_now(self) -> None:
        more = self.ready
        while more:
            done = self._delivery.round().result()
            self._send(done.messages)
            more = done.more

    def deliver_soon(self) -> None:
        """Deliver after what is being written now; several calls at once are one."""
        if self.ready and not self._waits:
            self._waits = True
            self._delivery.database.write(self._round, LANE).add_done_callback(self._delivered)

    def _round(self, work: UnitOfWork) -> Round:
        self._waits = False
        return self._delivery.round_in(work)

    def _delivered(self, future: Future[Round]) -> None:
        if future.exception():
            self._waits = False  # a round that the database refused must not keep the next one away
            return
        self._send(future.result().messages)
        if future.result().more:
            self.deliver_soon()

    def _send(self, messages: Sequence[OutboundMessage]) -> None:
        if messages and self._sender:
            self._sender.send(messages, self.deliver_soon)
