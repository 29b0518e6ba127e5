"""When digests go out: at half past eight, to each member of staff as chosen.

The daily one goes out for what somebody waits for and was not in the last one, and on Mondays for whatever still
waits; whoever wants a line on empty days gets one on every working day. The weekly one always goes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from actions.due import reminded
from actions.notify import Addressed
from actions.reports.digests import pressing
from actions.reports.month import reported_until
from actions.reports.notices import Digest
from programme.authority import Actor
from programme.packs import RulePack
from programme.reminders import Reminder, of_digest
from programme.roles import Role
from storage.queries.reports.subscribers import Subscriber, subscribers
from storage.unit_of_work import UnitOfWork
from storage.window import Window


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """Today's digests, once their hour has come; those of days gone by are pointless."""
    at = reported_until(window.closes.date(), window.closes.tzinfo)
    if window.opens < at <= window.closes:
        for who in subscribers(work):
            waiting = _waiting(work, who, window.closes)
            if reminder := _reminder(who, waiting, at):
                facts = reminder.facts | {"waiting": waiting}
                yield from reminded(who.person_id, replace(reminder, facts=facts), Digest)


def next_due(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """The next hour at which a digest says something, as things stand."""
    hours = [reported_until(after.date() + timedelta(days=n), after.tzinfo) for n in range(8)]
    known = [(who, _waiting(work, who, after)) for who in subscribers(work)]
    ahead = (hour for hour in hours if hour > after)
    return next((hour for hour in ahead if any(_reminder(*one, hour) for one in known)), None)


def _waiting(work: UnitOfWork, who: Subscriber, now: datetime) -> list[str]:
    """All that presses in the subscriber's jurisdiction."""
    return pressing(work, Actor(who.person_id, frozenset(map(Role, who.roles)), who.jurisdiction), now)


def _reminder(who: Subscriber, waiting: list[str], at: datetime) -> Reminder | None:
    """The digest of the day, if one is wanted and has anything to say."""
    reminder = of_digest(who.person_id, who.digest, who.when_empty, at.date(), at).due(at)
    if reminder is None or reminder.facts["what"] == "weekly" or who.when_empty:
        return reminder
    return reminder if not who.last.issuperset(waiting) or _monday(at.date(), waiting) else None


def _monday(day: date, waiting: list[str]) -> bool:
    return day.weekday() == 0 and bool(waiting)
