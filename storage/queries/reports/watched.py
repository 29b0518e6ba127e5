"""Whom staff may want to look at: long days, low ratings, complaints about a fee."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, or_, select

from programme.monitoring import Watched
from programme.packs import KINDS, Kind
from storage.jurisdiction import inside
from storage.queries.reports.figures import complaints_in, diaries_of
from storage.queries.reports.span import Span
from storage.tables import Case, Diary, Expert, Person, Rating, Station


def watched(
    connection: Connection, jurisdiction: str, span: Span, hours: int, low: int, complaints: Collection[str]
) -> list[Watched]:
    """Holders of whom something may be said: a day over `hours`, ratings of `low` stars or fewer, and complaints in
    these states about a fee."""
    found: dict[str, dict[str, Any]] = {}
    for kind in KINDS:
        for name, longest in connection.execute(_long_days(kind, jurisdiction, span, hours)):
            found.setdefault(name, {})["longest_day"] = Decimal(str(longest)).quantize(Decimal("0.01"))
    for name, count in connection.execute(_low(jurisdiction, span, low)):
        found.setdefault(name, {})["low_ratings"] = count
    about_fees = (complaints_in(jurisdiction, span, complaints), Case.about == "fee", Case.against != "")
    fees = select(Case.against, func.count()).where(*about_fees)
    for name, count in connection.execute(fees.group_by(Case.against)):
        found.setdefault(name, {})["fee_complaints"] = count
    return [Watched(name, **facts) for name, facts in sorted(found.items())]


def _long_days(kind: Kind, jurisdiction: str, span: Span, hours: int) -> Any:
    total = func.sum(Diary.hours)
    days = select(Diary.holder_id, total.label("total")).where(diaries_of(kind, jurisdiction, span))
    days = days.group_by(Diary.holder_id, Diary.served_on).having(total > hours)
    long_ones = days.subquery()
    longest = func.max(long_ones.c.total)
    if kind == "station":
        return (
            select(Station.name, longest)
            .join(long_ones, long_ones.c.holder_id == Station.id)
            .group_by(Station.id, Station.name)
        )
    named = select(Person.name, longest).join(Expert, Expert.person_id == Person.id)
    return named.join(long_ones, long_ones.c.holder_id == Expert.id).group_by(Expert.id, Person.name)


def _low(jurisdiction: str, span: Span, stars: int) -> Any:
    low = select(Person.name, func.count()).join(Expert, Expert.person_id == Person.id)
    low = low.join(Rating, Rating.expert_id == Expert.id)
    bad = or_(Rating.stars <= stars, Rating.effect == 0)
    return low.where(bad, inside(Expert.region, jurisdiction), span.holds(Rating.created_at)).group_by(
        Expert.id, Person.name
    )
