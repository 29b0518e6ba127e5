"""Campaigns of a place and what counts towards them (S4.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, false, func, or_, select

from language.regions import are_nested
from programme.campaigns import Counts
from storage.jurisdiction import inside
from storage.served import enterprises_of, holds_one_of
from storage.tables import Activity, Campaign, Diary, Enterprise, Need
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """A campaign: its days, both counted, its place, and what counts towards it."""

    id: int
    title: str
    first: date
    last: date
    region: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Tally:
    """What was done in a place: services, their hours, the firms (each once), activities held."""

    services: int
    hours: Decimal
    enterprises: int
    activities: int


def campaigns_seen(work: UnitOfWork, today: date, place: str | None) -> list[CampaignFacts]:
    """The campaigns of this year that hold a place, or lie in it, the newest first."""
    columns = (Campaign.id, Campaign.title, Campaign.first, Campaign.last, Campaign.region, Campaign.counts)
    found = select(*columns).where(Campaign.last >= date(today.year, 1, 1)).order_by(Campaign.id.desc())
    rows = [row for row in work.session.execute(found) if _concerns(row.region, place)]
    return [
        CampaignFacts(row.id, row.title, row.first, row.last, row.region, Counts.read(row.counts))
        for row in rows
    ]


def tally(work: UnitOfWork, one: CampaignFacts, today: date, region: str | None = None) -> Tally:
    """What counts towards a campaign up to today, in all of its place or in this `region` of it."""
    place = region or one.region
    told = (*_services(one, today), inside(Diary.region, place))
    row = work.session.execute(select(func.count(), func.sum(Diary.hours)).where(*told)).one()
    firms = work.session.execute(enterprises_of(*told)).scalar_one()
    held = select(func.count()).select_from(Activity).where(*_activities(one, today))
    held = held.where(inside(Activity.region, place))
    return Tally(row[0], row[1] or Decimal(0), firms, work.session.execute(held).scalar_one())


def places_of(work: UnitOfWork, one: CampaignFacts, today: date) -> list[str]:
    """The counties in which something was done for a campaign, be it a service or an activity."""
    served = select(Diary.region).where(*_services(one, today), inside(Diary.region, one.region))
    held = select(Activity.region).where(*_activities(one, today), inside(Activity.region, one.region))
    regions = {region for found in (served, held) for region in work.session.scalars(found.distinct())}
    return sorted(region for region in regions if region)


def _services(one: CampaignFacts, today: date) -> tuple[ColumnElement[bool], ...]:
    """Diaries of the days that stand, as far as the campaign's rules leave them in."""
    counts, days = one.counts, (one.first, min(one.last, today))
    rules = [Diary.state == "recorded", Diary.served_on.between(*days)]
    if counts.domains:
        rules.append(holds_one_of(Diary.domains, counts.domains))
    if counts.kinds or counts.sorts:
        of_sorts = select(Activity.id).where(Activity.sort.in_(counts.sorts))
        rules.append(or_(Diary.kind.in_(counts.kinds), Diary.activity_id.in_(of_sorts)))
    if counts.places:
        rules.append(or_(*(inside(Diary.region, place) for place in counts.places)))
    if counts.focus:
        of_firm = holds_one_of(Enterprise.focus, counts.focus)
        rules.append(_for_firms(or_(holds_one_of(Need.focus, counts.focus), of_firm), of_firm))
    if counts.trades:
        rules.append(_for_firms(of_trade := Enterprise.trade.in_(counts.trades), of_trade))
    return tuple(rules)


def _for_firms(of_need: ColumnElement[bool], of_firm: ColumnElement[bool]) -> ColumnElement[bool]:
    """That a service was for a need with such a firm, or names one."""
    needs = select(Need.id).join(Enterprise, Enterprise.id == Need.enterprise_id).where(of_need)
    names = select(Enterprise.name).where(of_firm)
    return or_(Diary.need_id.in_(needs), holds_one_of(Diary.names, names))


def _activities(one: CampaignFacts, today: date) -> tuple[ColumnElement[bool], ...]:
    """Activities of the days, likewise; whose firms they are for nobody knows, so that groups and trades leave none out."""
    counts, days = one.counts, (one.first, min(one.last, today))
    rules = [Activity.kind == "event", Activity.state != "cancelled", Activity.held_on.between(*days)]
    if counts.domains:
        rules.append(Activity.domain.in_(counts.domains))
    if counts.kinds or counts.sorts:
        rules.append(Activity.sort.in_(counts.sorts) if counts.sorts else false())
    if counts.places:
        rules.append(or_(*(inside(Activity.region, place) for place in counts.places)))
    return tuple(rules)


def _concerns(region: str, place: str | None) -> bool:
    """Whoever is of no known place is shown all of them."""
    return place is None or are_nested(region, place)
