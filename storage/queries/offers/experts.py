"""Experts as the matcher needs them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Float,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)

from programme.qualification import SERVING
from storage.prepared import Prepared
from storage.queries.offers.changes import ANSWERED
from storage.served import enterprises_by_holder
from storage.tables import Diary, Expert, Need, Offer, Person, Qualification, Rating, Refusal, Wish
from storage.unit_of_work import UnitOfWork

REMEMBERED = 5
"""Diaries whose words speak for an expert: the latest."""
AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Able:
    """A certified expert with room for one more service, whose person to tell, and where they work."""

    expert_id: int
    person_id: int
    unit: str


@dataclass(frozen=True, slots=True)
class Ties:
    """What binds a need's firm to experts: whom it wishes for, and who may not be asked."""

    wish: int | None
    barred: frozenset[int]


def able(work: UnitOfWork, need: Need, experts: Sequence[int], today: date) -> dict[int, Able]:
    """Of these, who may truly be asked now, by the rows and not by any copy of them."""
    work.flush()
    found: dict[int, Able] = {}
    for first in range(0, len(experts), len(_PLACES)):
        some = [*experts[first : first + len(_PLACES)], *(0 for _ in _PLACES)]
        values = {"need": need.id, "today": today} | dict(zip(_PLACES, some, strict=False))
        found |= {row[0]: Able(*row) for row in _ABLE.run(work.connection, values)}
    return found


def ties(work: UnitOfWork, need_id: int, enterprise_id: int) -> Ties:
    """The firm's wish for a need; barred are its own people, those asked before and those not wanted again."""
    work.flush()
    rows = _TIES.run(work.connection, {"need": need_id, "enterprise": enterprise_id})
    wish = next((expert for what, expert in rows if what == "wish"), None)
    return Ties(wish, frozenset(expert for what, expert in rows if what == "barred"))


def serves(work: UnitOfWork, expert_id: int) -> bool:
    """Whether the expert holds a title that lets them serve now."""
    work.flush()
    found = select(Expert.id).where(Expert.id == expert_id, _certified())
    return work.connection.execute(found).first() is not None


def facts(work: UnitOfWork, year: int, experts: Collection[int] | None = None) -> Iterator[dict[str, Any]]:
    """What `matching.facts.Profile` holds of experts (all where none are named), in the order of their regions."""
    work.flush()
    values: dict[str, Any] = {"first": date(year, 1, 1), "last": date(year, 12, 31)}
    values |= {} if experts is None else {"experts": list(experts)}
    options = {"yield_per": AT_ONCE}
    rows = work.connection.execute(_facts(experts is not None), values, execution_options=options)
    for row in rows.mappings():
        yield {**row, "domains": tuple(row["domains"])}


@cache
def _facts(some: bool) -> Select[*tuple[Any, ...]]:
    """Made once: to put it together takes longer than to run it."""
    offers, ratings, done, past = _offers(some), _ratings(some), _done(some), _past(some)
    served = enterprises_by_holder(_standing(some), _this_year())
    found = (
        select(
            Expert.id.label("expert_id"),
            Expert.region,
            Expert.domains,
            Expert.specialities,
            func.coalesce(past.c.past, "").label("past"),
            _certified().label("serving"),
            Expert.load,
            Expert.capacity,
            Expert.away_until,
            Expert.quiet,
            func.coalesce(ratings.c.rated, 0).label("rated"),
            func.coalesce(ratings.c.stars, 0.0).label("stars"),
            func.coalesce(offers.c.asked, 0).label("asked"),
            func.coalesce(offers.c.accepted, 0).label("accepted"),
            func.coalesce(done.c.hours, 0.0).label("hours"),
            func.coalesce(served.c.enterprises, 0).label("firms"),
            done.c.last_served,
        )
        .outerjoin(offers, offers.c.expert_id == Expert.id)
        .outerjoin(ratings, ratings.c.expert_id == Expert.id)
        .outerjoin(done, done.c.expert_id == Expert.id)
        .outerjoin(served, served.c.holder_id == Expert.id)
        .outerjoin(past, past.c.expert_id == Expert.id)
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


def _past(some: bool) -> Subquery:
    newest = func.row_number().over(
        partition_by=Diary.holder_id, order_by=(Diary.served_on.desc(), Diary.id.desc())
    )
    numbered = select(Diary.holder_id, Diary.outcome, newest.label("place")).where(_standing(some)).subquery()
    words = func.aggregate_strings(numbered.c.outcome, "；")
    found = select(numbered.c.holder_id.label("expert_id"), words.label("past"))
    return found.where(numbered.c.place <= REMEMBERED).group_by(numbered.c.holder_id).subquery()


def _standing(some: bool) -> ColumnElement[bool]:
    """Diaries of experts that were not taken back."""
    return and_(Diary.holder == "expert", Diary.state == "recorded", _among(Diary.holder_id, some))


def _among(column: Any, some: bool) -> ColumnElement[bool]:
    """Those named by the parameter `experts`, or all."""
    among: ColumnElement[bool] = column.in_(bindparam("experts", expanding=True)) if some else true()
    return among


def _certified() -> ColumnElement[bool]:
    held = and_(Qualification.holder == "expert", Qualification.holder_id == Expert.id)
    return exists().where(held, or_(*(Qualification.state == state for state in SERVING)))


def _ties() -> Select[*tuple[Any, ...]]:
    need: BindParameter[int] = bindparam("need")
    enterprise: BindParameter[int] = bindparam("enterprise")
    parts = union_all(
        select(literal("wish").label("what"), Wish.expert_id).where(Wish.need_id == need),
        select(literal("barred"), Offer.expert_id).where(Offer.need_id == need),
        select(literal("barred"), Refusal.expert_id).where(Refusal.enterprise_id == enterprise),
        select(literal("barred"), Expert.id).join(Person).where(Person.enterprise_id == enterprise),
    ).subquery()
    return select(parts.c.what, parts.c.expert_id)


def _able() -> Select[*tuple[Any, ...]]:
    today: BindParameter[date] = bindparam("today", type_=Date())
    away = and_(Expert.away_until.is_not(None), Expert.away_until >= today)
    asked = exists().where(Offer.need_id == bindparam("need"), Offer.expert_id == Expert.id)
    return (
        select(Expert.id, Expert.person_id, Expert.unit)
        .where(or_(*(Expert.id == bindparam(place) for place in _PLACES)))
        .where(_certified(), Expert.load < Expert.capacity, ~away, ~asked)
    )


_PLACES = tuple(f"expert{number}" for number in range(8))
"""Experts looked up at a time: a wave with its spares."""
_ABLE = Prepared(lambda dialect: _able())
_TIES = Prepared(lambda dialect: _ties())
