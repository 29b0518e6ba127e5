"""One sweep over everything that the passing of time brings to people's attention."""

from __future__ import annotations

from datetime import datetime

from actions.reminders.due_events import next_moment, remind_of_moments
from actions.titles.due import look_at_holders, next_holder
from programme.packs import RulePack
from storage.unit_of_work import UnitOfWork


def sweep(work: UnitOfWork, now: datetime, rules: RulePack) -> bool:
    """Queue what has fallen due since the last time; whether there is more of it.

    It costs what is due. All marks of how far it has come are moved in this transaction, with what they queued.
    """
    remind_of_moments(work, now, rules)
    return look_at_holders(work, now)


def next_sweep(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """When it will next find something."""
    moments = (next_holder(work, after), next_moment(work, after, rules))
    return min((moment for moment in moments if moment), default=None)
