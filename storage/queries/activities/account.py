"""What came of an activity: money and goods, photos, and the figures of its summary."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from storage.queries.files import FileFacts, kept_files
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


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of an activity that is there still. `place` from 1; `agreed`: whoever holds the activity says that everybody in it agrees;
    `released`: everybody may see it.
    """

    place: int
    file: FileFacts
    agreed: bool
    released: bool


def photos_of(work: UnitOfWork, event_id: int) -> list[Photo]:
    """An activity's photos, in the order in which they came."""
    columns = (Activity.photos, Activity.photos_agreed, Activity.photos_released)
    row = work.session.execute(select(*columns).where(Activity.id == event_id)).first()
    photos, agreed, released = row or ([], [], [])
    places = {key: place for place, key in enumerate(photos, 1)}
    return [
        Photo(places[file.key], file, file.key in agreed, file.key in released)
        for file in kept_files(work, photos)
    ]


def released_photo(work: UnitOfWork, event_id: int, place: int) -> Photo | None:
    """The photo at this place where everybody may see it; else None."""
    return next((one for one in photos_of(work, event_id) if one.place == place and one.released), None)
