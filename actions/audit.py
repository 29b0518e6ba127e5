"""The trace that every deed leaves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import insert

from storage.prepared import Prepared
from storage.tables import Audit
from storage.unit_of_work import UnitOfWork

_NOTE = Prepared(lambda dialect: insert(Audit))


def note(
    work: UnitOfWork, deed: str, subject: str, subject_id: int, by: int | None, now: datetime, **detail: Any
) -> None:
    """Say who (`by`, a person's id; None for the calendar) did what to which row."""
    row = {"at": now, "person_id": by, "deed": deed, "subject": subject, "subject_id": subject_id}
    _NOTE.run(work.connection, row | {"detail": detail})
