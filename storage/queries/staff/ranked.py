"""Who of a jurisdiction has served most, or least: those who wrote nothing are least of all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, func, select

from programme.packs import Kind
from storage.jurisdiction import inside
from storage.queries.staff.found import within
from storage.queries.titles.holders import NAME, REGION, holding
from storage.tables import Diary, Qualification
from storage.unit_of_work import UnitOfWork


def ranked(
    work: UnitOfWork,
    jurisdiction: str | None,
    states: Collection[str],
    *,
    kinds: Collection[Kind],
    region: str | None,
    days: tuple[date, date],
    least: bool,
    limit: int,
) -> list[tuple[str, Decimal, int]]:
    """Name, hours and firms of these days, by hours: of holders of these kinds with a title in one of these states."""
    held = holding(Qualification.holder, Qualification.holder_id, NAME.label("name"))
    held = held.where(Qualification.state.in_(states), Qualification.holder.in_(kinds))
    own = held.where(inside(REGION, jurisdiction), *within(REGION, region)).distinct().subquery()
    theirs = and_(
        Diary.holder == own.c.holder,
        Diary.holder_id == own.c.holder_id,
        Diary.state == "recorded",
        Diary.served_on.between(*days),
    )
    hours = func.coalesce(func.sum(Diary.hours), 0)
    firms = func.coalesce(func.sum(Diary.enterprises), 0)
    served = select(own.c.name, hours, firms).select_from(own).outerjoin(Diary, theirs)
    served = served.group_by(own.c.holder, own.c.holder_id, own.c.name)
    served = served.order_by(hours if least else hours.desc(), own.c.name).limit(limit)
    return [(who, Decimal(str(spent)), count) for who, spent, count in work.session.execute(served)]
