"""Campaigns of a place and what counts towards them (S4.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from language.regions import are_nested
from storage.jurisdiction import inside
from storage.served import enterprises_of
from storage.tables import Activity, Campaign, Diary
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """A campaign: its days, both counted, and its place."""

    id: int
    title: str
    first: date
    last: date
    region: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What was done in a place: services, their hours, the firms (each once), activities held."""

    services: int
    hours: Decimal
    enterprises: int
    activities: int


def campaigns_seen(work: UnitOfWork, today: date, place: str | None) -> list[CampaignFacts]:
    """The campaigns of this year that hold a place, or lie in it, the newest first."""
    columns = (Campaign.id, Campaign.title, Campaign.first, Campaign.last, Campaign.region)
    found = select(*columns).where(Campaign.last >= date(today.year, 1, 1)).order_by(Campaign.id.desc())
    return [CampaignFacts(*row) for row in work.session.execute(found) if _concerns(row.region, place)]


def tally(work: UnitOfWork, one: CampaignFacts, today: date, region: str | None = None) -> Tally:
    """What counts towards a campaign up to today, in all of its place or in this `region` of it."""
    days, place = (one.first, min(one.last, today)), region or one.region
    told = (Diary.state == "recorded", Diary.served_on.between(*days), inside(Diary.region, place))
    row = work.session.execute(select(func.count(), func.sum(Diary.hours)).where(*told)).one()
    firms = work.session.execute(enterprises_of(*told)).scalar_one()
    held = select(func.count()).select_from(Activity).where(Activity.kind == "event")
    held = held.where(
        Activity.state != "cancelled", Activity.held_on.between(*days), inside(Activity.region, place)
    )
    return Tally(row[0], row[1] or Decimal(0), firms, work.session.execute(held).scalar_one())


def places_of(work: UnitOfWork, one: CampaignFacts, today: date) -> list[str]:
    """The counties in which something was done for a campaign."""
    days = (one.first, min(one.last, today))
    told = select(Diary.region).where(
        Diary.state == "recorded", Diary.served_on.between(*days), inside(Diary.region, one.region)
    )
    return sorted({region for region in work.session.scalars(told.distinct()) if region})


def _concerns(region: str, place: str | None) -> bool:
    """Whoever is of no known place is shown all of them."""
    return place is None or are_nested(region, place)
