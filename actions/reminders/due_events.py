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
from programme.packs.model import Round
from programme.reminders import LAPSING, LAPSING_URGENT, ROUND_DAYS, UNDIARIED, UNRATED, Reminder
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
    days = [day for one in rounds(work, rules, after.date()) for day in _days_before(one)]
    ahead = [
        *(
            _less(due_events.first_lapse(work, after + notice, urgent), notice)
            for urgent, notice in _NOTICES.items()
        ),
        *(_plus(due_events.first_service(work, after - wait), wait) for wait in UNDIARIED),
        _plus(due_events.first_unrated(work, after - UNRATED), UNRATED),
        _morning(due_events.first_end_of_publicity(work, after.date()), after.tzinfo),
        *(_morning(day, after.tzinfo) for day in days if day > after.date()),
        next_digest(work, after),
    ]
    return min((moment for moment in ahead if moment), default=None)


_NOTICES = {False: LAPSING, True: LAPSING_URGENT}


def _tellings(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Telling]:
    for offer in due_events.lapsing(work, window.closes, window.closes + LAPSING):
        ladder = reminders.of_offer(offer.id, offer.created_at, offer.expires_at, offer.urgent)
        yield from _told(offer.person_id, ladder.due(window.closes))
    for service in due_events.without_diary(work, [window.shifted(-wait) for wait in UNDIARIED]):
        ladder = reminders.of_service(service.need_id, service.expert_id, service.accepted_at)
        yield from _told(service.person_id, ladder.due(window.closes))
    for need in due_events.without_rating(work, window.shifted(-UNRATED)):
        yield from _told(need.person_id, reminders.of_rating(need.id, need.served_at).due(window.closes))
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
        if any(first < day <= today for day in _days_before(round_)):
            for person in people_filling(work, FORMS):
                yield from _told(person, reminders.of_round(round_.id, person, round_.closes).due(today))


def _days_before(round_: Round) -> list[date]:
    return [round_.closes - timedelta(days=days) for days in ROUND_DAYS]


def _told(person: int, due: Reminder | None, whose: str = "") -> Iterator[Telling]:
    if due:
        yield Telling(person, due.kind, f"{due.key}{whose}", due.facts)


def _plus(moment: datetime | None, wait: timedelta) -> datetime | None:
    return moment + wait if moment else None


def _less(moment: datetime | None, notice: timedelta) -> datetime | None:
    return moment - notice if moment else None


def _morning(day: date | None, zone: tzinfo | None) -> datetime | None:
    return datetime.combine(day, time(), zone) if day else None
