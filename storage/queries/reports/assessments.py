"""Everybody's duty year assessed by the database: thresholds go in, one row a holder comes out.

Putting such a statement together takes longer than a small register's answer, so it is kept for its arguments.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    false,
    func,
    literal,
    or_,
    select,
    true,
)

from programme.assess import Band
from programme.packs import Kind
from programme.packs.needed import Least, Needed, Several, leaves
from programme.readings import YearRecord
from storage.jurisdiction import inside
from storage.served import enterprises_by_holder, satisfaction_by_holder, took_place
from storage.tables import Activity, Diary, Expert, Person, Qualification, Station

WHOLE_COUNTRY = "000000"
_kept = lru_cache(maxsize=64)


@dataclass(frozen=True, slots=True)
class Assessed:
    """One holder's year; `standing` as in `programme.assess.YearStanding`; `title` is the qualification's id."""

    id: int
    name: str
    region: str | None
    certified_on: date
    record: YearRecord
    standing: str
    title: int = 0
    registered_on: date | None = None

    def held_on(self, day: date) -> bool:
        """Whether the title was given, and known here, by a day."""
        return self.certified_on <= day and (self.registered_on or day) <= day


def count_standings(
    connection: Connection,
    pack: str,
    kind: Kind,
    states: Collection[str],
    bands: Sequence[Band],
    year: tuple[date, date],
    on: date,
) -> dict[str, int]:
    """How many with a title in these states stand how on a day, in one statement."""
    counted = _counted(pack, kind, tuple(states), tuple(bands), year, on)
    return {standing: count for standing, count in connection.execute(counted)}  # noqa: C416 - rows are no pairs to mypy


@_kept
def _counted(
    pack: str, kind: Kind, states: tuple[str, ...], bands: tuple[Band, ...], year: tuple[date, date], on: date
) -> Select[*tuple[Any, ...]]:
    found = _assessed(pack, kind, states, bands, year, on).subquery()
    return select(found.c.standing, func.count()).group_by(found.c.standing)


def assessed(
    connection: Connection,
    pack: str,
    kind: Kind,
    states: Collection[str],
    bands: Sequence[Band],
    year: tuple[date, date],
    on: date,
    *,
    jurisdiction: str | None = WHOLE_COUNTRY,
    among: Collection[int] | None = None,
    named: str = "",
) -> list[Assessed]:
    """The holders of a jurisdiction with a title in these states one by one, as they stand on a day.

    All, those with these ids, or those of this name. Of some the diaries of no others are looked at.
    """
    of = (pack, kind, tuple(states), tuple(bands), year, on)
    wanted = _listed(*of, jurisdiction, among is not None, bool(named))
    values = {"among": list(among or ()), "named": named}
    return [_row(row) for row in connection.execute(wanted, values)]


@_kept
def _listed(
    pack: str,
    kind: Kind,
    states: tuple[str, ...],
    bands: tuple[Band, ...],
    year: tuple[date, date],
    on: date,
    jurisdiction: str | None,
    among: bool,
    named: bool,
) -> Select[*tuple[Any, ...]]:
    """Whom it is about is left open: `among`, `named`."""
    found = _assessed(pack, kind, states, bands, year, on, among).subquery()
    wanted = select(found).where(inside(found.c.region, jurisdiction)).order_by(found.c.id)
    return wanted.where(found.c.name == bindparam("named")) if named else wanted


def _row(row: Any) -> Assessed:
    hours = Decimal(str(row.hours)).quantize(Decimal("0.01"))
    counts = (row.enterprises, row.events, row.entries, row.rated, row.content)
    record = YearRecord(hours, *map(int, counts))
    return Assessed(
        row.id, row.name, row.region, row.certified_on, record, row.standing, row.title, row.registered_on
    )


def _assessed(
    pack: str,
    kind: Kind,
    states: Collection[str],
    bands: Sequence[Band],
    year: tuple[date, date],
    on: date,
    among: bool = False,
) -> Select[*tuple[Any, ...]]:
    diaries = _of_year(kind, year, among)
    totals, held = _totals(diaries), _held(kind, year, on, among)
    served = enterprises_by_holder(diaries)
    hours = func.round(func.coalesce(totals.c.hours, 0), 2)
    enterprises = func.coalesce(served.c.enterprises, 0)
    entries, events = func.coalesce(totals.c.entries, 0), func.coalesce(held.c.events, 0)
    judged = _judged(bands, diaries)
    rated, content = _count(judged, "rated"), _count(judged, "content")
    done = {"hours": hours, "enterprises": enterprises, "events": events, "rated": rated, "content": content}
    model = Expert if kind == "expert" else Station
    name = Person.name if kind == "expert" else Station.name
    found = select(
        model.id,
        name.label("name"),
        model.region,
        Qualification.certified_on,
        hours.label("hours"),
        enterprises.label("enterprises"),
        entries.label("entries"),
        events.label("events"),
        rated.label("rated"),
        content.label("content"),
        _standing(bands, done).label("standing"),
        Qualification.id.label("title"),
        Qualification.registered_on,
    ).select_from(Qualification)
    found = found.join(model, model.id == Qualification.holder_id)
    found = found.join(Person, Person.id == model.person_id) if kind == "expert" else found
    found = found.outerjoin(totals, totals.c.holder_id == model.id)
    found = found.outerjoin(served, served.c.holder_id == model.id)
    found = found.outerjoin(held, held.c.holder_id == model.id)
    found = found if judged is None else found.outerjoin(judged, judged.c.holder_id == model.id)
    of_pack = (Qualification.holder == kind, Qualification.pack == pack, Qualification.state.in_(states))
    return found.where(*of_pack, _is_among(model.id, among))


def _is_among(holder: Any, among: bool) -> ColumnElement[bool]:
    return holder.in_(bindparam("among", expanding=True)) if among else true()


def _of_year(kind: Kind, year: tuple[date, date], among: bool) -> ColumnElement[bool]:
    recorded = and_(Diary.holder == kind, Diary.state == "recorded", Diary.served_on.between(*year))
    return and_(recorded, _is_among(Diary.holder_id, among))


def _totals(diaries: ColumnElement[bool]) -> FromClause:
    """Hours and entries."""
    totals = select(Diary.holder_id, func.sum(Diary.hours).label("hours"), func.count().label("entries"))
    return totals.where(diaries).group_by(Diary.holder_id).subquery()


def _judged(bands: Sequence[Band], diaries: ColumnElement[bool]) -> Subquery | None:
    """What firms said of the services, where some clause asks for it."""
    demanded = (leaves(threshold.needed) for band in bands for threshold in band.thresholds)
    if not any(one.measure == "satisfaction" for figures in demanded for one in figures):
        return None
    return satisfaction_by_holder(diaries)


def _count(judged: Subquery | None, name: str) -> ColumnElement[int]:
    return literal(0) if judged is None else func.coalesce(judged.c[name], 0)


def _held(kind: Kind, year: tuple[date, date], on: date, among: bool) -> FromClause:
    """Activities of the year that took place by the day `on` (S4.4)."""
    held = select(Activity.holder_id, func.count().label("events"))
    held = held.where(took_place(kind, on), Activity.held_on.between(*year))
    held = held.where(_is_among(Activity.holder_id, among))
    return held.group_by(Activity.holder_id).subquery()


def _standing(bands: Sequence[Band], done: dict[str, Any]) -> ColumnElement[str]:
    """Met by every clause, by some, by none; by the band of the day of certification."""
    return case(*((_in_band(band), _standing_in(band, done)) for band in bands), else_=literal("not_asked"))


def _in_band(band: Band) -> ColumnElement[bool]:
    return Qualification.certified_on.between(band.certified_from, band.certified_to)


def _standing_in(band: Band, done: dict[str, Any]) -> ColumnElement[str]:
    if not band.thresholds:
        return literal("not_asked")
    met = [_met(threshold.needed, done, unknown=True) for threshold in band.thresholds]
    found = case((and_(*met), "met"), (or_(*met), "disputed"), else_="short")
    return cast(ColumnElement[str], found)


def _met(needed: Needed, done: dict[str, Any], *, unknown: bool) -> ColumnElement[bool]:
    """As `programme.packs.needed.judged`: what nobody rated decides nothing, so it is `unknown` where all are needed or it stands alone."""
    if isinstance(needed, Several):
        every = needed.join == "all"
        figures: Iterator[Least] = leaves(needed)
        alone = unknown if all(one.measure == "satisfaction" for one in figures) else every
        parts = [_met(part, done, unknown=alone) for part in needed.parts]
        return and_(true(), *parts) if every else or_(false(), *parts)
    if needed.measure != "satisfaction":
        return cast(ColumnElement[bool], done[needed.measure] >= float(needed.figure))
    reached = 100 * done["content"] >= float(needed.figure) * done["rated"]
    return or_(done["rated"] == 0, reached) if unknown else and_(done["rated"] > 0, reached)
