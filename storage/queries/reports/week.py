"""What came in and what was written of services in a jurisdiction within a window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, or_, select

from storage.jurisdiction import inside
from storage.tables import Diary, Expert, Need, Rating, Station
from storage.window import Window


@dataclass(frozen=True, slots=True)
class NeedsIn:
    """Needs posted and accepted, and the mean of the stars given, to one place."""

    posted: int
    accepted: int
    stars: Decimal | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a diary, while it stood: since `recorded_at`, until `closed_at` where it was replaced or taken back."""

    id: int
    replaces_id: int | None
    served_on: date
    hours: Decimal
    domains: tuple[str, ...]
    recorded_at: datetime
    closed_at: datetime | None


def needs_in(connection: Connection, jurisdiction: str | None, window: Window) -> NeedsIn:
    """The needs of a jurisdiction within a window."""
    here = inside(Need.region, jurisdiction)
    count = select(func.count()).select_from(Need).where(here)
    stars = select(func.avg(Rating.stars)).join(Need, Need.id == Rating.need_id)
    mean = connection.execute(stars.where(here, window.holds(Rating.created_at))).scalar()
    return NeedsIn(
        posted=connection.execute(count.where(window.holds(Need.created_at))).scalar_one(),
        accepted=connection.execute(count.where(window.holds(Need.accepted_at))).scalar_one(),
        stars=Decimal(str(mean)).quantize(Decimal("0.1")) if mean is not None else None,
    )


def entries_in(connection: Connection, jurisdiction: str | None, window: Window) -> list[Entry]:
    """What holders of a jurisdiction wrote, put right or took back within a window, as it was written."""
    experts = select(Expert.id).where(inside(Expert.region, jurisdiction))
    stations = select(Station.id).where(inside(Station.region, jurisdiction))
    theirs = or_(
        (Diary.holder == "expert") & Diary.holder_id.in_(experts),
        (Diary.holder == "station") & Diary.holder_id.in_(stations),
    )
    columns: tuple[Any, ...] = (
        Diary.id,
        Diary.replaces_id,
        Diary.served_on,
        Diary.hours,
        Diary.domains,
        Diary.recorded_at,
        Diary.closed_at,
    )
    touched = or_(window.holds(Diary.recorded_at), window.holds(Diary.closed_at))
    rows = connection.execute(select(*columns).where(theirs, touched).order_by(Diary.id)).mappings()
    return [Entry(**row | {"domains": tuple(row["domains"])}) for row in map(dict, rows)]
