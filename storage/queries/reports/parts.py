"""A jurisdiction's needs and services, part by part: by place or by field."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from storage.jurisdiction import inside
from storage.queries.reports.figures import of_both, place_of_holder
from storage.queries.reports.span import Span
from storage.tables import Diary, Need


@dataclass(frozen=True, slots=True)
class Served:
    """One service: the region of who served, its fields, hours, how many firms."""

    region: str
    domains: tuple[str, ...]
    hours: float
    enterprises: int


def needs_by(
    connection: Connection, jurisdiction: str, span: Span, done: Collection[str]
) -> Iterator[tuple[str, str, int, int]]:
    """Region, field, how many needs there were and how many of them are done."""
    finished = func.sum(case((Need.state.in_(done), 1), else_=0))
    counted = select(Need.region, Need.domain, func.count(), finished)
    counted = counted.where(inside(Need.region, jurisdiction), span.holds(Need.created_at))
    for region, domain, needs, made in connection.execute(counted.group_by(Need.region, Need.domain)):
        yield region, domain, int(needs), int(made or 0)


def services(connection: Connection, jurisdiction: str, span: Span) -> Iterator[Served]:
    """Each service of the span, told by an expert and a station once."""
    columns = (place_of_holder(), Diary.domains, Diary.hours, Diary.enterprises)
    for region, domains, hours, enterprises in connection.execute(
        select(*columns).where(of_both(jurisdiction, span))
    ):
        yield Served(region or "", tuple(domains), float(hours), int(enterprises))
