"""What came of an activity: its summary, its photos, the money and goods that it was given (S4.3, S10.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from actions.activities.events import access_event, access_event_over
from actions.activities.photos import add_photos
from actions.audit import note
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.tables import ActivitySupport
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Support:
    """What was given: `amount` and `left_over` in yuan, None where none was told; `goods` in words."""

    source: str
    amount: Decimal | None = None
    goods: str = ""
    used_for: str = ""
    left_over: Decimal | None = None


def summarise(
    work: UnitOfWork, speaker: Speaker, event_id: int, text: str, photos: Sequence[str], now: datetime
) -> None:
    """Keep the summary, a later one in the place of an earlier, and photos beside those there are.

    Refused «not_held_yet», «too_many_photos», «no_pictures», or as `access_event`.
    """
    one = access_event_over(work, speaker, event_id, now)
    one.summary = text or one.summary
    add_photos(work, one, speaker, photos)
    note(work, "summarise_event", "activity", one.id, speaker.person_id, now, photos=len(photos))


def tell_support(work: UnitOfWork, speaker: Speaker, event_id: int, told: Support, now: datetime) -> int:
    """Keep what an activity was given; return its number.

    Refused «nothing_given», «more_left_than_given», or as `access_event`.
    """
    one = access_event(work, speaker, event_id)
    if told.amount is None and not told.goods:
        raise Refused("nothing_given", "给了多少钱，还是给了什么东西？说「记活动经费」再说一次。")
    if told.amount is not None and told.left_over is not None and told.left_over > told.amount:
        raise Refused("more_left_than_given", "剩的比收的多，金额再说一遍？")
    kept = ActivitySupport(
        activity_id=one.id,
        person_id=speaker.person_id,
        source=told.source,
        amount=told.amount,
        goods=told.goods,
        used_for=told.used_for,
        left_over=told.left_over,
        told_at=now,
    )
    work.session.add(kept)
    work.flush()
    note(work, "tell_support", "activity", one.id, speaker.person_id, now)
    return kept.id
