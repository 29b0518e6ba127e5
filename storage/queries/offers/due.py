"""Offers that wait for an answer, by the moment at which they lapse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.tables import Expert, Need, Offer
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LapsingOffer:
    """An offer without an answer, and the expert's person."""

    id: int
    created_at: datetime
    expires_at: datetime
    urgent: bool
    person_id: int


def lapsing(work: UnitOfWork, now: datetime, by: datetime) -> list[LapsingOffer]:
    """Offers without an answer that lapse by then, and have not yet."""
    columns = (Offer.id, Offer.created_at, Offer.expires_at, Need.urgent, Expert.person_id)
    found = select(*columns).select_from(Offer).join(Need, Need.id == Offer.need_id)
    found = found.join(Expert, Expert.id == Offer.expert_id)
    found = found.where(Offer.state == "pending", Offer.expires_at > now, Offer.expires_at <= by)
    return [LapsingOffer(*row) for row in work.connection.execute(found)]


def first_lapse(work: UnitOfWork, after: datetime, urgent: bool) -> datetime | None:
    """When the first offer about an urgent need, or about one that is not, lapses after a moment."""
    first = select(func.min(Offer.expires_at)).join(Need, Need.id == Offer.need_id)
    first = first.where(Offer.state == "pending", Need.urgent == urgent, Offer.expires_at > after)
    return work.connection.execute(first).scalar()
