"""That a list of the console went out as a file."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork


def note_export(work: UnitOfWork, speaker: Speaker, page: str, rows: int, now: datetime) -> None:
    """Put on record who took how many rows of which list."""
    note(work, "export_list", "person", speaker.person_id, speaker.person_id, now, page=page, rows=rows)
