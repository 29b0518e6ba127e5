"""What the passing of time brings. Ticks only carry: what is due is known from the rows."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from actions.applications.certify import certify_due
from actions.offers.answer import expire_offers
from actions.offers.meanings import keep_meanings, phrases_to_work_out
from actions.people.consent import forget_without_consent
from actions.reminders.sweep import next_sweep, sweep
from actions.reports.month import forget_pictures
from bot.clock import Clock
from bot.runtime.database import Database
from matching import meaning
from programme.packs import RulePack
from storage.changes import forget_changes
from storage.queries.delivery.due import next_due
from storage.unit_of_work import UnitOfWork

ROUNDS = 10
"""Rounds of phrases that one tick works out: a second or two, so that other ticks are not late."""


@dataclass(frozen=True, slots=True)
class Clockwork:
    """Does what is due by now, in slices of one transaction each. `deliver` sends what came of it."""

    database: Database
    clock: Clock
    rules: RulePack
    deliver: Callable[[], None]

    def tick(self) -> None:
        """Do all that is due, and deliver; then what can wait."""
        while self.slice().result():
            pass
        self.deliver()
        self.work_out_phrases()

    def work_out_phrases(self) -> None:
        """What experts' new phrases mean: told by the encoder outside every transaction, so that nobody waits for it."""
        for _ in range(ROUNDS):
            phrases = self.database.write(self._unknown, "tick").result()
            if not phrases:
                return
            vectors = dict(zip(phrases, meaning.packed(meaning.vectors(phrases)), strict=True))
            self.database.write(partial(keep_meanings, vectors=vectors), "tick").result()

    def _unknown(self, work: UnitOfWork) -> list[str]:
        return phrases_to_work_out(work, self.clock.now())

    def slice(self) -> Future[bool]:
        """Do some of what is due; whether there is more."""
        return self.database.write(lambda work: tick(work, self.clock.now(), self.rules), "tick")

    def next_wake(self) -> Future[datetime | None]:
        """When something will next be due; None when nothing ever is."""
        return self.database.write(lambda work: next_wake(work, self.clock.now(), self.rules))


def tick(work: UnitOfWork, now: datetime, rules: RulePack) -> bool:
    """Do what is due: lapse offers, certify, remind, forget what nobody consented to; whether there is more."""
    expire_offers(work, rules, now)
    certify_due(work, now)
    forget_without_consent(work, now)
    forget_pictures(work, now)
    forget_changes(work.connection)
    return sweep(work, now, rules)


def next_wake(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """When something will next be due, so that a replay can step there instead of ticking through."""
    work.flush()
    moments = [next_due(work), next_sweep(work, after, rules)]
    ahead = [moment for moment in moments if moment is not None and moment > after]
    return min(ahead, default=None)
