"""What a decision about a title rests on: as it was kept with its dossier, or from the trace that it left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from storage.tables import Audit, StaffDecision
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Decided:
    """When, on which ground (a clause of the pack, empty where none was named), and why.

    `year`: the duty year that it settles, by the year of its first day; `appeal_until`: the last day for an appeal.
    """

    at: datetime
    ground: str
    reason: str
    year: int | None = None
    appeal_until: date | None = None


def kept_decision(work: UnitOfWork, subject: str, subject_id: int, deed: str) -> Decided | None:
    """The newest decision of this deed about a «qualification» or a «warning» that stands; None where none was kept."""
    columns = (
        StaffDecision.decided_at,
        StaffDecision.ground,
        StaffDecision.reason,
        StaffDecision.year,
        StaffDecision.appeal_until,
    )
    of_it = (StaffDecision.subject == subject, StaffDecision.subject_id == subject_id)
    found = select(*columns).where(*of_it, StaffDecision.deed == deed, StaffDecision.state == "done")
    row = work.session.execute(found.order_by(StaffDecision.id.desc()).limit(1)).first()
    if row is None or row.decided_at is None:
        return None
    return Decided(row.decided_at, row.ground, row.reason, row.year, row.appeal_until)


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
