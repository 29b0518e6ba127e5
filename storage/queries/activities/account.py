"""What came of an activity: money and goods, photos, and the figures of its summary."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from storage.tables import Activity, ActivitySupport
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SupportFacts:
    """What an activity was given: `amount` and `left_over` in yuan."""

    source: str
    amount: Decimal | None
    goods: str
    used_for: str
    left_over: Decimal | None


def support_of(work: UnitOfWork, event_id: int) -> list[SupportFacts]:
    """All that an activity was given, in the order in which it was told."""
    columns = (
        ActivitySupport.source,
        ActivitySupport.amount,
        ActivitySupport.goods,
        ActivitySupport.used_for,
        ActivitySupport.left_over,
    )
    found = select(*columns).where(ActivitySupport.activity_id == event_id).order_by(ActivitySupport.id)
    return [SupportFacts(*row) for row in work.session.execute(found)]


def photos_of(work: UnitOfWork, event_id: int) -> list[str]:
    """The keys of an activity's photos."""
    return list(work.session.scalar(select(Activity.photos).where(Activity.id == event_id)) or [])
