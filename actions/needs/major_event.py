"""A need belongs to the major event that is open in its place (S3.4)."""

from __future__ import annotations

from language.major_events import track
from storage.queries.major_events import open_at
from storage.tables import Need
from storage.unit_of_work import UnitOfWork


def tag(work: UnitOfWork, need: Need, said: str | None) -> None:
    """Note of a need that is being told what it is in an open major event: what its firm `said`, else what its words tell."""
    event = open_at(work, need.region)
    if event is None:
        return
    need.track = said or track(need.text)
    need.major_event_id = event.id if need.track else None
