"""What experts and stations hold, as everybody sees it beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from storage.tables import Activity
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An announced event."""

    id: int
    title: str
    held_on: date
    region: str
    place: str


_COLUMNS: tuple[Any, ...] = (
    Activity.id,
    Activity.title,
    Activity.held_on,
    Activity.region,
    Activity.place,
)


def event(work: UnitOfWork, event_id: int) -> EventFacts | None:
    """An event by its id, in whatever state; None where there is none."""
    row = work.session.execute(select(*_COLUMNS).where(Activity.kind == "event", Activity.id == event_id))
    return next((EventFacts(*found) for found in row), None)


def events_ahead(work: UnitOfWork, today: date, limit: int) -> list[EventFacts]:
    """Everybody's events that lie ahead, the next first."""
    return _ahead(work, today, limit)


def own_events_ahead(work: UnitOfWork, person_id: int, today: date) -> list[EventFacts]:
    """A person's events that lie ahead, the next first."""
    return _ahead(work, today, None, Activity.person_id == person_id)


def _ahead(work: UnitOfWork, today: date, limit: int | None, *where: Any) -> list[EventFacts]:
    announced = (Activity.kind == "event", Activity.state == "announced", Activity.held_on >= today)
    found = select(*_COLUMNS).where(*announced, *where).order_by(Activity.held_on, Activity.id)
    return [EventFacts(*row) for row in work.session.execute(found.limit(limit))]
