"""Decisions of staff with their dossiers, as talks and notices read them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from storage.jurisdiction import inside
from storage.tables import Person, StaffDecision
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision; see `storage.tables.StaffDecision`. `name` is that of its person."""

    id: int
    subject: str
    subject_id: int
    person_id: int
    name: str
    region: str
    deed: str
    state: str
    ground: str
    year: int | None
    against: bool
    alone: bool
    reason: str
    dossier: str
    proposed_by: int
    proposed_at: datetime
    decided_at: datetime | None
    appeal_until: date | None


_COLUMNS: tuple[Any, ...] = (
    StaffDecision.id,
    StaffDecision.subject,
    StaffDecision.subject_id,
    StaffDecision.person_id,
    Person.name,
    StaffDecision.region,
    StaffDecision.deed,
    StaffDecision.state,
    StaffDecision.ground,
    StaffDecision.year,
    StaffDecision.against,
    StaffDecision.alone,
    StaffDecision.reason,
    StaffDecision.dossier,
    StaffDecision.proposed_by,
    StaffDecision.proposed_at,
    StaffDecision.decided_at,
    StaffDecision.appeal_until,
)


def ruling(work: UnitOfWork, decision_id: int) -> Ruling | None:
    """The decision of this number; None where there is none."""
    row = work.session.execute(_rulings().where(StaffDecision.id == decision_id)).first()
    return Ruling(*row) if row else None


def last_ruling(
    work: UnitOfWork, subject: str, subject_id: int, deeds: Collection[str], state: str = "done"
) -> Ruling | None:
    """The newest decision by one of these deeds about something, in this state; None where there is none."""
    about = (StaffDecision.subject == subject, StaffDecision.subject_id == subject_id)
    found = _rulings().where(*about, StaffDecision.deed.in_(deeds), StaffDecision.state == state)
    row = work.session.execute(found.order_by(StaffDecision.id.desc())).first()
    return Ruling(*row) if row else None


def rulings_in(
    work: UnitOfWork, jurisdiction: str | None, deeds: Collection[str], state: str
) -> list[Ruling]:
    """The decisions of a jurisdiction by these deeds in this state, oldest first."""
    found = _rulings().where(StaffDecision.deed.in_(deeds), StaffDecision.state == state)
    rows = work.session.execute(
        found.where(inside(StaffDecision.region, jurisdiction)).order_by(StaffDecision.id)
    )
    return [Ruling(*row) for row in rows]


def decided_years(work: UnitOfWork, titles: Collection[int], year: int) -> set[int]:
    """Those of these titles about whose duty year a decision stands or waits for its second person."""
    settled = select(StaffDecision.subject_id).where(
        StaffDecision.subject == "qualification",
        StaffDecision.subject_id.in_(titles),
        StaffDecision.year == year,
        StaffDecision.state.in_(("proposed", "done")),
    )
    return set(work.session.scalars(settled))


def _rulings() -> Select[*tuple[Any, ...]]:
    return select(*_COLUMNS).join(Person, Person.id == StaffDecision.person_id)
