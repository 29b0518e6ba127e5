"""Messages that come in: each is answered in one transaction, and its answers may be claimed for a vendor's response."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from uuid import uuid4

import structlog
from sqlalchemy.exc import DataError

from bot.clock import Clock
from bot.log import trace_of, under
from bot.runtime.breath import AT_ONCE, AnswerTiming
from bot.runtime.database import Database
from bot.runtime.receive import NOT_KEPT, TOO_LARGE, Receipt, answered, apologise, claim, receive, turn_away
from bot.runtime.stream_notifier import StreamNotifier
from bot.runtime.tally import Tally
from bot.runtime.writer import NotTaken
from handlers.engine.context import ReaderOptions
from handlers.message import Incoming, Reply
from language import topics
from language.intents.reading import meaning, needs_meaning, sounds_like_need
from matching.evidence import remember
from matching.meaning import Encoder
from programme.packs import RulePack
from storage.unit_of_work import UnitOfWork
from web.guard import Guard, open_to_all

TAKEN = "yiqi_messages_taken_total"
ANSWERED = "yiqi_messages_answered_total"
REFUSED = "yiqi_messages_refused_total"
FAILED = "yiqi_messages_failed_total"
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
OUT_OF_RANGE = "22003"
"""PostgreSQL's code for a number beyond its column («PostgreSQL Error Codes», class 22)."""
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Inbound:
    """Receives messages under one rule pack. `pace`: how the answers of each channel wait.

    `encoder` tells what needs mean where they are paired; what they are read with is its own affair. `guard` is asked by
    whoever hands messages over; `texts` sends what a deed has to send by short message.
    """

    database: Database
    clock: Clock
    rules: RulePack
    options: ReaderOptions
    notifier: StreamNotifier
    pace: Mapping[str, AnswerTiming] = field(default_factory=dict)
    encoder: Encoder | None = None
    guard: Guard = field(default_factory=open_to_all)
    texts: Callable[[UnitOfWork], None] | None = None
    tally: Tally = field(default_factory=Tally)

    def receive(self, incoming: Incoming) -> Future[Receipt]:
        """The receipt is there after the commit. The future raises `NotTaken` when the message must come again.

        What takes long to read is read here, before the message waits for its turn to write.
        """
        incoming = _storable(incoming)
        trace = trace_of(incoming.channel, incoming.external_id)
        with under(trace):
            meaning = None if incoming.choice else self._meaning_of(incoming.text)
            kept = self.database.write(
                lambda work: self._noticed(work, self._receive(_traced(work, trace), incoming, meaning)),
                f"{incoming.channel}:{incoming.sender}",
                lambda work, error: self._noticed(
                    work, self._apologise(_traced(work, trace), incoming, error)
                ),
            )
        kept.add_done_callback(lambda done: self._count(incoming.channel, trace, done))
        return kept

    def turn_away(self, incoming: Incoming) -> Future[Receipt]:
        """Keep a message of one who sends too fast, with the answer that says so; nothing of it is done."""
        self.tally.add(REFUSED, channel=incoming.channel, reason="too_fast")
        hold = self.pace.get(incoming.channel, AT_ONCE).hold
        trace = trace_of(incoming.channel, incoming.external_id)
        return self.database.write(
            lambda work: self._noticed(
                work, turn_away(_traced(work, trace), incoming, self.clock.now(), hold)
            ),
            f"{incoming.channel}:{incoming.sender}",
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
        with under(receipt.trace):
            out = self.database.write(lambda work: answered(work, receipt, now), _lane(receipt))
            log.info("answered", inbox=receipt.inbox_id)
        return out

    def _count(self, channel: str, trace: str, done: Future[Receipt]) -> None:
        """Runs once the message is kept, or is not."""
        if done.cancelled():
            self.tally.add(REFUSED, channel=channel, reason="given_up")
        elif error := done.exception():
            reason = "not_taken" if isinstance(error, NotTaken) else "error"
            self.tally.add(REFUSED, channel=channel, reason=reason)
        elif (receipt := done.result()) is NOT_KEPT:
            self.tally.add(REFUSED, channel=channel, reason="no_room")
        else:
            self.tally.add(TAKEN, channel=channel)
            log.info(
                "taken", trace=trace, channel=channel, inbox=receipt.inbox_id, answers=len(receipt.replies)
            )
            if receipt.replies:
                self.tally.add(ANSWERED, channel=channel)

    def _meaning_of(self, text: str) -> Any:
        """The sentence vector of a text that rules and characters alone do not settle; a need's own is remembered."""
        if self.options.deep and sounds_like_need(text):
            topics.remember(text)
            if self.encoder:
                remember(text, self.encoder)
        return meaning(text) if needs_meaning(text) else None

    def _receive(self, work: UnitOfWork, incoming: Incoming, meaning: Any) -> Receipt:
        pace = self.pace.get(incoming.channel, AT_ONCE)
        limits, now = self.guard.limits, self.clock.now()
        arrivals = limits.arrivals if limits.enabled else None
        return receive(work, incoming, now, self.rules, self.options, pace, meaning, arrivals)

    def _apologise(self, work: UnitOfWork, incoming: Incoming, error: Exception) -> Receipt:
        error_id = uuid4().hex[:8]
        hold = self.pace.get(incoming.channel, AT_ONCE).hold
        if _beyond_any_column(error):
            log.warning("number too large", error_id=error_id, channel=incoming.channel, exc_info=error)
            return apologise(work, incoming, self.clock.now(), error_id, hold, TOO_LARGE)
        self.tally.add(FAILED, channel=incoming.channel)
        log.error("message failed", error_id=error_id, channel=incoming.channel, exc_info=error)
        return apologise(work, incoming, self.clock.now(), error_id, hold)

    def _noticed(self, work: UnitOfWork, receipt: Receipt) -> Receipt:
        self.notifier.announce(work, receipt.person_id)
        if work.texts and self.texts:
            self.texts(work)
        return receipt


def _storable(incoming: Incoming) -> Incoming:
    """Halves of characters and NUL, which no database keeps and nobody meant, become the sign for what cannot be read."""
    if not UNSTORABLE.search(incoming.text + incoming.quotes + incoming.choice + incoming.contact):
        return incoming
    clean = partial(UNSTORABLE.sub, "\ufffd")
    return replace(
        incoming,
        text=clean(incoming.text),
        quotes=clean(incoming.quotes),
        choice=clean(incoming.choice),
        contact=clean(incoming.contact),
    )


def _beyond_any_column(error: Exception) -> bool:
    """Whether it is a number that no column holds, as SQLite's driver and PostgreSQL say so."""
    return isinstance(error, OverflowError) or (
        isinstance(error, DataError) and getattr(error.orig, "sqlstate", None) == OUT_OF_RANGE
    )


def _traced(work: UnitOfWork, trace: str) -> UnitOfWork:
    work.trace = trace
    return work


def _lane(receipt: Receipt) -> str:
    return f"person:{receipt.person_id}"
