"""Whoever works at a station no longer, be it by their own word or because they are in charge of another now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.desk.notices import ClerkLeft
from actions.notify import Addressed, notify
from storage.tables import Station, StationClerk
from storage.unit_of_work import UnitOfWork


def desk_of(work: UnitOfWork, person_id: int) -> StationClerk | None:
    """What a person is at a station that others are in charge of, locked."""
    own = select(StationClerk).where(StationClerk.person_id == person_id)
    return work.session.scalars(own.with_for_update()).first()


def leave_desk(work: UnitOfWork, one: StationClerk, now: datetime) -> None:
    """What they did stays; the head is told."""
    station = work.session.get_one(Station, one.station_id)
    told = ClerkLeft(station.id, one.person_id)
    notify(work, [Addressed(station.person_id, told, f"clerk_left:{one.id}")], now)
    note(work, "leave_station", "station", station.id, one.person_id, now)
    work.session.delete(one)
    work.flush()
