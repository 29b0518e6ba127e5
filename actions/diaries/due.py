"""What falls due of services: a diary that is missing, asked for from expert and firm in turn, then a rating."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from actions.diaries.notices import EffectAsked, FollowUpAsked, RateReminder, ServiceWaits, Undiaried
from actions.due import first, moved, reminded
from actions.notify import Addressed
from programme.packs import RulePack
from programme.reminders import of_rating, of_service, rating_wait, service_waits
from programme.waiting import focus_asks, of_effect, of_focus, service_asks
from programme.waiting import of_service as to_firm
from storage.queries.diaries.due import (
    first_done,
    first_rated,
    first_service,
    first_unrated,
    without_diary,
    without_effect,
    without_rating,
)
from storage.queries.diaries.follow_up import to_follow_up
from storage.unit_of_work import UnitOfWork
from storage.window import Window


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """Experts who have not written their diary, their enterprises, those that have not rated, and what came of it later."""
    rule = rules.reminders
    for service in without_diary(work, [window.shifted(-wait) for wait in service_waits(rule)]):
        ladder = of_service(rule, service.need_id, service.expert_id, service.accepted_at)
        yield from reminded(service.person_id, ladder.due(window.closes), Undiaried)
    for service in without_diary(work, [window.shifted(-wait) for wait in service_asks(rules.waiting)]):
        asked = to_firm(rules.waiting, service.need_id, service.expert_id, service.accepted_at)
        yield from reminded(service.asker_id, asked.due(window.closes), ServiceWaits)
    for done in without_rating(work, window.shifted(-rating_wait(rule))):
        ladder = of_rating(rule, done.need_id, done.served_at)
        yield from reminded(done.person_id, ladder.due(window.closes), RateReminder)
    for done in without_effect(work, window.shifted(-timedelta(days=rules.waiting.effect_days))):
        later = of_effect(rules.waiting, done.need_id, done.served_at)
        yield from reminded(done.person_id, later.due(window.closes), EffectAsked)
    for one in to_follow_up(work, [window.shifted(-wait) for wait in focus_asks(rules.waiting)]):
        asked_again = of_focus(rules.waiting, one.need_id, one.served_at, one.rated)
        yield from reminded(one.person_id, asked_again.due(window.closes), FollowUpAsked)


def next_due(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """When the next diary or rating will have been missing for long enough."""
    waits = (*service_waits(rules.reminders), *service_asks(rules.waiting))
    wait_to_rate, month = rating_wait(rules.reminders), timedelta(days=rules.waiting.effect_days)
    return first(
        *(moved(first_service(work, after - wait), wait) for wait in waits),
        moved(first_unrated(work, after - wait_to_rate), wait_to_rate),
        moved(first_rated(work, after - month), month),
        *(moved(first_done(work, after - wait), wait) for wait in focus_asks(rules.waiting)),
    )
