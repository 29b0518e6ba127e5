"""What falls due of people's talks: a word about what was told and left without 确认."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from actions.due import first, moved, reminded
from actions.notify import Addressed
from actions.people.notices import Unconfirmed
from programme.packs import RulePack
from programme.unconfirmed import of_unconfirmed, unconfirmed_waits
from storage.queries.people.unconfirmed import first_left, left_forms
from storage.unit_of_work import UnitOfWork
from storage.window import Window

WRITTEN = (
    "diary",
    "need",
    "add_to_need",
    "apply_expert",
    "apply_station",
    "year_plan",
    "year_summary",
    "publish_event",
    "complain",
    "object",
    "appeal",
)
"""Forms in which people tell something of their own; the others only act on what is there."""


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """Those who were answered so long ago, and have said nothing of it since."""
    windows = [window.shifted(-wait) for wait in unconfirmed_waits(rules.reminders)]
    for one in left_forms(work, WRITTEN, windows) if windows else ():
        ladder = of_unconfirmed(rules.reminders, one.person_id, one.form, one.key, one.told_at)
        yield from reminded(one.person_id, ladder.due(window.closes), Unconfirmed)


def next_due(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """When the next form will have been left for long enough."""
    waits = unconfirmed_waits(rules.reminders)
    return first(*(moved(first_left(work, after - wait), wait) for wait in waits))
