"""The newest trial of a backup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from storage.tables import Audit


@dataclass(frozen=True, slots=True)
class Drilled:
    """When a backup was last restored for trial, whether that passed, in how many seconds, and else why not."""

    at: datetime
    passed: bool
    seconds: int
    why: str


def last_drill(connection: Connection) -> Drilled | None:
    """None where none was ever tried."""
    tried = select(Audit.at, Audit.detail, Audit.words).where(
        Audit.subject == "backup", Audit.subject_id == 0, Audit.deed == "drill"
    )
    row = connection.execute(tried.order_by(Audit.id.desc()).limit(1)).first()
    if row is None:
        return None
    why = (row.words or {}).get("why", "")
    return Drilled(row.at, bool(row.detail["passed"]), int(row.detail["seconds"]), str(why))
