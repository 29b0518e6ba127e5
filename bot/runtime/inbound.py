"""Messages that come in: each is answered in one transaction, and its answers may be claimed for a vendor's response."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import structlog

from bot.clock import Clock
from bot.runtime.breath import AT_ONCE, Pace
from bot.runtime.database import Database
from bot.runtime.receive import Receipt, answered, apologise, claim, receive
from bot.runtime.stream_notifier import StreamNotifier
from handlers.engine.context import ReaderOptions
from handlers.message import Incoming, Reply
from language.intents.reading import meaning, needs_meaning
from programme.packs import RulePack
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Inbound:
    """Receives messages under one rule pack. `pace`: how the answers of each channel wait."""

    database: Database
    clock: Clock
    rules: RulePack
    options: ReaderOptions
    notifier: StreamNotifier
    pace: Mapping[str, Pace] = field(default_factory=dict)

    def receive(self, incoming: Incoming) -> Future[Receipt]:
        """The receipt is there after the commit. The future raises `NotTaken` when the message must come again.

        What takes long to read is read here, before the message waits for its turn to write.
        """
        meaning = None if incoming.choice else _meaning_of(incoming.text)
        return self.database.write(
            lambda work: self._noticed(work, self._receive(work, incoming, meaning)),
            f"{incoming.channel}:{incoming.sender}",
            lambda work, error: self._noticed(work, self._apologise(work, incoming, error)),
        )

    def claim(self, receipt: Receipt, most: int | None) -> Future[tuple[Reply, ...]]:
        """The answers to a message, at most so many, for the vendor's response; delivery sends the others.

        Empty when they are being sent already. A second claim gives the same again.
        """
        now = self.clock.now()
        return self.database.write(lambda work: claim(work, receipt, most, now), _lane(receipt))

    def answered(self, receipt: Receipt) -> Future[None]:
        """Note that the response with the claimed answers is out."""
        now = self.clock.now()
        return self.database.write(lambda work: answered(work, receipt, now), _lane(receipt))

    def _receive(self, work: UnitOfWork, incoming: Incoming, meaning: Any) -> Receipt:
        pace = self.pace.get(incoming.channel, AT_ONCE)
        return receive(work, incoming, self.clock.now(), self.rules, self.options, pace, meaning)

    def _apologise(self, work: UnitOfWork, incoming: Incoming, error: Exception) -> Receipt:
        error_id = uuid4().hex[:8]
        log.error("message failed", error_id=error_id, channel=incoming.channel, exc_info=error)
        hold = self.pace.get(incoming.channel, AT_ONCE).hold
        return apologise(work, incoming, self.clock.now(), error_id, hold)

    def _noticed(self, work: UnitOfWork, receipt: Receipt) -> Receipt:
        self.notifier.announce(work, receipt.person_id)
        return receipt


def _meaning_of(text: str) -> Any:
    """The sentence vector of a text that rules and characters alone do not settle."""
    return meaning(text) if needs_meaning(text) else None


def _lane(receipt: Receipt) -> str:
    return f"person:{receipt.person_id}"
