"""What came in and what was served in a jurisdiction within some days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, func, or_, select

from storage.jurisdiction import inside
from storage.tables import Diary, Expert, Need, Rating, Station


@dataclass(frozen=True, slots=True)
class NeedsSince:
    """Needs posted and accepted since a moment, and the mean of the stars given since, to one place."""

    posted: int
    accepted: int
    stars: Decimal | None


@dataclass(frozen=True, slots=True)
class ServedHours:
    """The hours of one diary, and the domains that it names."""

    hours: Decimal
    domains: tuple[str, ...]


def needs_since(connection: Connection, jurisdiction: str | None, since: datetime) -> NeedsSince:
    """The needs of a jurisdiction since a moment."""
    here = inside(Need.region, jurisdiction)
    count = select(func.count()).select_from(Need).where(here)
    stars = select(func.avg(Rating.stars)).join(Need, Need.id == Rating.need_id)
    mean = connection.execute(stars.where(here, Rating.created_at >= since)).scalar()
    return NeedsSince(
        posted=connection.execute(count.where(Need.created_at >= since)).scalar_one(),
        accepted=connection.execute(count.where(Need.accepted_at >= since)).scalar_one(),
        stars=Decimal(str(mean)).quantize(Decimal("0.1")) if mean is not None else None,
    )


def services_between(
    connection: Connection, jurisdiction: str | None, first: date, last: date
) -> list[ServedHours]:
    """The diaries of services from a day to another, kept by holders of a jurisdiction."""
    experts = select(Expert.id).where(inside(Expert.region, jurisdiction))
    stations = select(Station.id).where(inside(Station.region, jurisdiction))
    theirs = or_(
        (Diary.holder == "expert") & Diary.holder_id.in_(experts),
        (Diary.holder == "station") & Diary.holder_id.in_(stations),
    )
    kept = select(Diary.hours, Diary.domains).where(Diary.state == "recorded", theirs)
    rows = connection.execute(kept.where(Diary.served_on.between(first, last)))
    return [ServedHours(row.hours, tuple(row.domains)) for row in rows]
