"""Who waits with an application, and when they next hear how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, tzinfo

from actions.applications.apply import PASSED, REVIEWS
from actions.applications.notices import ReturnWaits, ReviewWaits
from actions.due import reminded
from actions.notify import Addressed
from programme.packs import RulePack
from programme.reminders import Ladder
from programme.waiting import came, of_objection, of_return, of_review
from storage.queries.applications.waiting import OpenApplication, open_applications
from storage.unit_of_work import UnitOfWork
from storage.window import Window

WAITING = (*REVIEWS, PASSED, "returned")


def words_of_waiting(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """What whoever waits is to hear since the window opened."""
    now = window.closes
    today, seen_to = now.date(), window.opens.astimezone(now.tzinfo).date()
    for one in open_applications(work, WAITING, today):
        ladder = ladder_of(one, today, rules, now.tzinfo)
        if came(ladder, seen_to, today):
            yield from reminded(one.person_id, ladder.due(today), ReviewWaits, ReturnWaits)


def next_word(work: UnitOfWork, today: date, rules: RulePack, zone: tzinfo | None) -> date | None:
    """The next day after today on which somebody who waits hears something."""
    open_ones = open_applications(work, WAITING, today)
    days = (ladder_of(one, today, rules, zone).next(today) for one in open_ones)
    return min((day for day in days if day), default=None)


def ladder_of(one: OpenApplication, today: date, rules: RulePack, zone: tzinfo | None) -> Ladder[date]:
    """When the applicant hears of it, as it stands; days are counted in this zone."""
    rule, calendar, since = rules.waiting, rules.calendar, waits_since(one, zone)
    if one.state == "returned":
        return of_return(rule, one.id, since, calendar)
    of_state = of_objection if one.state == "publicity" else of_review
    return of_state(rule, one.id, since, today, calendar)


def waits_since(one: OpenApplication, zone: tzinfo | None) -> date:
    """The day from which the wait is counted: of the return, the end of publicity, or the handing in."""
    if one.state == "publicity" and one.publicity_ends:
        return one.publicity_ends
    moment = one.decided_at if one.state == "returned" else None
    return (moment or one.submitted_at).astimezone(zone).date()
