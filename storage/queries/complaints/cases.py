"""What people have brought, as talks read it: by number, a person's own, those of a jurisdiction; and whom a case accuses."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased

from storage.jurisdiction import inside
from storage.tables import Application, Case, Person, Staff
from storage.unit_of_work import UnitOfWork

_Officer = aliased(Person)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case; see `storage.tables.Case`. `pack` and `applicant` are the application's, of an objection alone.

    `person` is the name of who brought it, `staff` that of the member of staff who talks with them.
    """

    id: int
    kind: str
    about: str | None
    against: str
    region: str
    text: str
    state: str
    reason: str
    filed_at: datetime
    pack: str | None
    applicant: str | None
    person_id: int
    person: str
    staff: str | None
    sum: Decimal | None = None
    repaid_at: datetime | None = None
    decided_at: datetime | None = None


def find_case(work: UnitOfWork, case_id: int) -> CaseFacts | None:
    """The case of this number, or None."""
    return next(iter(_cases(work, _select_cases().where(Case.id == case_id))), None)


def get_case(work: UnitOfWork, case_id: int) -> CaseFacts:
    """The case of this number. LookupError where there is none."""
    if (found := find_case(work, case_id)) is None:
        raise LookupError(f"case {case_id}")
    return found


def cases_of(
    work: UnitOfWork,
    person_id: int,
    kinds: Collection[str] = (),
    states: Collection[str] = (),
    limit: int = 8,
) -> list[CaseFacts]:
    """What a person has brought, the newest first; of all kinds and in all states where none is named."""
    found = _select_cases().where(Case.person_id == person_id)
    found = found.where(Case.kind.in_(kinds)) if kinds else found
    found = found.where(Case.state.in_(states)) if states else found
    return _cases(work, found.order_by(Case.id.desc()).limit(limit))


def cases_in(
    work: UnitOfWork, jurisdiction: str | None, kind: str, states: Collection[str], *, reader: int
) -> list[CaseFacts]:
    """Cases of a kind in these states, inside the jurisdiction, oldest first; none that the reader brought or is accused in."""
    here = (Case.kind == kind, Case.state.in_(states), inside(Case.region, jurisdiction))
    impartial = _select_cases().where(
        *here, Case.person_id != reader, Case.id.not_in(accusing(work, reader, *here))
    )
    return _cases(work, impartial.order_by(Case.id))


def appealed_with_success(work: UnitOfWork, decisions: Collection[str]) -> set[str]:
    """Those of the decisions («complaint:5») against which an appeal was upheld."""
    found = select(Case.about).where(Case.kind == "appeal", Case.state == "upheld", Case.about.in_(decisions))
    return {decision for decision in work.session.scalars(found) if decision is not None}


def brought_against(work: UnitOfWork, name: str, jurisdiction: str | None) -> list[CaseFacts]:
    """Every complaint of the jurisdiction that names somebody of this name, oldest first."""
    here = (Case.kind == "complaint", Case.against == name, inside(Case.region, jurisdiction))
    return _cases(work, _select_cases().where(*here).order_by(Case.id))


def cases_by_id(work: UnitOfWork, ids: Collection[int]) -> dict[int, CaseFacts]:
    """Of these numbers those there are."""
    return {one.id: one for one in _cases(work, _select_cases().where(Case.id.in_(ids)))} if ids else {}


def accused_among(case: CaseFacts, staff: Iterable[tuple[int, str]]) -> set[int]:
    """Those members of staff whom a case accuses. A request accuses nobody."""
    return {person for person, name in staff if accuses(name, case.kind, case.against, case.text)}


def accuses(name: str, kind: str, against: str, text: str) -> bool:
    """Whether a case accuses who is called so."""
    said = against or (text if kind != "request" else "")
    return bool(name) and name in said


def accusing(work: UnitOfWork, reader: Any, *among: ColumnElement[bool]) -> list[int]:
    """Which cases of those `among` which is looked accuse the reader: named as whom it is against, or else in its words.

    A request accuses nobody; what staff answer to it stands in its words, under their names.
    """
    work.flush()
    name = work.connection.execute(select(Person.name).where(Person.id == reader)).scalar()
    if not name:
        return []
    told = or_(Case.against.contains(name, autoescape=True), and_(Case.against == "", Case.kind != "request"))
    found = work.connection.execute(select(Case.id, Case.against, Case.text).where(told, *among))
    return [case for case, against, text in found if name in (against or text)]


def _select_cases() -> Select[*tuple[Any, ...]]:
    columns = (
        Case.id,
        Case.kind,
        Case.about,
        Case.against,
        Case.region,
        Case.text,
        Case.state,
        Case.reason,
        Case.filed_at,
        Application.pack,
        Application.kind.label("applicant"),
        Case.person_id,
        Person.name.label("person"),
        _Officer.name.label("staff"),
        Case.sum,
        Case.repaid_at,
        Case.decided_at,
    )
    found = select(*columns).join(Person, Person.id == Case.person_id)
    found = found.outerjoin(Application, Application.id == Case.application_id)
    found = found.outerjoin(Staff, Staff.id == Case.staff_id)
    return found.outerjoin(_Officer, _Officer.id == Staff.person_id)


def _cases(work: UnitOfWork, query: Select[*tuple[Any, ...]]) -> list[CaseFacts]:
    return [CaseFacts(**row) for row in work.session.execute(query).mappings()]
