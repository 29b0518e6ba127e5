"""How titles stand, as talks and notices read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from programme.packs import Kind
from storage.tables import Qualification
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class QualificationFacts:
    """A title: whose (`holder` is the kind), under which pack, in which state, for which term."""

    id: int
    holder: Kind
    holder_id: int
    pack: str
    state: str
    certified_on: date
    until: date
    silent_since: date | None


_QUALIFICATION = (
    Qualification.id,
    Qualification.holder,
    Qualification.holder_id,
    Qualification.pack,
    Qualification.state,
    Qualification.certified_on,
    Qualification.until,
    Qualification.silent_since,
)


def qualification(work: UnitOfWork, qualification_id: int) -> QualificationFacts | None:
    """A title by its id; None where there is none."""
    found: Select[*tuple[Any, ...]] = select(*_QUALIFICATION).where(Qualification.id == qualification_id)
    row = work.session.execute(found).first()
    return QualificationFacts(*row) if row else None
