"""What came in and what was written of services in a jurisdiction within a window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from storage.jurisdiction import inside
from storage.tables import Diary, Expert, Need, Rating, Station
from storage.window import Window

UNTAKEN = ("open", "unanswered")
"""States of a need that waits for somebody; one that was taken back or told no waits no more."""


@dataclass(frozen=True, slots=True)
class NeedsIn:
    """Needs posted and accepted, and the mean of the stars given, to one place.

    `earlier`: those of the accepted that had been posted before; `left`: those of the posted that wait for somebody still.
    """

    posted: int
    accepted: int
    earlier: int
    left: int
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
    posted, accepted = window.holds(Need.created_at), window.holds(Need.accepted_at)
    waits_still = and_(Need.accepted_at.is_(None), Need.state.in_(UNTAKEN))
    taken_later = or_(waits_still, Need.accepted_at > window.closes)
    stars = select(func.avg(Rating.stars)).join(Need, Need.id == Rating.need_id)
    mean = connection.execute(stars.where(here, window.holds(Rating.created_at))).scalar()

    def count(*where: ColumnElement[bool]) -> int:
        return connection.execute(select(func.count()).select_from(Need).where(here, *where)).scalar_one()

    return NeedsIn(
        posted=count(posted),
        accepted=count(accepted),
        earlier=count(accepted, Need.created_at <= window.opens),
        left=count(posted, taken_later),
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
