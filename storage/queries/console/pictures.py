"""What the pictures of the console are drawn from: months, fields and counties, waiting times; sums alone, nobody by name."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import case, extract, func, select

from storage.jurisdiction import ranged
from storage.tables import Diary, Expert, Need, Station
from storage.unit_of_work import UnitOfWork

WAITS = (("一天内", 1), ("三天内", 3), ("一周内", 7))
"""How soon somebody took a need on, in days."""


def by_month(
    work: UnitOfWork, jurisdiction: str | None, first: date, last: date
) -> dict[tuple[int, int], tuple[Decimal, int]]:
    """Hours and firms served, by year and month, of experts and stations of a jurisdiction."""
    year, month = extract("year", Diary.served_on), extract("month", Diary.served_on)
    found: dict[tuple[int, int], tuple[Decimal, int]] = {}
    for holder, table in (("expert", Expert), ("station", Station)):
        model: Any = table
        own = select(model.id).where(ranged(model.region, jurisdiction))
        sums = select(year, month, func.sum(Diary.hours), func.sum(Diary.enterprises))
        sums = sums.where(Diary.holder == holder, Diary.holder_id.in_(own), Diary.state == "recorded")
        sums = sums.where(Diary.served_on.between(first, last)).group_by(year, month)
        for y, m, hours, firms in work.connection.execute(sums):
            before = found.get((int(y), int(m)), (Decimal(0), 0))
            found[int(y), int(m)] = (before[0] + Decimal(str(hours)), before[1] + int(firms or 0))
    return found


def by_field(work: UnitOfWork, jurisdiction: str | None, since: datetime) -> dict[tuple[str, str], int]:
    """How many needs were posted since then, by place and field."""
    counted = select(Need.region, Need.domain, func.count()).where(
        ranged(Need.region, jurisdiction), Need.created_at >= since
    )
    rows = work.connection.execute(counted.group_by(Need.region, Need.domain))
    return {(region, domain): count for region, domain, count in rows}


def by_wait(work: UnitOfWork, jurisdiction: str | None, since: datetime, now: datetime) -> dict[str, int]:
    """How long needs posted since then waited for an expert; those that wait still are «还在等»."""
    rows = work.connection.execute(
        select(Need.created_at, Need.accepted_at, Need.state).where(
            ranged(Need.region, jurisdiction), Need.created_at >= since
        )
    )
    found = {name: 0 for name, _ in WAITS} | {"更久": 0, "还在等": 0}
    for posted, taken, state in rows:
        if taken is None:
            found["还在等"] += state in ("open", "unanswered")
            continue
        name = next((name for name, days in WAITS if taken - posted <= timedelta(days=days)), "更久")
        found[name] += 1
    return found


def served_by_state(work: UnitOfWork, jurisdiction: str | None, since: datetime) -> tuple[int, int]:
    """How many needs were posted since then, and how many of them were served."""
    served = func.sum(case((Need.state.in_(("served", "rated")), 1), else_=0))
    row = work.connection.execute(
        select(func.count(), served).where(ranged(Need.region, jurisdiction), Need.created_at >= since)
    ).one()
    return int(row[0]), int(row[1] or 0)
