"""What colleagues have done, newest first: the audit as those who answer for them read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from storage.jurisdiction import inside
from storage.queries.titles.holders import holding
from storage.tables import (
    Application,
    Audit,
    Case,
    Diary,
    FormalWarning,
    Outbox,
    Person,
    Qualification,
    Renewal,
    Staff,
    Station,
)
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


def names_of(work: UnitOfWork, deeds: Sequence[Deed]) -> dict[tuple[str, int], str]:
    """Of what the deeds are about, by subject and id: who it is, of a case which kind it is. One query a subject."""
    found: dict[tuple[str, int], str] = {}
    for subject, (start, key) in _NAMED.items():
        if ids := {one.subject_id for one in deeds if one.subject == subject}:
            rows = work.connection.execute(start.where(key.in_(ids)))
            found |= {(subject, row[0]): row[1] or "" for row in rows}
    return found


_HOLDER: Any = func.coalesce(Station.name, Person.name)
_OF_WARNING = holding(FormalWarning.id, _HOLDER).join(
    FormalWarning, FormalWarning.qualification_id == Qualification.id
)
_OF_RENEWAL = holding(Renewal.id, _HOLDER).join(Renewal, Renewal.qualification_id == Qualification.id)
_NAMED: Mapping[str, tuple[Any, Any]] = {
    "person": (select(Person.id, Person.name), Person.id),
    "qualification": (holding(Qualification.id, _HOLDER), Qualification.id),
    "warning": (_OF_WARNING, FormalWarning.id),
    "renewal": (_OF_RENEWAL, Renewal.id),
    "application": (select(Application.id, Application.name), Application.id),
    "case": (select(Case.id, Case.kind), Case.id),
    "diary": (select(Diary.id, Person.name).join(Person, Person.id == Diary.person_id), Diary.id),
    "outbox": (select(Outbox.id, Person.name).join(Person, Person.id == Outbox.person_id), Outbox.id),
}


def colleagues_in(work: UnitOfWork, jurisdiction: str | None) -> list[tuple[int, str]]:
    """Person and name of each colleague of the jurisdiction."""
    found = select(Staff.person_id, Person.name).join(Person, Person.id == Staff.person_id)
    rows = work.connection.execute(found.where(inside(Staff.jurisdiction, jurisdiction)).order_by(Staff.id))
    return [(row[0], row[1]) for row in rows]
