"""What answers to offers, and ratings, teach about who fits a need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select

from storage.tables import Diary, Need, Offer, Person, Rating
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Answered:
    """An offer that was accepted, or declined or given back as none of the expert's skill; `stars` where the service was rated."""

    need_id: int
    asked_at: datetime
    expert_id: int
    unskilled: bool
    stars: int | None


def answered(work: UnitOfWork) -> list[Answered]:
    """Such offers for needs whose text is still there, of persons who have consented, by need."""
    work.flush()
    rated = and_(Rating.need_id == Offer.need_id, Rating.expert_id == Offer.expert_id)
    found = (
        select(Offer.need_id, Need.created_at, Offer.expert_id, Offer.unskilled, Rating.stars, Need.text)
        .join(Need, Need.id == Offer.need_id)
        .join(Person, Person.id == Need.person_id)
        .outerjoin(Rating, rated)
        .where(Person.consented_at.is_not(None), or_(Offer.unskilled, Offer.state == "accepted"))
        .order_by(Offer.need_id, Offer.id)
    )
    return [Answered(*row[:-1]) for row in work.connection.execute(found) if row[-1]]


def newest_needs(work: UnitOfWork, most: int) -> list[int]:
    """The numbers of the newest needs of persons who have consented, newest first."""
    work.flush()
    found = select(Need.id).join(Person, Person.id == Need.person_id).where(Person.consented_at.is_not(None))
    return list(work.connection.execute(found.order_by(Need.id.desc()).limit(most)).scalars())


def told_before(
    work: UnitOfWork, experts: Collection[int], moment: datetime, remembered: int
) -> dict[int, str]:
    """What the latest diaries of these experts said at a moment, the earliest of these first, as `profiles` has it."""
    found = select(Diary.holder_id, Diary.outcome).where(
        Diary.holder == "expert",
        Diary.state == "recorded",
        Diary.holder_id.in_(experts),
        Diary.recorded_at < moment,
    )
    told: dict[int, list[str]] = defaultdict(list)
    for expert, outcome in work.connection.execute(found.order_by(Diary.served_on, Diary.id)):
        told[expert].append(outcome)
    return {expert: "；".join(said[-remembered:]) for expert, said in told.items()}
