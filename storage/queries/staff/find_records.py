"""The needs, diaries, applications and cases that staff look up inside their jurisdiction: a count and the first of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select

from storage.jurisdiction import inside
from storage.queries.complaints.cases import accusing
from storage.queries.needs import NeedFacts, needs_by_id
from storage.queries.staff.found import Days, during, first_rows, within
from storage.tables import Application, Case, Diary, Expert, Need, Person, Station
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DiaryFound:
    """A service of somebody."""

    name: str
    served_on: date
    hours: Decimal
    enterprises: int
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApplicationFound:
    """An application and how it stands."""

    id: int
    kind: str
    name: str
    region: str
    state: str


@dataclass(frozen=True, slots=True)
class CaseFound:
    """A complaint or an objection and how it stands."""

    id: int
    against: str
    text: str
    state: str


def needs(
    work: UnitOfWork,
    jurisdiction: str | None,
    *,
    region: str | None,
    domain: str | None,
    states: Collection[str],
    firms: Collection[int],
    takers: Collection[int] = (),
    days: Days,
    limit: int,
) -> tuple[int, list[NeedFacts]]:
    """Needs by place, field, state, firms, the persons who took them on (`takers`) and time, the newest first."""
    where = [inside(Need.region, jurisdiction), *within(Need.region, region), *during(Need.created_at, days)]
    where += [Need.domain == domain] if domain else []
    where += [Need.state.in_(states)] if states else []
    where += [Need.enterprise_id.in_(firms)] if firms else []
    where += [Need.expert_id.in_(select(Expert.id).where(Expert.person_id.in_(takers)))] if takers else []
    count, ids = first_rows(work, select(Need.id).where(*where), Need.id.desc(), limit, int)
    found = needs_by_id(work, ids)
    return count, [found[key] for key in ids]


def need_in(work: UnitOfWork, jurisdiction: str | None, number: int) -> NeedFacts | None:
    """The need of this number, where it lies in the jurisdiction."""
    here = select(Need.id).where(Need.id == number, inside(Need.region, jurisdiction))
    return needs_by_id(work, list(work.session.scalars(here))).get(number)


def diaries(
    work: UnitOfWork,
    jurisdiction: str | None,
    *,
    persons: Collection[int],
    region: str | None,
    since: date | None,
    until: date | None,
    limit: int,
) -> tuple[int, Decimal, int, list[DiaryFound]]:
    """How many services, hours and firms, and the latest of them: of these persons, or of everybody."""
    place = func.coalesce(Expert.region, Station.region)
    where = [Diary.state == "recorded", inside(place, jurisdiction), *within(place, region)]
    where += [Diary.person_id.in_(persons)] if persons else []
    where += [Diary.served_on >= since] if since else []
    where += [Diary.served_on <= until] if until else []
    name = func.coalesce(Station.name, Person.name)
    columns = (name, Diary.served_on, Diary.hours, Diary.enterprises, Diary.domains)
    found = _of_diaries(*columns).where(*where).order_by(Diary.served_on.desc(), Diary.id.desc())
    sums = _of_diaries(func.count(Diary.id), func.sum(Diary.hours), func.sum(Diary.enterprises)).where(*where)
    count, hours, firms = work.session.execute(sums).one()
    services = work.session.execute(found.limit(limit))
    rows = [DiaryFound(who, on, spent, served, tuple(codes)) for who, on, spent, served, codes in services]
    return count, Decimal(str(hours or 0)), firms or 0, rows


def applications(
    work: UnitOfWork,
    jurisdiction: str | None,
    *,
    number: int | None,
    name: str,
    region: str | None,
    days: Days,
    limit: int,
) -> tuple[int, list[ApplicationFound]]:
    """Applications by number, part of the name, place and time, the newest first."""
    where = [inside(Application.region, jurisdiction), *within(Application.region, region)]
    where += [Application.id == number] if number is not None else []
    where += [Application.name.contains(name, autoescape=True)] if name else []
    where += during(Application.submitted_at, days)
    columns = (Application.id, Application.kind, Application.name, Application.region, Application.state)
    return first_rows(work, select(*columns).where(*where), Application.id.desc(), limit, ApplicationFound)


def cases(
    work: UnitOfWork,
    jurisdiction: str | None,
    kind: str,
    *,
    number: int | None,
    region: str | None,
    days: Days,
    reader: int,
    limit: int,
) -> tuple[int, list[CaseFound]]:
    """Complaints, objections or appeals, the newest first, but for those that accuse the reader."""
    where: list[Any] = [Case.kind == kind, inside(Case.region, jurisdiction), *within(Case.region, region)]
    where += [Case.id == number] if number is not None else []
    where += during(Case.filed_at, days)
    where += [Case.id.not_in(accusing(work, reader, *where))]
    columns = (Case.id, Case.against, Case.text, Case.state)
    return first_rows(work, select(*columns).where(*where), Case.id.desc(), limit, CaseFound)


def _of_diaries(*columns: Any) -> Select[*tuple[Any, ...]]:
    found = select(*columns).select_from(Diary).join(Person, Person.id == Diary.person_id)
    found = found.outerjoin(Expert, (Diary.holder == "expert") & (Expert.id == Diary.holder_id))
    return found.outerjoin(Station, (Diary.holder == "station") & (Station.id == Diary.holder_id))
