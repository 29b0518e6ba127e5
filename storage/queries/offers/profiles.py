"""Everything that matching weighs of an expert, for its index in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Float,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    func,
    or_,
    select,
    true,
)

from storage.changes import ANSWERED
from storage.queries.offers.experts import certified
from storage.served import enterprises_by_holder
from storage.tables import Diary, Expert, Offer, Rating
from storage.unit_of_work import UnitOfWork

AT_ONCE = 20_000


def profiles(
    work: UnitOfWork,
    year: int,
    serving: tuple[str, ...],
    remembered: int,
    experts: Collection[int] | None = None,
) -> Iterator[dict[str, Any]]:
    """What `matching.facts.Profile` holds of experts (all where none are named), in the order of their regions.

    `serving`: the states of a title that let its holder serve; `remembered`: of how many diaries, the latest, the
    words are kept.
    """
    work.flush()
    values: dict[str, Any] = {"first": date(year, 1, 1), "last": date(year, 12, 31), "remembered": remembered}
    values |= {} if experts is None else {"experts": list(experts)}
    options = {"yield_per": AT_ONCE}
    rows = work.connection.execute(_profiles(experts is not None, serving), values, execution_options=options)
    doubted = _doubted(work, values, experts is not None)
    past = _past(work, values, experts is not None)
    for row in rows.mappings():
        expert = row["expert_id"]
        own = {"past": "；".join(past.get(expert, ())), "doubted": doubted.get(expert, ())}
        lists = {name: tuple(row[name]) for name in ("domains", "traits")}
        yield {**row, **lists, **own}


def _doubted(work: UnitOfWork, values: dict[str, Any], some: bool) -> dict[int, tuple[str, ...]]:
    """Of each expert the phrases by which they were last asked for what they then declined as none of their skill."""
    newest: dict[tuple[int, str], bool] = {
        (expert, phrase): unskilled
        for expert, phrase, unskilled in work.connection.execute(_doubts(some), values)
        if phrase
    }
    phrases: dict[int, tuple[str, ...]] = {}
    for expert, phrase in sorted(key for key, unskilled in newest.items() if unskilled):
        phrases[expert] = (*phrases.get(expert, ()), phrase)
    return phrases


def _past(work: UnitOfWork, values: dict[str, Any], some: bool) -> dict[int, list[str]]:
    """Of each expert what their latest diaries say, the earliest of these first."""
    told: dict[int, list[str]] = defaultdict(list)
    for expert, outcome in work.connection.execute(_outcomes(some), values):
        told[expert].append(outcome)
    return told


@cache
def _outcomes(some: bool) -> Select[int, str]:
    newest = func.row_number().over(
        partition_by=Diary.holder_id, order_by=(Diary.served_on.desc(), Diary.id.desc())
    )
    numbered = select(Diary.id, newest.label("place")).where(_standing(some)).subquery()
    found = select(Diary.holder_id, Diary.outcome).join(numbered, numbered.c.id == Diary.id)
    return found.where(numbered.c.place <= bindparam("remembered")).order_by(Diary.served_on, Diary.id)


@cache
def _doubts(some: bool) -> Select[int, str | None, bool]:
    """Answers that tell of skill, oldest first; of an expert who never declined for lack of it, none."""
    declined = select(Offer.expert_id).where(_among(Offer.expert_id, some), Offer.unskilled)
    answered = or_(Offer.unskilled, Offer.state == "accepted")
    found = select(Offer.expert_id, Offer.phrase, Offer.unskilled)
    return found.where(Offer.phrase.is_not(None), answered, Offer.expert_id.in_(declined)).order_by(Offer.id)


@cache
def _profiles(some: bool, serving: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    """Made once: to put it together takes longer than to run it."""
    offers, ratings, done = _offers(some), _ratings(some), _done(some)
    served = enterprises_by_holder(_standing(some), _this_year())
    found = (
        select(
            Expert.id.label("expert_id"),
            Expert.region,
            Expert.domains,
            Expert.specialities,
            Expert.unit,
            certified(serving).label("serving"),
            Expert.load,
            Expert.capacity,
            Expert.away_until,
            Expert.away_from,
            Expert.quiet,
            func.coalesce(ratings.c.rated, 0).label("rated"),
            func.coalesce(ratings.c.stars, 0.0).label("stars"),
            func.coalesce(offers.c.asked, 0).label("asked"),
            func.coalesce(offers.c.accepted, 0).label("accepted"),
            func.coalesce(done.c.hours, 0.0).label("hours"),
            func.coalesce(served.c.enterprises, 0).label("firms"),
            done.c.last_served,
            Expert.traits,
        )
        .outerjoin(offers, offers.c.expert_id == Expert.id)
        .outerjoin(ratings, ratings.c.expert_id == Expert.id)
        .outerjoin(done, done.c.expert_id == Expert.id)
        .outerjoin(served, served.c.holder_id == Expert.id)
        .order_by(func.coalesce(Expert.region, ""), Expert.id)
    )
    return found.where(_among(Expert.id, some))


def _offers(some: bool) -> Subquery:
    accepted = func.sum(case((Offer.state == "accepted", 1), else_=0))
    columns = (Offer.expert_id, func.count().label("asked"), accepted.label("accepted"))
    found = select(*columns).where(Offer.state.in_(ANSWERED), _among(Offer.expert_id, some))
    return found.group_by(Offer.expert_id).subquery()


def _ratings(some: bool) -> Subquery:
    stars = func.avg(cast(Rating.stars, Float))
    found = select(Rating.expert_id, func.count().label("rated"), stars.label("stars"))
    return found.where(_among(Rating.expert_id, some)).group_by(Rating.expert_id).subquery()


def _done(some: bool) -> Subquery:
    this_year = _this_year()
    found = select(
        Diary.holder_id.label("expert_id"),
        cast(func.sum(case((this_year, Diary.hours), else_=0)), Float).label("hours"),
        func.max(Diary.served_on).label("last_served"),
    )
    return found.where(_standing(some)).group_by(Diary.holder_id).subquery()


def _this_year() -> ColumnElement[bool]:
    return Diary.served_on.between(bindparam("first", type_=Date()), bindparam("last", type_=Date()))


def _standing(some: bool) -> ColumnElement[bool]:
    """Diaries of experts that were not taken back."""
    return and_(Diary.holder == "expert", Diary.state == "recorded", _among(Diary.holder_id, some))


def _among(column: Any, some: bool) -> ColumnElement[bool]:
    """Those named by the parameter `experts`, or all."""
    among: ColumnElement[bool] = column.in_(bindparam("experts", expanding=True)) if some else true()
    return among
