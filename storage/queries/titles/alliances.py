"""Who belongs to an alliance that passing the review of a pack joins (ZJ 四（二）): while the title, or the application, holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select

from programme.packs import Kind
from programme.qualification import IN_FORCE
from storage.jurisdiction import inside
from storage.queries.titles.holders import NAME, REGION, holding
from storage.tables import Application, Expert, Qualification
from storage.unit_of_work import UnitOfWork

PASSED = ("passed", "publicity")
"""States of an application that was passed and is no title yet."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member, since which day, and whether the pack's own title has followed."""

    person_id: int
    kind: Kind
    pack: str
    name: str
    unit: str
    domains: tuple[str, ...]
    calling: str
    since: date
    is_certified: bool


def members(
    work: UnitOfWork,
    kinds: Collection[tuple[str, Kind]],
    *,
    jurisdiction: str | None = None,
    person_id: int | None = None,
) -> list[Member]:
    """The members by each of these packs and kinds, of a jurisdiction or one person, the first to join first."""
    found: list[Member] = []
    for pack, kind in kinds:
        found += _titled(work, pack, kind, jurisdiction, person_id)
        found += _passed(work, pack, kind, jurisdiction, person_id)
    return sorted(found, key=lambda one: (one.since, one.name))


def _titled(
    work: UnitOfWork, pack: str, kind: Kind, jurisdiction: str | None, person_id: int | None
) -> list[Member]:
    joined = (
        select(func.max(Application.passed_on))
        .where(
            Application.person_id == func.coalesce(Expert.person_id, 0),
            Application.kind == kind,
            Application.pack == pack,
            Application.state == "certified",
        )
        .scalar_subquery()
    )
    columns = (func.coalesce(Expert.person_id, 0), NAME, func.coalesce(Expert.unit, ""), Expert.domains)
    found = holding(*columns, Expert.calling, func.coalesce(joined, Qualification.certified_on))
    found = found.where(Qualification.pack == pack, Qualification.holder == kind)
    found = found.where(Qualification.state.in_(IN_FORCE))
    found = found.where(
        Expert.person_id == person_id if person_id is not None else inside(REGION, jurisdiction)
    )
    return [
        Member(row[0], kind, pack, row[1], row[2], tuple(row[3] or ()), row[4] or "", row[5], True)
        for row in work.session.execute(found)
    ]


def _passed(
    work: UnitOfWork, pack: str, kind: Kind, jurisdiction: str | None, person_id: int | None
) -> list[Member]:
    held = exists().where(
        Qualification.pack == pack,
        Qualification.holder == kind,
        Qualification.holder_id == Expert.id,
        Qualification.state.in_(IN_FORCE),
        Expert.person_id == Application.person_id,
    )
    columns = (
        Application.person_id,
        Application.name,
        Application.unit,
        Application.domains,
        Application.answers,
        Application.passed_on,
    )
    found = select(*columns).where(Application.pack == pack, Application.kind == kind, ~held)
    found = found.where(Application.state.in_(PASSED), Application.passed_on.is_not(None))
    found = found.where(
        Application.person_id == person_id
        if person_id is not None
        else inside(Application.region, jurisdiction)
    )
    return [
        Member(row[0], kind, pack, row[1], row[2], tuple(row[3]), row[4].get("calling", ""), row[5], False)
        for row in work.session.execute(found)
    ]
