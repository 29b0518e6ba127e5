"""What the passing of time brings. Ticks only carry: what is due is known from the rows."""

from __future__ import annotations

from datetime import datetime

from actions.applications.certify import certify_due
from actions.offers.answer import expire_offers
from actions.people.contact import forget_without_consent
from actions.reminders.sweep import next_sweep, sweep
from actions.reports.month import forget_pictures
from programme.packs import RulePack
from storage.queries.delivery.due import next_due
from storage.queries.offers.changes import forget_changes
from storage.unit_of_work import UnitOfWork


def tick(work: UnitOfWork, now: datetime, rules: RulePack) -> bool:
    """Do what is due: lapse offers, certify, remind, forget what nobody consented to; whether there is more."""
    expire_offers(work, now)
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
