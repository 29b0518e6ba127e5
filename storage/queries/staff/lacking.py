"""Who of a jurisdiction has not done something: written a diary, handed in a plan or a summary."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, exists, func, select

from programme.packs import Kind
from storage.jurisdiction import inside
from storage.queries.staff.found import within
from storage.queries.titles.holders import NAME, REGION, holding
from storage.tables import Diary, Qualification, Station, YearPaper
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody without a diary in the days asked about; `last`: the newest day of service on record, whenever that was."""

    name: str
    region: str | None
    last: date | None


def without_diary(
    work: UnitOfWork,
    jurisdiction: str | None,
    states: Collection[str],
    *,
    kinds: Collection[Kind],
    region: str | None,
    days: tuple[date, date],
) -> list[Silent]:
    """Holders of these kinds, with a title in one of these states, who recorded no service of these days: the longest silent first."""
    held = holding(Qualification.holder, Qualification.holder_id, NAME.label("name"), REGION.label("region"))
    held = held.where(Qualification.state.in_(states), Qualification.holder.in_(kinds))
    own = held.where(inside(REGION, jurisdiction), *within(REGION, region)).distinct().subquery()
    theirs = and_(Diary.holder == own.c.holder, Diary.holder_id == own.c.holder_id, Diary.state == "recorded")
    last = func.max(Diary.served_on)
    found = select(own.c.name, own.c.region, last).select_from(own).outerjoin(Diary, theirs)
    found = found.where(~exists().where(theirs, Diary.served_on.between(*days)).correlate(own))
    found = found.group_by(own.c.holder, own.c.holder_id, own.c.name, own.c.region)
    rows = work.session.execute(found.order_by(last.is_not(None), last, own.c.name))
    return [Silent(*row) for row in rows]


def without_paper(
    work: UnitOfWork,
    jurisdiction: str | None,
    states: Collection[str],
    *,
    what: str,
    year: int,
    region: str | None,
) -> list[str]:
    """Stations with a title in one of these states whose plan or summary (`what`) of the year is owed, by name."""
    handed_in = exists().where(
        YearPaper.station_id == Qualification.holder_id,
        YearPaper.what == what,
        YearPaper.year == year,
        YearPaper.returned_at.is_(None),
    )
    here = [inside(REGION, jurisdiction), *within(REGION, region), Qualification.holder == "station"]
    found = holding(Station.name).where(Qualification.state.in_(states), *here, ~handed_in)
    return list(work.session.scalars(found.distinct().order_by(Station.name)))
