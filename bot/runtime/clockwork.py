"""What the passing of time brings. Ticks only carry: what is due is known from the rows."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from actions.applications.certify import certify_due
from actions.audit_seal import seal_some
from actions.imports.commit import go_on
from actions.imports.forget import forget_rosters
from actions.needs.wait import end_waits, next_end
from actions.offers.answer import expire_offers
from actions.offers.meanings import keep_meanings, phrases_to_work_out
from actions.people.consent import forget_without_consent
from actions.people.entry import end_sessions
from actions.people.erase import erase_some, next_erasure
from actions.people.phone_codes import forget_codes
from actions.people.retention import forget_by_age
from actions.reminders.sweep import next_sweep, sweep
from actions.reports.month import forget_pictures
from bot.clock import Clock
from bot.runtime.database import Database
from matching.meaning import Encoder, packed
from programme.packs import RulePack
from storage.changes import forget_changes
from storage.engine import empty_lingering_log
from storage.queries.delivery.due import next_due
from storage.queries.ledger import forget_full
from storage.unit_of_work import UnitOfWork

FULL_AFTER = timedelta(days=2)
"""By then every bucket of the ledger is full again."""
ROUNDS = 10
"""Rounds of phrases that one tick works out: a second or two, so that other ticks are not late."""


@dataclass(frozen=True, slots=True)
class Clockwork:
    """Does what is due by now, in slices of one transaction each. `deliver` sends what came of it.

    `encoder` tells what experts' phrases mean; without one nobody does.
    """

    database: Database
    clock: Clock
    rules: RulePack
    deliver: Callable[[], None]
    encoder: Encoder | None = None

    def tick(self) -> None:
        """Do all that is due, and deliver; then what can wait."""
        while self.slice().result():
            pass
        self.seal_audit()
        self.deliver()
        empty_lingering_log(self.database.engine)
        self.work_out_phrases()

    def seal_audit(self) -> None:
        """Lay the chain over what was done since the last time, batch by batch."""
        while self.database.write(lambda work: seal_some(work, self.clock.now()), "tick").result():
            pass

    def work_out_phrases(self) -> None:
        """What experts' new phrases mean: told by the encoder outside every transaction, so that nobody waits for it."""
        rounds = ROUNDS
        while self.encoder and rounds and self._work_out(self.encoder):
            rounds -= 1

    def _work_out(self, encoder: Encoder) -> bool:
        """Some of them; False where there are none."""
        unknown = partial(phrases_to_work_out, encoder=encoder, now=self.clock.now())
        phrases = self.database.write(unknown, "tick").result()
        if phrases:
            vectors = dict(zip(phrases, packed(encoder.vectors(phrases)), strict=True))
            self.database.write(partial(keep_meanings, encoder=encoder, vectors=vectors), "tick").result()
        return bool(phrases)

    def slice(self) -> Future[bool]:
        """Do some of what is due; whether there is more."""
        return self.database.write(lambda work: tick(work, self.clock.now(), self.rules), "tick")

    def next_wake(self) -> Future[datetime | None]:
        """When something will next be due; None when nothing ever is."""
        return self.database.write(lambda work: next_wake(work, self.clock.now(), self.rules))


def tick(work: UnitOfWork, now: datetime, rules: RulePack) -> bool:
    """Do what is due: lapse offers, end waits, certify, go on with rosters, erase, remind, forget what nobody consented to; whether there is more."""
    expire_offers(work, rules, now)
    end_waits(work, rules, now)
    certify_due(work, now)
    forget_without_consent(work, now)
    end_sessions(work, now)
    forget_codes(work, now)
    forget_full(work, now - FULL_AFTER)
    forget_pictures(work, now)
    forget_by_age(work, now, rules.retention)
    forget_rosters(work, now)
    forget_changes(work.connection)
    return go_on(work, rules, now) or erase_some(work, now) or sweep(work, now, rules)


def next_wake(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """When something will next be due, so that a replay can step there instead of ticking through."""
    work.flush()
    moments = [next_due(work), next_sweep(work, after, rules), next_erasure(work), next_end(work, after)]
    ahead = [moment for moment in moments if moment is not None and moment > after]
    return min(ahead, default=None)
