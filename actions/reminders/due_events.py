"""What falls due at a moment and not on a day of a holder's: offers, services, ratings, publicity, rounds.

A watermark, moved in the same transaction, says how far this has come: only what fell due since is looked for,
each time through an index. After an outage the window is as long as the outage was.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from actions.applications.apply import FORMS
from actions.applications.rounds import rounds
from actions.bulk import Centres, Telling, tell_all
from actions.reports.digest_days import digests_due, next_digest
from actions.staff.lost_packs import tell_of_lost_packs
from programme import reminders
from programme.packs import RulePack
from programme.reminders import Reminder, offer_notice, rating_wait, round_days, service_waits
from storage.queries import due_events
from storage.queries.applications.drafts import people_filling
from storage.queries.due_events import Window
from storage.unit_of_work import UnitOfWork

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def remind_of_moments(work: UnitOfWork, now: datetime, rules: RulePack) -> None:
    """Queue what fell due since the last time; a clock that was set back waits until it is there again."""
    work.flush()
    window = Window(due_events.advance(work) or BEGINNING, now)
    if window.dates:
        tell_of_lost_packs(work, now)
    if window.opens < window.closes:
        tell_all(work, _tellings(work, window, rules), now)
        due_events.read_watermark(work, now)


def next_moment(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """When one of these will next fall due."""
    rule, wait_to_rate = rules.reminders, rating_wait(rules.reminders)
    notices = {urgent: offer_notice(rule, urgent) for urgent in (False, True)}
    days = [day for one in rounds(work, rules, after.date()) for day in round_days(rule, one.closes)]
    ahead = [
        *(
            _less(due_events.first_lapse(work, after + notice, urgent), notice)
            for urgent, notice in notices.items()
        ),
        *(_plus(due_events.first_service(work, after - wait), wait) for wait in service_waits(rule)),
        _plus(due_events.first_unrated(work, after - wait_to_rate), wait_to_rate),
        _morning(due_events.first_end_of_publicity(work, after.date()), after.tzinfo),
        *(_morning(day, after.tzinfo) for day in days if day > after.date()),
        next_digest(work, after),
    ]
    return min((moment for moment in ahead if moment), default=None)


def _tellings(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Telling]:
    rule, wait_to_rate = rules.reminders, rating_wait(rules.reminders)
    longest = max(offer_notice(rule, urgent) for urgent in (False, True))
    for offer in due_events.lapsing(work, window.closes, window.closes + longest):
        ladder = reminders.of_offer(rule, offer.id, offer.created_at, offer.expires_at, offer.urgent)
        yield from _told(offer.person_id, ladder.due(window.closes))
    for service in due_events.without_diary(work, [window.shifted(-wait) for wait in service_waits(rule)]):
        ladder = reminders.of_service(rule, service.need_id, service.expert_id, service.accepted_at)
        yield from _told(service.person_id, ladder.due(window.closes))
    for need in due_events.without_rating(work, window.shifted(-wait_to_rate)):
        ladder = reminders.of_rating(rule, need.id, need.served_at)
        yield from _told(need.person_id, ladder.due(window.closes))
    yield from digests_due(work, window)
    if window.dates:
        yield from _of_the_day(work, window, rules)


def _of_the_day(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Telling]:
    first = window.opens.astimezone(window.closes.tzinfo).date()
    today, centres = window.closes.date(), Centres(work, "decide_objection")
    for one in due_events.ending_publicity(work, today):
        due = reminders.of_publicity(one.id, one.publicity_ends).due(today)
        for person in centres.of(one.region):
            yield from _told(person, due, f":{person}")
    for round_ in rounds(work, rules, today):
        if any(first < day <= today for day in round_days(rules.reminders, round_.closes)):
            for person in people_filling(work, FORMS):
                ladder = reminders.of_round(rules.reminders, round_.id, person, round_.closes)
                yield from _told(person, ladder.due(today))


def _told(person: int, due: Reminder | None, whose: str = "") -> Iterator[Telling]:
    if due:
        yield Telling(person, due.kind, f"{due.key}{whose}", due.facts)


def _plus(moment: datetime | None, wait: timedelta) -> datetime | None:
    return moment + wait if moment else None


def _less(moment: datetime | None, notice: timedelta) -> datetime | None:
    return moment - notice if moment else None


def _morning(day: date | None, zone: tzinfo | None) -> datetime | None:
    return datetime.combine(day, time(), zone) if day else None
