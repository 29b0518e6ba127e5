"""A notice reached nobody: whoever caused it hears so, since they were told that they would."""

from __future__ import annotations

from datetime import datetime

from actions.notify import Addressed, notify
from actions.people.notices import Undelivered
from storage.queries.delivery.reach import Sent
from storage.unit_of_work import UnitOfWork

TO_MANY = ("announced", "training", "event_cancelled", "event_moved")
"""Kinds that go to many at once: what did not arrive of them stands in the staff's list, in one place."""


def tell_who_caused_it(work: UnitOfWork, one: Sent, now: datetime) -> None:
    """Once for each notice. What staff were to hear, other staff see in their list."""
    if one.caused_by in (None, one.person_id) or one.to_staff or one.kind in (*TO_MANY, Undelivered.kind):
        return
    told = Addressed(one.caused_by or 0, Undelivered(one.id), f"undelivered:{one.id}")
    notify(work, [told], now)
