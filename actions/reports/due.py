"""When digests go out: at half past eight, to each member of staff as chosen.

The daily one goes out for what somebody waits for and was not in the last one, and on Mondays for whatever still
waits; whoever wants a line on empty days gets one on every working day. The weekly one always goes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import select

from actions.due import reminded
from actions.notify import Addressed
from actions.reports.digests import pressing
from actions.reports.notices import Digest
from programme.authority import Actor
from programme.packs import RulePack
from programme.reminders import Reminder, of_digest
from programme.roles import Role
from storage.tables import Outbox, Staff
from storage.unit_of_work import UnitOfWork
from storage.window import Window

AT = time(8, 30)


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A member of staff who gets digests; `news`: what is new since the last, `waiting`: all that presses."""

    actor: Actor
    person_id: int
    digest: str
    when_empty: bool
    waiting: list[str]
    news: bool

    def reads(self, reminder: Reminder, today: date) -> bool:
        """Whether there is anything to say."""
        monday = today.weekday() == 0 and bool(self.waiting)
        return reminder.facts["what"] == "weekly" or self.when_empty or self.news or monday


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """Today's digests, once their hour has come; those of days gone by are pointless."""
    at = _hour_of(window.closes.date(), window.closes.tzinfo)
    if window.opens < at <= window.closes:
        for who in _subscribers(work, window.closes):
            if reminder := _due(who, at):
                with_waiting = replace(reminder, facts=reminder.facts | {"waiting": who.waiting})
                yield from reminded(who.person_id, with_waiting, Digest)


def next_due(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """The next hour at which a digest says something, as things stand."""
    hours = [_hour_of(after.date() + timedelta(days=n), after.tzinfo) for n in range(8)]
    subscribers = _subscribers(work, after)
    ahead = (hour for hour in hours if hour > after)
    return next((hour for hour in ahead if any(_due(who, hour) for who in subscribers)), None)


def _due(who: Subscriber, at: datetime) -> Reminder | None:
    reminder = of_digest(who.person_id, who.digest, who.when_empty, at.date(), at).due(at)
    return reminder if reminder and who.reads(reminder, at.date()) else None


def _subscribers(work: UnitOfWork, now: datetime) -> list[Subscriber]:
    columns = (Staff.person_id, Staff.jurisdiction, Staff.roles, Staff.digest, Staff.digest_empty)
    rows = work.connection.execute(select(*columns).where(Staff.digest != "none")).all()
    return [_subscriber(work, now, *row) for row in rows]


def _subscriber(
    work: UnitOfWork,
    now: datetime,
    person: int,
    jurisdiction: str,
    roles: list[str],
    digest: str,
    when_empty: bool,
) -> Subscriber:
    actor = Actor(person, frozenset(map(Role, roles)), jurisdiction)
    waiting = pressing(work, actor, now)
    return Subscriber(actor, person, digest, when_empty, waiting, not set(waiting) <= _last(work, person))


def _last(work: UnitOfWork, person: int) -> set[str]:
    """What was waiting when the last digest went to this person."""
    last = select(Outbox.facts).where(Outbox.person_id == person, Outbox.kind == "digest")
    facts = work.connection.execute(last.order_by(Outbox.id.desc()).limit(1)).scalar()
    return set(facts["waiting"]) if facts else set()


def _hour_of(day: date, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, AT, zone)
