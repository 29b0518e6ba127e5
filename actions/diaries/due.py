"""What falls due of services: a diary that is missing, then a rating that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from actions.diaries.notices import RateReminder, Undiaried
from actions.due import first, moved, reminded
from actions.notify import Addressed
from programme.packs import RulePack
from programme.reminders import of_rating, of_service, rating_wait, service_waits
from storage.queries.diaries.due import first_service, first_unrated, without_diary, without_rating
from storage.unit_of_work import UnitOfWork
from storage.window import Window


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """Experts who have not written their diary, enterprises that have not rated."""
    rule = rules.reminders
    for service in without_diary(work, [window.shifted(-wait) for wait in service_waits(rule)]):
        ladder = of_service(rule, service.need_id, service.expert_id, service.accepted_at)
        yield from reminded(service.person_id, ladder.due(window.closes), Undiaried)
    for done in without_rating(work, window.shifted(-rating_wait(rule))):
        ladder = of_rating(rule, done.need_id, done.served_at)
        yield from reminded(done.person_id, ladder.due(window.closes), RateReminder)


def next_due(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """When the next diary or rating will have been missing for long enough."""
    wait_to_rate = rating_wait(rules.reminders)
    return first(
        *(moved(first_service(work, after - wait), wait) for wait in service_waits(rules.reminders)),
        moved(first_unrated(work, after - wait_to_rate), wait_to_rate),
    )
