"""Matters to be decided: needs, applications, publicity and cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select

from storage.jurisdiction import ranged
from storage.queries.complaints.cases import accusing
from storage.queries.console.listing import Condition, Listing, Values
from storage.queries.console.lists.conditions import (
    bare,
    by_names,
    by_number_or,
    by_place,
    in_names,
    moment,
    named,
    number_or,
    one_of,
    places,
    text,
    yes,
)
from storage.tables import Application, Audit, Case, Enterprise, Expert, Need, Person
from storage.unit_of_work import UnitOfWork

CLOSED_BY_STAFF = exists().where(
    Audit.subject == "need", Audit.subject_id == Need.id, Audit.deed == "close_need"
)
NEED_STATE: Any = case((and_(Need.state == "withdrawn", CLOSED_BY_STAFF), "closed"), else_=Need.state)
"""A need's state: «closed» where staff took it down, so that nobody reads that the firm did."""


def _state_of_need(values: Values) -> ColumnElement[bool]:
    found: list[ColumnElement[bool]] = [
        Need.state.in_([value for value in values if value not in ("withdrawn", "closed")])
    ]
    found += [and_(Need.state == "withdrawn", CLOSED_BY_STAFF)] if "closed" in values else []
    found += [and_(Need.state == "withdrawn", ~CLOSED_BY_STAFF)] if "withdrawn" in values else []
    return or_(*found)


def _experts_named(said: str) -> Select[int]:
    return select(Expert.id).where(Expert.person_id.in_(named("person", said)))


def _needs(*columns: Any) -> Select[*tuple[Any, ...]]:
    found = select(*columns).select_from(Need).join(Enterprise, Enterprise.id == Need.enterprise_id)
    found = found.outerjoin(Expert, Expert.id == Need.expert_id)
    return found.outerjoin(Person, Person.id == Expert.person_id)


NEEDS = Listing(
    "needs",
    _needs,
    Need.id,
    Need.region,
    {
        "text": Need.text,
        "firm": Enterprise.name,
        "trade": Enterprise.trade,
        "region": Need.region,
        "domain": Need.domain,
        "state": NEED_STATE,
        "urgent": Need.urgent,
        "since": Need.created_at,
        "expert": Person.name,
    },
    {"waits": (Need.id, False), "newest": (Need.id, True)},
    {
        "state": _state_of_need,
        "place": places(Need.region),
        "domain": one_of(Need.domain),
        "urgent": yes(Need.urgent.is_(True)),
        "since": moment(Need.created_at, True),
        "until": moment(Need.created_at, False),
        "q": number_or(
            Need.id,
            in_names(Need.enterprise_id, "enterprise"),
            lambda said: Need.expert_id.in_(_experts_named(said)),
        ),
    },
    found_in=bare(Need),
    ways={
        "state": lambda values: [select(Need.id).where(_state_of_need(values))],
        "place": by_place(Need.id, Need.region),
        "q": by_number_or(
            Need.id,
            by_names(Need.id, Need.enterprise_id, "enterprise"),
            lambda said: select(Need.id).where(Need.expert_id.in_(_experts_named(said))),
        ),
    },
)


def _applications(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).select_from(Application)


_OBJECTIONS = (
    select(func.count())
    .where(Case.application_id == Application.id, Case.kind == "objection")
    .scalar_subquery()
)
_APPLIED: Mapping[str, Any] = {
    "name": Application.name,
    "unit": Application.unit,
    "kind": Application.kind,
    "region": Application.region,
    "state": Application.state,
    "since": Application.submitted_at,
}
_APPLIED_BY: Mapping[str, Condition] = {
    "state": one_of(Application.state),
    "kind": one_of(Application.kind),
    "place": places(Application.region),
    "q": number_or(Application.id, text(Application.name), text(Application.unit)),
}
APPLICATIONS = Listing(
    "applications",
    _applications,
    Application.id,
    Application.region,
    _APPLIED,
    {"waits": (Application.id, False), "newest": (Application.id, True)},
    _APPLIED_BY,
    (Application.state != "draft",),
)
PUBLICITY = Listing(
    "publicity",
    _applications,
    Application.id,
    Application.region,
    {
        "name": Application.name,
        "unit": Application.unit,
        "kind": Application.kind,
        "region": Application.region,
        "since": Application.published_on,
        "until": Application.publicity_ends,
        "objections": _OBJECTIONS,
    },
    {"ends": (func.coalesce(Application.publicity_ends, date.max), False), "newest": (Application.id, True)},
    _APPLIED_BY,
    (Application.state == "publicity",),
)


def _cases(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).select_from(Case).join(Person, Person.id == Case.person_id)


def _accused(work: UnitOfWork, reader: int, jurisdiction: str | None) -> ColumnElement[bool]:
    """A case is never shown to whom it accuses."""
    return Case.id.not_in(accusing(work, reader, ranged(Case.region, jurisdiction)))


CASES = Listing(
    "cases",
    _cases,
    Case.id,
    Case.region,
    {
        "kind": Case.kind,
        "about": Case.about,
        "against": Case.against,
        "text": Case.text,
        "region": Case.region,
        "state": Case.state,
        "since": Case.filed_at,
    },
    {"waits": (Case.id, False), "newest": (Case.id, True)},
    {
        "state": one_of(Case.state),
        "kind": one_of(Case.kind),
        "place": places(Case.region),
        "q": number_or(Case.id, text(Case.against)),
    },
    hides=_accused,
    found_in=bare(Case),
)
