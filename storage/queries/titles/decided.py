"""What a decision about a title rests on, from the trace that it left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.tables import Audit
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Decided:
    """When, on which ground (a clause of the pack, empty where none was named), and why."""

    at: datetime
    ground: str
    reason: str


def last_decided(work: UnitOfWork, qualification_id: int, deed: str) -> Decided | None:
    """The last time that a title was decided about by this deed («suspend», «revoke»); None where it never was."""
    of_it = (Audit.subject == "qualification", Audit.subject_id == qualification_id, Audit.deed == deed)
    row = work.session.execute(
        select(Audit.at, Audit.detail, Audit.words).where(*of_it).order_by(Audit.id.desc()).limit(1)
    ).first()
    if row is None:
        return None
    said = row.detail | (row.words or {})
    return Decided(row.at, said.get("ground", ""), said.get("reason", ""))
