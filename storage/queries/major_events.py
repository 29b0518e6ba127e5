"""Major events of a place, the needs that belong to them, and the order in which all needs are seen to (S3.4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, or_, select

from language.regions import within
from programme.major_events import EMERGENCY, EVERYTHING_ELSE, TRACKS, order_of
from storage.jurisdiction import inside
from storage.tables import MajorEvent, Need
from storage.unit_of_work import UnitOfWork

SEEN_TO_FIRST = case(
    (or_(Need.urgent, Need.track == EMERGENCY), 0),
    *((Need.track == track, order_of(track, False)) for track in TRACKS),
    else_=EVERYTHING_ELSE,
)
"""The order of `programme.major_events.order_of` as the database sorts."""


@dataclass(frozen=True, slots=True)
class MajorEventFacts:
    """A major event: its place, what firms are told of, since and until when (None while it is open)."""

    id: int
    title: str
    region: str
    policies: str
    state: str
    created_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Days:
    """The needs of a major event: how many of each track, and how many were told, taken on and served on each day."""

    tracks: Counter[str]
    told: Counter[date]
    taken: Counter[date]
    served: Counter[date]


_COLUMNS: tuple[Any, ...] = (
    MajorEvent.id,
    MajorEvent.title,
    MajorEvent.region,
    MajorEvent.policies,
    MajorEvent.state,
    MajorEvent.created_at,
    MajorEvent.closed_at,
)


def major_event(work: UnitOfWork, event_id: int) -> MajorEventFacts | None:
    """A major event by its id; None where there is none."""
    row = work.session.execute(select(*_COLUMNS).where(MajorEvent.id == event_id)).first()
    return MajorEventFacts(*row) if row else None


def open_at(work: UnitOfWork, region: str) -> MajorEventFacts | None:
    """The major event that is open where this region lies, the newest of several; None in quiet times."""
    found = select(*_COLUMNS).where(MajorEvent.state == "open").order_by(MajorEvent.id.desc())
    rows = (MajorEventFacts(*row) for row in work.session.execute(found))
    return next((one for one in rows if within(region, one.region)), None)


def major_events_in(work: UnitOfWork, jurisdiction: str | None, state: str) -> list[MajorEventFacts]:
    """A jurisdiction's major events in this state, the newest first."""
    found = select(*_COLUMNS).where(MajorEvent.state == state, inside(MajorEvent.region, jurisdiction))
    return [MajorEventFacts(*row) for row in work.session.execute(found.order_by(MajorEvent.id.desc()))]


def days_of(work: UnitOfWork, event_id: int, now: datetime) -> Days:
    """What came of a major event, by day in the zone of `now`; what was taken back is not counted."""
    times = (Need.created_at, Need.accepted_at, Need.served_at)
    own = select(Need.track, *times).where(Need.major_event_id == event_id, Need.state != "withdrawn")
    rows: list[Any] = list(work.session.execute(own))
    told, taken, served = (
        Counter(at.astimezone(now.tzinfo).date() for at in column if at is not None)
        for column in ([row[place] for row in rows] for place in (1, 2, 3))
    )
    return Days(Counter(row.track for row in rows), told, taken, served)
