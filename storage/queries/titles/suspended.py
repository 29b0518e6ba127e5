"""What a suspension is about, from the trace that it left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.tables import Audit
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Suspended:
    """Since when, and what is to be looked into."""

    at: datetime
    reason: str


def last_suspension(work: UnitOfWork, qualification_id: int) -> Suspended | None:
    """The last suspension of a title; None where there was none."""
    of_it = (Audit.subject == "qualification", Audit.subject_id == qualification_id, Audit.deed == "suspend")
    row = work.session.execute(
        select(Audit.at, Audit.detail).where(*of_it).order_by(Audit.id.desc()).limit(1)
    ).first()
    return Suspended(row.at, row.detail.get("reason", "")) if row else None
