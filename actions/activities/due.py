"""What falls due of activities: a word the day before, and after it how it was and the diaries that follow.

What was called off is in none of the lists, and what was moved has another day, so that its keys are others.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from actions.activities.door import ask_how_it_was
from actions.activities.events import keeper
from actions.activities.notices import EventDiary, EventSoon, TaskSoon
from actions.due import first
from actions.notify import Addressed
from programme.activities import over_at, remind_at
from programme.packs import RulePack
from storage.queries.activities.coming import speakers, taking_part
from storage.queries.activities.events import EventFacts, events_on, next_held_on
from storage.queries.activities.tasks import due_between, next_due_on, silent
from storage.unit_of_work import UnitOfWork
from storage.window import Window

LATE = timedelta(days=7)
"""After an outage nobody is asked about what is longer over than this."""

TASK_NEAR = timedelta(days=2)
"""So long before its day who has not answered a task is reminded, once."""


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """Who comes tomorrow; and of what is over, who was there, who held it, who spoke."""
    now, zone = window.closes, window.closes.tzinfo
    last = now.date() + timedelta(days=1)
    for one in events_on(work, (now - LATE).date(), last):
        if _fell(window, remind_at(one.held_on, zone)) and one.held_on >= now.date():
            yield from _soon(work, one)
        if _fell(window, over_at(one.held_on, one.finishes, zone)):
            yield from ask_how_it_was(work, one.id)
            yield from _diaries(work, one)
    for task in due_between(work, now.date(), now.date() + TASK_NEAR):
        if _fell(window, remind_at(task.due_on - TASK_NEAR + timedelta(days=1), zone)):
            for person, _ in silent(work, task.id):
                yield Addressed(person, TaskSoon(task.id), f"task_soon:{task.id}:{person}")


def next_due(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """The next such moment of the activities that are next."""
    near = next_held_on(work, after.date())
    moments = [
        moment
        for one in near
        for moment in (remind_at(one.held_on, after.tzinfo), over_at(one.held_on, one.finishes, after.tzinfo))
        if moment > after
    ]
    task = next_due_on(work, after.date())
    if task and (moment := remind_at(task - TASK_NEAR + timedelta(days=1), after.tzinfo)) > after:
        moments.append(moment)
    return first(*moments)


def _fell(window: Window, moment: datetime) -> bool:
    return window.opens < moment <= window.closes


def _soon(work: UnitOfWork, one: EventFacts) -> Iterator[Addressed]:
    for person in taking_part(work, one.id):
        yield Addressed(person, EventSoon(one.id), f"event_soon:{one.id}:{one.held_on}:{person}")


def _diaries(work: UnitOfWork, one: EventFacts) -> Iterator[Addressed]:
    """Whoever holds it and each who spoke, once: who did both is asked once."""
    spoke = [who.person_id for who in speakers(work, one.id) if who.expert_id is not None]
    for person in dict.fromkeys([*([keeper(work, one)] if one.holder else []), *spoke]):
        yield Addressed(person, EventDiary(one.id), f"event_diary:{one.id}:{person}")
