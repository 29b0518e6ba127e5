"""Applications as talks, notices and reviewers read them: by id, an applicant's own, those of a jurisdiction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, exists, func, or_, select

from programme.packs import Kind
from storage.encryption.columns import is_one_of
from storage.jurisdiction import inside
from storage.tables import Application, Audit, Expert, Person, Qualification, Station
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """An application as it was handed in, and how it stands; `papers` in order, as stored («ITEM:KEY» or «KEY»).

    `phone_verified`: the number is the applicant's own, and somebody has confirmed it.
    """

    id: int
    person_id: int
    kind: Kind
    pack: str
    name: str
    unit: str
    region: str
    phone: str | None
    phone_verified: bool
    domains: tuple[str, ...]
    category: str | None
    answers: dict[str, Any]
    papers: tuple[str, ...]
    state: str
    reason: str
    publicity_ends: date | None
    submitted_at: datetime


_CONFIRMED = (
    exists()
    .where(
        Person.id == Application.person_id,
        Person.phone_verified,
        Person.phone_index == Application.phone_index,
    )
    .correlate(Application)
)
_COLUMNS: tuple[Any, ...] = (
    Application.id,
    Application.person_id,
    Application.kind,
    Application.pack,
    Application.name,
    Application.unit,
    Application.region,
    Application.phone,
    _CONFIRMED.label("phone_verified"),
    Application.domains,
    Application.category,
    Application.answers,
    Application.papers,
    Application.state,
    Application.reason,
    Application.publicity_ends,
    Application.submitted_at,
)


def application(work: UnitOfWork, application_id: int) -> ApplicationFacts | None:
    """An application by its id; None where there is none."""
    return next(iter(_found(work, Application.id == application_id)), None)


def applications_by_id(work: UnitOfWork, ids: Collection[int]) -> dict[int, ApplicationFacts]:
    """Of these numbers those there are."""
    return {one.id: one for one in _found(work, Application.id.in_(ids))} if ids else {}


def applications_of(
    work: UnitOfWork, person_id: int, states: Collection[str] | None = None, limit: int = 8
) -> list[ApplicationFacts]:
    """A person's applications in these states, or in any, the newest first."""
    wanted = [] if states is None else [Application.state.in_(states)]
    return _found(work, Application.person_id == person_id, *wanted, order=Application.id.desc(), limit=limit)


def applications_in(
    work: UnitOfWork, jurisdiction: str | None, states: Collection[str], *, but_of: int
) -> list[ApplicationFacts]:
    """Applications of a jurisdiction in these states, the oldest first; `but_of`: the person whose own are left out."""
    where = (Application.state.in_(states), Application.person_id != but_of)
    return _found(work, *where, inside(Application.region, jurisdiction))


def has_application(work: UnitOfWork, person_id: int, kind: Kind, pack: str, states: Collection[str]) -> bool:
    """Whether the person has one of this kind under this pack in one of these states."""
    same = (Application.person_id == person_id, Application.kind == kind, Application.pack == pack)
    return _is_there(work, *same, Application.state.in_(states))


def has_title(work: UnitOfWork, person_id: int, kind: Kind, pack: str, states: Collection[str]) -> bool:
    """Whether the person holds a title of this kind under this pack in one of these states."""
    model = Expert if kind == "expert" else Station
    held = (Qualification.holder == kind, Qualification.holder_id == model.id, Qualification.pack == pack)
    return _is_there(work, model.person_id == person_id, *held, Qualification.state.in_(states))


@dataclass(frozen=True, slots=True)
class SameHolder:
    """Whoever holds a title of this kind already: the applicant's own person, or one with the same telephone."""

    person_id: int
    name: str
    unit: str


def same_holder(
    work: UnitOfWork, person_id: int, phone: str | None, kind: Kind, states: Collection[str]
) -> SameHolder | None:
    """The holder of a title of this kind, under any pack, who is this person or has this telephone."""
    model = Expert if kind == "expert" else Station
    unit = Expert.unit if kind == "expert" else Station.name
    held = (
        Qualification.holder == kind,
        Qualification.holder_id == model.id,
        Qualification.state.in_(states),
    )
    found = select(Person.id, Person.name, unit).join(model, model.person_id == Person.id)
    found = found.join(Qualification, and_(*held))
    found = found.where(or_(Person.id == person_id, is_one_of(Person.phone_index, [phone or ""])))
    row = work.session.execute(found.order_by((Person.id != person_id), Person.id)).first()
    return SameHolder(*row) if row else None


def deeds_of(work: UnitOfWork, application_id: int) -> int:
    """How many deeds the application has seen, as the audit counts them."""
    seen = select(func.count()).where(Audit.subject == "application", Audit.subject_id == application_id)
    return work.session.scalar(seen) or 0


def _is_there(work: UnitOfWork, *where: Any) -> bool:
    return bool(work.session.scalar(select(exists().where(*where))))


def _found(
    work: UnitOfWork, *where: Any, order: Any = Application.id, limit: int | None = None
) -> list[ApplicationFacts]:
    rows = work.session.execute(select(*_COLUMNS).where(*where).order_by(order).limit(limit))
    return [_facts(row) for row in rows]


def _facts(row: Any) -> ApplicationFacts:
    lists = {"domains": tuple(row.domains), "papers": tuple(row.papers)}
    return ApplicationFacts(**row._asdict() | lists)
