"""Objections, complaints and suggestions, and the publicity entries that may be objected to, as talks read them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from storage.jurisdiction import inside
from storage.tables import Application, Case
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case; see `storage.tables.Case`. `pack` and `applicant` are the application's, of an objection alone."""

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
    )
    return select(*columns).outerjoin(Application, Application.id == Case.application_id)


def _cases(work: UnitOfWork, query: Select[*tuple[Any, ...]]) -> list[CaseFacts]:
    return [CaseFacts(**row) for row in work.session.execute(query).mappings()]
