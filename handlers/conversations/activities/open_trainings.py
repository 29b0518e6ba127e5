"""Trainings that a holder may sign up for: those that centres announce, and what stations near them hold as one (GD 第八条（七）)."""

from __future__ import annotations

from actions.activities.trainings import to_answer
from handlers.engine.context import ConversationContext
from handlers.engine.form import Options
from programme.activities import TRAINING
from storage.queries.activities.events import EventFacts, events_ahead, joined_events_ahead

MOST = 20
CITY = 4
"""Digits of a region's code: a training of one's own city is near."""


def open_trainings(talk: ConversationContext) -> Options:
    """Each with its number among all activities; those besides of which one thought otherwise before."""
    announced = to_answer(talk.work, talk.speaker, talk.today, declined=True)
    held = [(one.title, one.id) for one in talk.once(_held_near)]
    return [*((one.title, one.id) for one in announced), *held]


def is_held_near(talk: ConversationContext, activity_id: int) -> bool:
    """Whether a training is an activity, to which one comes as to any."""
    return any(one.id == activity_id for one in talk.once(_held_near))


def meant(options: Options, text: str) -> int | None:
    """The one whose title stands in a text, or the only one there is."""
    if len(options) == 1:
        return int(options[0][1])
    return next((key for title, key in options if title in text), None)


def _held_near(talk: ConversationContext) -> list[EventFacts]:
    joined = {one.id for one in joined_events_ahead(talk.work, talk.speaker.person_id, talk.today)}
    return [
        one
        for one in events_ahead(talk.work, talk.today, MOST)
        if one.sort == TRAINING
        and one.id not in joined
        and one.audience in (None, *talk.speaker.roles)
        and one.region[:CITY] == (talk.home or "")[:CITY]
    ]
