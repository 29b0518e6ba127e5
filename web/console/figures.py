"""统计: hours and firms by month against last year, needs by field and county, waiting times, experts for each station."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.access import require
from handlers.engine.context import ConversationContext
from handlers.rendering.plain import plain_number, show_clock, show_region
from language.domains import DOMAINS
from language.regions import is_divided
from programme.qualification import SERVING
from storage.queries.console.pictures import by_field, by_month, by_wait, served_by_state
from storage.queries.reports.figures import serving
from web.console.frame import Frame, frame_of, framed
from web.console.session import HOME, look
from web.console.sheet import Months
from web.reckoned import reckoned_of

SPAN = timedelta(days=365)
WANTED = 3
"""Experts for each station (S7.4)."""


@dataclass(frozen=True, slots=True)
class Share:
    """A bar: how many of how many, and the list behind it."""

    name: str
    count: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Cross:
    """Needs by county and field: a row a county, its total last."""

    fields: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[int, ...], int], ...]


@dataclass(frozen=True, slots=True)
class County:
    """How many experts and stations serve a place, and which fields its experts lack."""

    name: str
    experts: int
    stations: int
    lacks: bool
    href: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The page."""

    year: int
    at: str
    posted: int
    served: int
    hours: Months
    firms: Months
    waits: tuple[Share, ...]
    most: int
    cross: Cross
    counties: tuple[County, ...]


def figures(talk: ConversationContext) -> Figures:
    """The figures of the reader's jurisdiction."""
    where = talk.speaker.jurisdiction
    year, since = talk.today.year, datetime.combine(talk.today - SPAN, time(), talk.now.tzinfo)
    months = by_month(talk.work, where, date(year - 1, 1, 1), talk.today)
    begins = datetime.combine(date(year, 1, 1), time(), talk.now.tzinfo)
    posted, served = served_by_state(talk.work, where, begins)
    waits = tuple(Share(name, count) for name, count in by_wait(talk.work, where, since, talk.now).items())
    return Figures(
        year,
        show_clock(talk.now.hour * 60 + talk.now.minute),
        posted,
        served,
        _months("小时", year, {at: float(hours) for at, (hours, _) in months.items()}),
        _months("家企业", year, {at: float(firms) for at, (_, firms) in months.items()}),
        waits,
        max(1, *(one.count for one in waits)),
        _cross(by_field(talk.work, where, since), since.date()),
        _counties(talk, where or ""),
    )


def _months(unit: str, year: int, done: dict[tuple[int, int], float]) -> Months:
    most = max(done.values(), default=1.0) or 1.0

    def of(one: int) -> tuple[float, ...]:
        return tuple(round(done.get((one, month), 0.0) / most * 100, 1) for month in range(1, 13))

    figures = tuple(
        (
            f"{month}月",
            plain_number(done.get((year, month), 0.0)),
            plain_number(done.get((year - 1, month), 0.0)),
        )
        for month in range(1, 13)
    )
    total = {one: sum(value for (at, _), value in done.items() if at == one) for one in (year, year - 1)}
    said = (
        f"每月服务：今年共 {plain_number(total[year])} {unit}，去年共 {plain_number(total[year - 1])} {unit}"
    )
    return Months(of(year), of(year - 1), figures, said)


def _cross(found: dict[tuple[str, str], int], since: date) -> Cross:
    fields = Counter[str]()
    places = Counter[str]()
    for (place, domain), count in found.items():
        fields[domain] += count
        places[place] += count
    order = [code for code, _ in fields.most_common(8)]
    rows = tuple(
        (
            _called(place),
            _list_of("needs", place, f"since={since.isoformat()}"),
            tuple(found.get((place, code), 0) for code in order),
            total,
        )
        for place, total in places.most_common(20)
    )
    return Cross(tuple(DOMAINS.get(code, code) for code in order), rows)


def _called(place: str) -> str:
    """A place of a row, which counts nothing that lies within it."""
    return f"{show_region(place)}（没写到区县）" if is_divided(place) else show_region(place)


def _list_of(name: str, place: str, more: str) -> str:
    """The address of what a row counts; none for a place whose list has its counties, too."""
    return "" if is_divided(place) else f"{HOME}/{name}?place={place}&{more}"


def _counties(talk: ConversationContext, where: str) -> tuple[County, ...]:
    """Where experts lack stands first."""
    found = [
        County(
            _called(one.region),
            one.experts,
            one.stations,
            one.experts < WANTED * max(one.stations, 1),
            _list_of("experts", one.region, f"state={','.join(SERVING)}"),
        )
        for one in serving(talk.work.connection, where, SERVING)
        if one.region
    ]
    return tuple(
        sorted(found, key=lambda one: (not one.lacks, one.experts - WANTED * one.stations, one.name))
    )


def _who_asks(talk: ConversationContext) -> tuple[Frame, str | None, datetime]:
    where = talk.speaker.jurisdiction
    require(talk.speaker, "see_monitoring", where)
    return frame_of(talk), where, talk.now


async def page(request: Request) -> Response:
    """The page, for all who may see a jurisdiction the same."""
    frame, where, now = await look(request, _who_asks)
    it = await reckoned_of(request).get(("figures", where), now, lambda: look(request, figures))
    return framed(request, "console/figures.html", "figures", frame, it)


routes = [Route(f"{HOME}/figures", page)]
