"""What colleagues have done, newest first: the audit as those who answer for them read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from storage.jurisdiction import inside
from storage.tables import Audit, Person, Staff
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the audit; `detail` has codes, days and figures alone."""

    id: int
    at: datetime
    name: str
    deed: str
    subject: str
    subject_id: int
    detail: Mapping[str, Any]


def deeds_of(
    work: UnitOfWork, jurisdiction: str | None, *, person: int, subject: str, before: int, most: int
) -> list[Deed]:
    """Deeds of staff whose jurisdiction lies in this one; of one person, about one kind of thing, before an id."""
    mine = select(Staff.person_id).where(inside(Staff.jurisdiction, jurisdiction))
    columns = (Audit.id, Audit.at, Person.name, Audit.deed, Audit.subject, Audit.subject_id, Audit.detail)
    found = select(*columns).join(Person, Person.id == Audit.person_id).where(Audit.person_id.in_(mine))
    found = found.where(Audit.person_id == person) if person else found
    found = found.where(Audit.subject == subject) if subject else found
    found = found.where(Audit.id < before) if before else found
    return [Deed(*row) for row in work.connection.execute(found.order_by(Audit.id.desc()).limit(most))]


def colleagues_in(work: UnitOfWork, jurisdiction: str | None) -> list[tuple[int, str]]:
    """Person and name of each colleague of the jurisdiction."""
    found = select(Staff.person_id, Person.name).join(Person, Person.id == Staff.person_id)
    rows = work.connection.execute(found.where(inside(Staff.jurisdiction, jurisdiction)).order_by(Staff.id))
    return [(row[0], row[1]) for row in rows]
