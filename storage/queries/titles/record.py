"""What stands on record of a holder before a decision: warnings, complaints, papers, their own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from storage.tables import Case, Conferral, FormalWarning
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class WarningOnRecord:
    """A warning that was given; `state`: issued or lifted."""

    decided_at: datetime
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class CaseOnRecord:
    """A complaint about the holder, or something that they brought themselves."""

    id: int
    kind: str
    about: str | None
    state: str
    text: str
    filed_at: datetime


def warnings_on_record(work: UnitOfWork, qualification_id: int) -> list[WarningOnRecord]:
    """The warnings that were given to the holder of a title, oldest first."""
    columns = (FormalWarning.decided_at, FormalWarning.state, FormalWarning.reason)
    given = select(*columns).where(
        FormalWarning.qualification_id == qualification_id, FormalWarning.state.in_(("issued", "lifted"))
    )
    rows = work.session.execute(given.order_by(FormalWarning.id))
    return [WarningOnRecord(at, state, reason) for at, state, reason in rows if at]


def complaints_on_record(work: UnitOfWork, name: str, person_id: int) -> list[CaseOnRecord]:
    """The complaints against this name, but for its own and those taken back, oldest first."""
    against = _cases().where(
        Case.kind == "complaint", Case.against == name, Case.state != "withdrawn", Case.person_id != person_id
    )
    return [CaseOnRecord(*row) for row in work.session.execute(against.order_by(Case.id))]


def said_by(work: UnitOfWork, person_id: int, since: datetime) -> list[CaseOnRecord]:
    """What the person has said to the centre since a moment: appeals and what they asked for."""
    own = _cases().where(Case.person_id == person_id, Case.kind.in_(("appeal", "request")))
    rows = work.session.execute(own.where(Case.filed_at >= since).order_by(Case.id))
    return [CaseOnRecord(*row) for row in rows]


def papers_on_record(work: UnitOfWork, qualification_id: int) -> list[tuple[str, str]]:
    """What was conferred and its state, as («letter», «issued»)."""
    found = select(Conferral.what, Conferral.state).where(Conferral.qualification_id == qualification_id)
    return [(row.what, row.state) for row in work.session.execute(found.order_by(Conferral.id))]


def _cases() -> Select[*tuple[Any, ...]]:
    return select(Case.id, Case.kind, Case.about, Case.state, Case.text, Case.filed_at)
