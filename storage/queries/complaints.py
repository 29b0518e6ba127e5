"""Objections, complaints and suggestions, and the publicity entries that may be objected to, as talks read them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from storage.jurisdiction import inside
from storage.tables import Application, Case, Person, Staff
from storage.unit_of_work import UnitOfWork
from storage.window import Window

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
    pack: str | None
    applicant: str | None
    person_id: int
    person: str
    staff: str | None


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk of somebody with a member of staff, who are persons here, since `taken_at`."""

    case: int
    person_id: int
    officer_id: int
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """What is public of an application in publicity (S2.10); `kind` is expert or station."""

    id: int
    kind: str
    name: str
    unit: str
    domains: tuple[str, ...]
    publicity_ends: date | None


def find_case(work: UnitOfWork, case_id: int) -> CaseFacts | None:
    """The case of this number, or None."""
    return next(iter(_cases(work, _select_cases().where(Case.id == case_id))), None)


def get_case(work: UnitOfWork, case_id: int) -> CaseFacts:
    """The case of this number. LookupError where there is none."""
    if (found := find_case(work, case_id)) is None:
        raise LookupError(f"case {case_id}")
    return found


def cases_in(
    work: UnitOfWork, jurisdiction: str | None, kind: str, states: Collection[str]
) -> list[CaseFacts]:
    """Cases of a kind in these states, inside the jurisdiction, oldest first."""
    found = _select_cases().where(
        Case.kind == kind, Case.state.in_(states), inside(Case.region, jurisdiction)
    )
    return _cases(work, found.order_by(Case.id))


def open_request(work: UnitOfWork, person_id: int, about: str, states: Collection[str]) -> int | None:
    """The number of the person's request of this kind that is in one of these states, the newest."""
    found = select(func.max(Case.id)).where(
        Case.kind == "request", Case.about == about, Case.person_id == person_id, Case.state.in_(states)
    )
    return work.session.execute(found).scalar()


def talks_of(work: UnitOfWork, staff_id: int, since: datetime) -> list[int]:
    """The numbers of the requests for whose sake a member of staff has been talking with somebody since then."""
    return list(
        work.session.execute(select(Case.id).where(_talks(since), Case.staff_id == staff_id)).scalars()
    )


def talks_begun(work: UnitOfWork, begun: Window) -> list[Talk]:
    """Talks that began within a window and were not ended since."""
    found = select(Case.id, Case.person_id, Staff.person_id, Case.taken_at).join(
        Staff, Staff.id == Case.staff_id
    )
    return [
        Talk(*row)
        for row in work.connection.execute(found.where(Case.state == "answered", begun.holds(Case.taken_at)))
    ]


def first_talk(work: UnitOfWork, after: datetime) -> datetime | None:
    """When the first of the talks began that began after a moment and were not ended since."""
    return work.connection.execute(select(func.min(Case.taken_at)).where(_talks(after))).scalar()


def _talks(since: datetime) -> ColumnElement[bool]:
    return and_(Case.state == "answered", Case.staff_id.is_not(None), Case.taken_at > since)


def entries_in_publicity(work: UnitOfWork, limit: int = 20) -> list[PublicEntry]:
    """What is being publicised now, the newest first."""
    columns = (
        Application.id,
        Application.kind,
        Application.name,
        Application.unit,
        Application.domains,
        Application.publicity_ends,
    )
    public = select(*columns).where(Application.state == "publicity").order_by(Application.id.desc())
    rows = (dict(row) for row in work.session.execute(public.limit(limit)).mappings())
    return [PublicEntry(**row | {"domains": tuple(row["domains"])}) for row in rows]


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
        Application.pack,
        Application.kind.label("applicant"),
        Case.person_id,
        Person.name.label("person"),
        _Officer.name.label("staff"),
    )
    found = select(*columns).join(Person, Person.id == Case.person_id)
    found = found.outerjoin(Application, Application.id == Case.application_id)
    found = found.outerjoin(Staff, Staff.id == Case.staff_id)
    return found.outerjoin(_Officer, _Officer.id == Staff.person_id)


def _cases(work: UnitOfWork, query: Select[*tuple[Any, ...]]) -> list[CaseFacts]:
    return [CaseFacts(**row) for row in work.session.execute(query).mappings()]
