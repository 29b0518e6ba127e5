"""When digests go out: at half past eight on working days, to each member of staff as chosen.

The daily one goes out for what somebody waits for and was in none that was sent, and on the first working day of a week
for whatever still waits, unless it was said a few days ago; whoever wants a line on empty days gets one. The weekly one
always goes out. What has stood there for three weeks is told to the level above as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zlib import crc32

from actions.due import first, reminded
from actions.notify import Addressed, to_offices_above
from actions.reports import year_over
from actions.reports.digests import pressing, told_by, unpressing
from actions.reports.month import sends_at
from actions.reports.notices import Digest, LeftLying, YearUndecided
from actions.reports.own_steps import handed_up_on
from actions.reports.year_end import first_unmet
from programme.authority import Actor, may_ever
from programme.digests import carried_on, digest_days, has_rested, left_lying, monday_of
from programme.packs import RulePack
from programme.programmes import packs
from programme.reminders import Reminder, of_digest
from programme.roles import Role
from programme.workdays import Calendar
from programme.years import late_until, name_of, year_before
from storage.queries.reports.subscribers import Subscriber, subscribers
from storage.queries.staff.put_off import put_off_days
from storage.unit_of_work import UnitOfWork
from storage.window import Window

AHEAD = 16
"""Days within which there is a working day, whatever the notice says."""


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """Today's digests, once their hour has come; those of days gone by are pointless."""
    at = sends_at(window.closes.date(), window.closes.tzinfo)
    if window.opens < at <= window.closes:
        for who in subscribers(work):
            yield from _told(work, who, at, window, rules.calendar)
        yield from _year_undecided(work, rules, at.date())
    yield from year_over.due(work, window, rules)


def _year_undecided(work: UnitOfWork, rules: RulePack, today: date) -> Iterator[Addressed]:
    """Each who may decide hears once, when late diaries of a year are over, how many were short in it, under all programmes whose
    years have one name."""
    over: dict[str, list[RulePack]] = {}
    for pack in packs(rules):
        year = year_before(pack.year, today)
        if late_until(pack, year) < today <= late_until(pack, year) + timedelta(days=AHEAD):
            over.setdefault(name_of(pack.year, year), []).append(pack)
    deciding = [who for who in subscribers(work) if may_ever(_actor(who), "revoke")] if over else []
    for called, those in over.items():
        for who in deciding:
            yield from _short_in(work, who, called, those, today)


def _short_in(
    work: UnitOfWork, who: Subscriber, called: str, over: list[RulePack], today: date
) -> Iterator[Addressed]:
    looked = [
        first_unmet(work, who.jurisdiction, pack, year_before(pack.year, today), today) for pack in over
    ]
    short, goes_on = sum(len(one.found) for one in looked), any(one.slice.goes_on for one in looked)
    if short or goes_on:
        told = YearUndecided(year_before(over[0].year, today), short, called, at_least=goes_on)
        yield Addressed(who.person_id, told, f"year_undecided:{called.split()[0]}:{who.person_id}")


def next_due(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """The next hour at which a digest says something, as things stand, or the old year is told of."""
    hours = [sends_at(after.date() + timedelta(days=n), after.tzinfo) for n in range(AHEAD)]
    known = [(who, _waiting(work, who, after)) for who in subscribers(work)]
    back = {day for who, _ in known if who.last for day in put_off_days(work, who.last.since).values()}
    back |= handed_up_on(work, after)
    ahead = (hour for hour in hours if hour > after)
    late = {late_until(pack, year_before(pack.year, after.date())) for pack in packs(rules)}
    digest = next(
        (
            at
            for at in ahead
            if at.date() in back
            or at.date() - timedelta(days=1) in late
            or any(wanted(*one, at, at, rules.calendar) for one in known)
        ),
        None,
    )
    return first(digest, year_over.next_due(after, rules))


def _told(
    work: UnitOfWork, who: Subscriber, at: datetime, window: Window, calendar: Calendar
) -> Iterator[Addressed]:
    waiting = _waiting(work, who, window.closes)
    who = replace(who, last=told_by(work, who.last, at.date()))
    if reminder := wanted(who, waiting, at, window.opens, calendar):
        listed = [*waiting, *unpressing(work, _actor(who), window.closes)]
        since = carried_on(listed, who.last.since if who.last else {}, at.date())
        facts = reminder.facts | {"waiting": waiting, "since": since}
        yield from reminded(who.person_id, replace(reminder, facts=facts), Digest)
        pressed = {one: since[one] for one in waiting}
        lying = left_lying(pressed, who.last.on if who.last else None, at.date())
        yield from _to_level_above(work, who.jurisdiction, lying, at.date())


def _to_level_above(work: UnitOfWork, office: str, lying: list[str], today: date) -> Iterator[Addressed]:
    """Once, however many members of staff of an office have the same before them."""
    if lying:
        key = f"lying:{office}:{today}:{crc32(','.join(lying).encode())}"
        yield from to_offices_above(work, office, LeftLying(office, lying), key)


def _waiting(work: UnitOfWork, who: Subscriber, now: datetime) -> list[str]:
    """All that presses in the subscriber's jurisdiction."""
    return pressing(work, _actor(who), now)


def _actor(who: Subscriber) -> Actor:
    return Actor(who.person_id, frozenset(map(Role, who.roles)), who.jurisdiction)


def wanted(
    who: Subscriber, waiting: list[str], at: datetime, seen: datetime, calendar: Calendar
) -> Reminder | None:
    """The digest of the day, if one is wanted and has anything to say. `seen`: the sweeps have come so far."""
    opens, last = _opens_week(who, at, seen, calendar), who.last.on if who.last else None
    reminder = of_digest(who.person_id, who.digest, who.when_empty, at, opens, calendar, last).due(at)
    if reminder is None or reminder.facts["what"] == "weekly":
        return reminder
    is_news = not set(waiting).issubset(who.last.since if who.last else ())
    says = is_news or (opens and has_rested(last, at.date()))
    says = says if waiting else who.when_empty
    return reminder if says else None


def _opens_week(who: Subscriber, at: datetime, seen: datetime, calendar: Calendar) -> bool:
    """The first working day of a week, or the first on which anything can be sent again."""
    if who.lost_on and monday_of(at.date()) <= who.lost_on < at.date():
        return True
    return not any(sends_at(day, at.tzinfo) <= seen for day in digest_days(at.date(), calendar))
