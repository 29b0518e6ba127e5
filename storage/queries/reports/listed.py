"""Rows of the lists and reports that a centre hands out: assessed people with their units, those newly named, services."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from language import callings
from programme.packs import Kind
from storage.jurisdiction import inside
from storage.queries.reports.figures import told_by_expert
from storage.queries.reports.span import Span
from storage.queries.titles.holders import NAME, REGION, holding
from storage.tables import (
    Activity,
    Application,
    Diary,
    Enterprise,
    Expert,
    IssuedPaper,
    Need,
    Person,
    Qualification,
    Rating,
    Station,
)

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Applicant:
    """An application that waits for a decision, as a meeting looks at it; phones stay where they are."""

    id: int
    kind: Kind
    name: str
    unit: str
    region: str
    domains: tuple[str, ...]
    state: str
    submitted_at: datetime
    calling: str


@dataclass(frozen=True, slots=True)
class NewlyNamed:
    """A title given within a span."""

    kind: Kind
    name: str
    unit: str
    region: str | None
    domains: tuple[str, ...]
    certified_on: date


@dataclass(frozen=True, slots=True)
class Served:
    """A service on record, with who served and which unit they are of."""

    kind: Kind
    name: str
    unit: str
    region: str | None
    served_on: date
    times: tuple[tuple[int, int], ...]
    hours: Decimal
    enterprises: int
    names: tuple[str, ...]
    domains: tuple[str, ...]
    form: str | None
    sort: str | None
    outcome: str
    result: str


def applicants(
    connection: Connection, jurisdiction: str, kind: Kind, states: Collection[str], pack: str | None = None
) -> list[Applicant]:
    """The applications of a jurisdiction in these states, by calling (S1.2), then the oldest first; under one `pack`, where it is named."""
    columns = (
        Application.id,
        Application.name,
        Application.unit,
        Application.region,
        Application.domains,
        Application.state,
        Application.submitted_at,
        Application.answers,
    )
    found = select(*columns).where(Application.kind == kind, Application.state.in_(states))
    found = found if pack is None else found.where(Application.pack == pack)
    rows = connection.execute(found.where(inside(Application.region, jurisdiction)).order_by(Application.id))
    listed = [
        Applicant(
            id=row.id,
            kind=kind,
            name=row.name,
            unit=row.unit,
            region=row.region,
            domains=tuple(row.domains),
            state=row.state,
            submitted_at=row.submitted_at,
            calling=row.answers.get("calling", ""),
        )
        for row in rows
    ]
    return sorted(listed, key=lambda one: callings.place(one.calling))


def units(connection: Connection, kind: Kind) -> dict[int, str]:
    """By the holder's id: an expert's unit; stations are units themselves."""
    if kind == "station":
        return {}
    return {key: unit for key, unit in connection.execute(select(Expert.id, Expert.unit))}  # noqa: C416 - rows are no pairs to mypy


def newly_named(
    connection: Connection,
    jurisdiction: str,
    kind: Kind,
    pack: str,
    days: tuple[date, date],
    states: Collection[str],
) -> list[NewlyNamed]:
    """Titles under a pack certified within these days that are in these states still, by place, then in the order of certification."""
    unit = func.coalesce(Expert.unit, "")
    found = holding(NAME, unit, REGION, Expert.domains, Qualification.certified_on)
    found = found.where(Qualification.holder == kind, Qualification.pack == pack)
    found = found.where(Qualification.state.in_(states))
    found = found.where(Qualification.certified_on.between(*days), inside(REGION, jurisdiction))
    rows = connection.execute(found.order_by(REGION, Qualification.id))
    return [NewlyNamed(kind, row[0], row[1], row[2], tuple(row[3] or ()), row[4]) for row in rows]


_UNIT: Any = func.coalesce(Expert.unit, "")
_NAME: Any = func.coalesce(Station.name, Person.name)
_REGION: Any = func.coalesce(Expert.region, Station.region)
_SERVED: tuple[Any, ...] = (
    Diary.holder.label("kind"),
    _NAME.label("name"),
    _UNIT.label("unit"),
    func.coalesce(Diary.region, _REGION).label("region"),
    Diary.served_on,
    Diary.times,
    Diary.hours,
    Diary.enterprises,
    Diary.names,
    Diary.domains,
    Diary.form,
    Diary.kind.label("sort"),
    Diary.outcome,
    Diary.result,
)


def served(connection: Connection, jurisdiction: str, days: tuple[date, date]) -> Iterator[Served]:
    """The services on record of holders of a jurisdiction, in the order of their days; drawn piece by piece."""
    return _services(connection, days, inside(_REGION, jurisdiction))


def counted(connection: Connection, jurisdiction: str, days: tuple[date, date]) -> Iterator[Served]:
    """The same as the figures count them: what a station tells of its expert's service is no second one."""
    return _services(connection, days, inside(_REGION, jurisdiction), ~told_by_expert())


def served_by(
    connection: Connection, holder: Kind, holder_id: int, days: tuple[date, date]
) -> Iterator[Served]:
    """The same of one holder."""
    return _services(connection, days, Diary.holder == holder, Diary.holder_id == holder_id)


def _services(
    connection: Connection, days: tuple[date, date], *where: ColumnElement[bool]
) -> Iterator[Served]:
    found = select(*_SERVED).select_from(Diary)
    found = found.outerjoin(Expert, and_(Diary.holder == "expert", Expert.id == Diary.holder_id))
    found = found.outerjoin(Station, and_(Diary.holder == "station", Station.id == Diary.holder_id))
    found = found.join(Person, Person.id == func.coalesce(Expert.person_id, Station.person_id))
    found = found.where(Diary.state == "recorded", Diary.served_on.between(*days), *where)
    found = found.order_by(Diary.served_on, Diary.id).execution_options(yield_per=_AT_ONCE)
    for row in connection.execute(found).mappings():
        lists = {
            "times": tuple((begin, end) for begin, end in row["times"]),
            "names": tuple(row["names"]),
            "domains": tuple(row["domains"]),
        }
        yield Served(**dict(row) | lists)


def activities_of(connection: Connection, holder: Kind, holder_id: int, days: tuple[date, date]) -> int:
    """How many activities a holder held within these days."""
    own = (Activity.holder == holder, Activity.holder_id == holder_id, Activity.state != "cancelled")
    found = select(func.count()).select_from(Activity).where(*own, Activity.held_on.between(*days))
    return connection.execute(found).scalar_one()


def own_ratings(connection: Connection, expert_id: int, span: Span) -> tuple[int, Decimal | None]:
    """How often an expert was rated within a span, and the mean of the stars to two places."""
    found = select(func.count(), func.avg(Rating.stars)).where(Rating.expert_id == expert_id)
    count, stars = connection.execute(found.where(span.holds(Rating.created_at))).one()
    return count, None if stars is None else Decimal(str(stars)).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class PapersMade:
    """How many records and proofs were made (民政部令第67号 第十八条), and how many letters and certificates."""

    records: int
    proofs: int
    letters: int


def papers_made(connection: Connection, jurisdiction: str, span: Span) -> PapersMade:
    """Of holders of a jurisdiction, within a span; records by when they were written."""
    here = inside(REGION, jurisdiction)
    issued = holding(IssuedPaper.kind, func.count()).join(
        IssuedPaper, IssuedPaper.qualification_id == Qualification.id
    )
    issued = issued.where(here, span.holds(IssuedPaper.issued_at)).group_by(IssuedPaper.kind)
    counted = {kind: count for kind, count in connection.execute(issued)}  # noqa: C416 - rows are no pairs to mypy
    experts = select(Expert.id).where(inside(Expert.region, jurisdiction))
    stations = select(Station.id).where(inside(Station.region, jurisdiction))
    theirs = or_(
        and_(Diary.holder == "expert", Diary.holder_id.in_(experts)),
        and_(Diary.holder == "station", Diary.holder_id.in_(stations)),
    )
    written = select(func.count()).where(theirs, Diary.state == "recorded", span.holds(Diary.recorded_at))
    records = connection.execute(written).scalar_one()
    return PapersMade(records, counted.get("S", 0), counted.get("P", 0) + counted.get("Z", 0))


def needs_by_field(connection: Connection, jurisdiction: str, span: Span) -> dict[str, int]:
    """How many needs were posted in a jurisdiction, by field."""
    here = (inside(Need.region, jurisdiction), span.holds(Need.created_at))
    counted = select(Need.domain, func.count()).where(*here).group_by(Need.domain)
    return {domain: count for domain, count in connection.execute(counted)}  # noqa: C416 - rows are no pairs to mypy


@dataclass(frozen=True, slots=True)
class Held:
    """An activity that took place, and where."""

    title: str
    kind: str
    held_on: date
    region: str


def held(connection: Connection, jurisdiction: str, days: tuple[date, date]) -> list[Held]:
    """Activities and trainings of a jurisdiction that took place within these days, in order."""
    columns = (Activity.title, Activity.kind, Activity.held_on, Activity.region)
    found = select(*columns).where(Activity.state != "cancelled", Activity.held_on.between(*days))
    rows = connection.execute(
        found.where(inside(Activity.region, jurisdiction)).order_by(Activity.held_on, Activity.id)
    )
    return [Held(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Told:
    """A well-rated service as a case may tell of it: nobody is named, for nobody was asked."""

    domain: str
    region: str
    served_on: date | None
    form: str | None
    stars: int
    effect: int | None


def best_served(connection: Connection, jurisdiction: str, span: Span, most: int) -> list[Told]:
    """The services that their firms gave the most stars and effect, within a span."""
    columns = (Need.domain, Need.region, Need.served_at, Need.form, Rating.stars, Rating.effect)
    found = select(*columns).join(Need, Need.id == Rating.need_id)
    found = found.where(inside(Need.region, jurisdiction), span.holds(Rating.created_at), Rating.stars >= 4)
    order = (Rating.stars.desc(), func.coalesce(Rating.effect, 0).desc(), Rating.id)
    rows = connection.execute(found.order_by(*order).limit(most))
    return [
        Told(row[0], row[1], row[2].astimezone(span.zone).date() if row[2] else None, *row[3:])
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """A need with its expert, as a service sheet is filled in with it beforehand."""

    id: int
    region: str
    text: str
    domains: tuple[str, ...]
    form: str | None
    enterprise: str
    expert: str
    created_at: datetime


def need_for_sheet(connection: Connection, need_id: int) -> SheetFacts | None:
    """The need of this number; None where there is none."""
    columns = (
        Need.id,
        Need.region,
        Need.text,
        Need.domain,
        Need.also,
        Need.form,
        Enterprise.name,
        Person.name,
        Need.created_at,
    )
    found = select(*columns).join(Enterprise, Enterprise.id == Need.enterprise_id)
    found = found.outerjoin(Expert, Expert.id == Need.expert_id).outerjoin(
        Person, Person.id == Expert.person_id
    )
    row = connection.execute(found.where(Need.id == need_id)).first()
    if row is None:
        return None
    return SheetFacts(row[0], row[1], row[2], (row[3], *row[4]), row[5], row[6], row[7] or "", row[8])
