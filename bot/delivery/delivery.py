"""Delivery as transactions: a round over the outbox leases what may go now, and settling keeps what became of it."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

from bot.channels.contract import NotSent
from bot.clock import Clock
from bot.delivery.due import DeliveryConfig, OutboundMessage, Round, deliver_due
from bot.delivery.settle import record_outcome
from bot.runtime.database import Database
from bot.runtime.stream_notifier import StreamNotifier
from storage.unit_of_work import UnitOfWork

LANE = "delivery"
"""Rounds run one after the other."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Leases what is due and keeps the outcomes; a sender sends in between."""

    database: Database
    clock: Clock
    config: DeliveryConfig
    notifier: StreamNotifier

    def round(self, person_id: int | None = None) -> Future[Round]:
        """One look at the outbox, of one person or of all; whoever asks sends the messages that it gives."""
        return self.database.write(lambda work: self.round_in(work, person_id), LANE)

    def round_in(self, work: UnitOfWork, person_id: int | None = None) -> Round:
        """The same within a transaction."""
        done = deliver_due(work, self.clock.now(), self.config, person_id)
        for person in done.news:
            self.notifier.announce(work, person)
        return done

    def settle(self, message: OutboundMessage, outcome: NotSent | str) -> Future[None]:
        """Keep what became of a message: why it was not sent, or what the vendor calls it."""

        def settled(work: UnitOfWork) -> None:
            work.trace = message.trace
            record_outcome(work, message, outcome, self.clock.now(), self.config)

        return self.database.write(settled, f"person:{message.person_id}")
