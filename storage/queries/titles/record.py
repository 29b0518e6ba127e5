"""What stands on record of a holder before a decision: warnings, complaints, papers, their own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from storage.tables import Case, Conferral, FormalWarning
from storage.together import together
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


@dataclass(frozen=True, slots=True)
class OnRecord:
    """All that the file of a title holds beside its years, each oldest first."""

    warnings: Sequence[WarningOnRecord]
    complaints: Sequence[CaseOnRecord]
    papers: Sequence[tuple[str, str]]
    said: Sequence[CaseOnRecord]


def on_record(
    work: UnitOfWork, qualification_id: int, name: str, person_id: int, since: datetime
) -> OnRecord:
    """What the file of a title holds, in one statement; `said`: since a moment, appeals and what the person asked for."""
    warnings, complaints, papers, said = together(
        work,
        _warnings(qualification_id),
        _against(name, person_id),
        _papers(qualification_id),
        _said(person_id, since),
    )
    return OnRecord(
        [WarningOnRecord(*rest) for _, *rest in sorted(warnings) if rest[0]],
        [CaseOnRecord(*row) for row in sorted(complaints)],
        [(what, state) for _, what, state in sorted(papers)],
        [CaseOnRecord(*row) for row in sorted(said)],
    )


def complaints_on_record(work: UnitOfWork, name: str, person_id: int) -> list[CaseOnRecord]:
    """The complaints against this name, but for its own and those taken back, oldest first."""
    rows = work.session.execute(_against(name, person_id).order_by(Case.id))
    return [CaseOnRecord(*row) for row in rows]


def said_by(work: UnitOfWork, person_id: int, since: datetime) -> list[CaseOnRecord]:
    """What the person has said to the centre since a moment: appeals and what they asked for."""
    rows = work.session.execute(_said(person_id, since).order_by(Case.id))
    return [CaseOnRecord(*row) for row in rows]


def _warnings(qualification_id: int) -> Select[*tuple[Any, ...]]:
    columns = (FormalWarning.id, FormalWarning.decided_at, FormalWarning.state, FormalWarning.reason)
    of_title = FormalWarning.qualification_id == qualification_id
    return select(*columns).where(of_title, FormalWarning.state.in_(("issued", "lifted")))


def _against(name: str, person_id: int) -> Select[*tuple[Any, ...]]:
    named = (Case.kind == "complaint", Case.against == name)
    return _cases().where(*named, Case.state != "withdrawn", Case.person_id != person_id)


def _papers(qualification_id: int) -> Select[*tuple[Any, ...]]:
    columns = (Conferral.id, Conferral.what, Conferral.state)
    return select(*columns).where(Conferral.qualification_id == qualification_id)


def _said(person_id: int, since: datetime) -> Select[*tuple[Any, ...]]:
    own = (Case.person_id == person_id, Case.kind.in_(("appeal", "request")))
    return _cases().where(*own, Case.filed_at >= since)


def _cases() -> Select[*tuple[Any, ...]]:
    return select(Case.id, Case.kind, Case.about, Case.state, Case.text, Case.filed_at)
