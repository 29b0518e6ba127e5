"""A jurisdiction's year in figures: a handful of statements, whatever the size."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import aliased

from programme.goal import County
from programme.packs import KINDS, Kind
from storage.jurisdiction import inside
from storage.queries.reports.span import Span
from storage.served import enterprises_of
from storage.tables import Case, Diary, Expert, Need, Qualification, Rating, Station


@dataclass(frozen=True, slots=True)
class Counting:
    """What counts: states of needs that are answered or done, of complaints, of titles that serve; what complaints
    may be about."""

    answered: Collection[str]
    done: Collection[str]
    complaints: Collection[str]
    serving: Collection[str]
    abouts: Collection[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a jurisdiction did in a span. `stars` is the mean of 1 to 5, `effect` a mean per cent."""

    needs: int
    answered: int
    done: int
    unanswered: int
    experts: int
    stations: int
    active: int
    diaries: int
    hours: float
    enterprises: int
    stars: float | None
    effect: float | None
    complaints: dict[str, int]


def figures(connection: Connection, jurisdiction: str, span: Span, counting: Counting) -> Figures:
    """The figures of a jurisdiction."""
    needs, answered, done, unanswered = (
        int(count or 0) for count in connection.execute(_needs(jurisdiction, span, counting)).one()
    )
    diaries = [connection.execute(_diaries(kind, jurisdiction, span)).one() for kind in KINDS]
    rated = connection.execute(_rated(jurisdiction, span)).one()
    counties = serving(connection, jurisdiction, counting.serving)
    return Figures(
        needs=needs,
        answered=answered,
        done=done,
        unanswered=unanswered,
        experts=sum(one.experts for one in counties),
        stations=sum(one.stations for one in counties),
        active=sum(row.active for row in diaries),
        diaries=sum(row.entries for row in diaries),
        hours=round(float(sum(row.hours or 0 for row in diaries)), 2),
        enterprises=connection.execute(
            enterprises_of(of_both(jurisdiction, span), apart=place_of_holder())
        ).scalar_one(),
        stars=_mean(rated.stars),
        effect=_mean(rated.effect),
        complaints=_complaints(connection, jurisdiction, span, counting),
    )


def serving(connection: Connection, jurisdiction: str, states: Collection[str]) -> list[County]:
    """Experts and stations in these states by county."""
    counts: dict[str, list[int]] = {}
    for place, kind in enumerate(KINDS):
        model = _model_of(kind)
        held = select(model.region, func.count(model.id.distinct())).join(
            Qualification, and_(Qualification.holder == kind, Qualification.holder_id == model.id)
        )
        held = held.where(Qualification.state.in_(states), inside(model.region, jurisdiction))
        for region, count in connection.execute(held.group_by(model.region)):
            counts.setdefault(str(region), [0, 0])[place] = count
    return [County(region, experts, stations) for region, (experts, stations) in counts.items()]


def _model_of(kind: Kind) -> type[Expert] | type[Station]:
    return Expert if kind == "expert" else Station


def _mean(found: Any) -> float | None:
    return None if found is None else round(float(found), 2)


def _needs(jurisdiction: str, span: Span, counting: Counting) -> Any:
    counts = (
        func.sum(case((Need.state.in_(states), 1), else_=0))
        for states in (counting.answered, counting.done, ("unanswered",))
    )
    counted = select(func.count(), *counts).select_from(Need)
    return counted.where(inside(Need.region, jurisdiction), span.holds(Need.created_at))


def diaries_of(kind: Kind, jurisdiction: str, span: Span) -> ColumnElement[bool]:
    """That a diary was kept by a holder of the jurisdiction, for a day of the span; joins the holder."""
    model = _model_of(kind)
    return and_(
        Diary.holder == kind,
        model.id == Diary.holder_id,
        Diary.state == "recorded",
        Diary.served_on.between(span.first, span.last),
        inside(model.region, jurisdiction),
    )


def told_by_expert() -> ColumnElement[bool]:
    """That a station tells of a service which an expert has told too: of the same day, hours and number of firms, and either
    of the same firms by name, or by an expert whose unit the station is. It counts once, as the expert's.
    """
    other, whose, station = aliased(Diary), aliased(Expert), aliased(Station)
    same_firms = and_(
        cast(other.names, String) == cast(Diary.names, String), cast(Diary.names, String) != "[]"
    )
    of_unit = exists().where(
        whose.id == other.holder_id, station.id == Diary.holder_id, whose.unit == station.name
    )
    told = exists().where(
        other.holder == "expert",
        other.state == "recorded",
        other.served_on == Diary.served_on,
        other.hours == Diary.hours,
        other.enterprises == Diary.enterprises,
        or_(same_firms, of_unit),
    )
    return and_(Diary.holder == "station", told.correlate(Diary))


def of_both(jurisdiction: str, span: Span) -> ColumnElement[bool]:
    """The diaries of experts and stations together."""
    models = ((kind, _model_of(kind)) for kind in KINDS)
    holders = (
        and_(
            Diary.holder == kind,
            Diary.holder_id.in_(select(model.id).where(inside(model.region, jurisdiction))),
        )
        for kind, model in models
    )
    counted = and_(Diary.state == "recorded", Diary.served_on.between(span.first, span.last), or_(*holders))
    return and_(counted, ~told_by_expert())


def place_of_holder() -> ColumnElement[str]:
    """Where the holder of a diary is: a firm counts once in each county, so that a province has the sum of its counties."""
    expert = select(Expert.region).where(Expert.id == Diary.holder_id).scalar_subquery()
    station = select(Station.region).where(Station.id == Diary.holder_id).scalar_subquery()
    return case((Diary.holder == "expert", expert), else_=station)


def _diaries(kind: Kind, jurisdiction: str, span: Span) -> Any:
    return select(
        func.count(Diary.holder_id.distinct()).label("active"),
        func.count(Diary.id).label("entries"),
        func.sum(Diary.hours).label("hours"),
    ).where(diaries_of(kind, jurisdiction, span), ~told_by_expert())


def _rated(jurisdiction: str, span: Span) -> Any:
    means = select(func.avg(Rating.stars).label("stars"), func.avg(Rating.effect).label("effect"))
    means = means.join(Need, Need.id == Rating.need_id)
    return means.where(inside(Need.region, jurisdiction), span.holds(Rating.created_at))


def complaints_in(jurisdiction: str, span: Span, states: Collection[str]) -> ColumnElement[bool]:
    """That a case is a complaint of the jurisdiction in one of these states, filed within the span."""
    return and_(
        Case.kind == "complaint",
        Case.state.in_(states),
        inside(Case.region, jurisdiction),
        span.holds(Case.filed_at),
    )


def _complaints(connection: Connection, jurisdiction: str, span: Span, counting: Counting) -> dict[str, int]:
    """How many complaints about each thing, those that nobody complained about too."""
    counted = select(Case.about, func.count().label("number"))
    counted = counted.where(complaints_in(jurisdiction, span, counting.complaints))
    found = {row.about: int(row.number) for row in connection.execute(counted.group_by(Case.about))}
    return {about: found.get(about, 0) for about in counting.abouts}


def complaints_filed(connection: Connection, jurisdiction: str, span: Span) -> dict[str, int]:
    """How many complaints were filed within the span by the state that they are in now, whatever came of them."""
    filed = select(Case.state, func.count().label("number")).where(
        Case.kind == "complaint", inside(Case.region, jurisdiction), span.holds(Case.filed_at)
    )
    return {row.state: int(row.number) for row in connection.execute(filed.group_by(Case.state))}
