"""统计: the year so far in sums, nobody by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.reports.figures import COUNTING
from handlers.rendering.plain import plain_number, show_region
from storage.queries.reports.figures import figures, serving
from storage.queries.reports.span import Span
from web.ports import Visit
from web.public.frame import MINUTES_5, shown


@dataclass(frozen=True, slots=True)
class County:
    """Who serves in a place."""

    name: str
    experts: int
    stations: int


@dataclass(frozen=True, slots=True)
class Sums:
    """The page: labels with their figures, and the places."""

    year: int
    figures: tuple[tuple[str, str], ...]
    counties: tuple[County, ...]


def _sums(visit: Visit) -> Sums:
    where, connection = visit.rules.region, visit.work.connection
    found = figures(
        connection, where, Span(date(visit.today.year, 1, 1), visit.today, visit.now.tzinfo), COUNTING
    )
    rows = (
        ("志愿专家", f"{found.experts} 位"),
        ("工作站", f"{found.stations} 个"),
        ("服务时长", f"{plain_number(found.hours)} 小时"),
        ("服务企业", f"{found.enterprises} 家"),
        ("企业提的需求", f"{found.needs} 条"),
        ("有专家接的", f"{found.answered} 条"),
        ("办完的", f"{found.done} 条"),
        ("满意度", f"{plain_number(found.stars)}（满分 5）" if found.stars else ""),
    )
    counties = [
        County(show_region(one.region), one.experts, one.stations)
        for one in serving(connection, where, COUNTING.serving)
        if one.region and one.region != "None"
    ]
    ordered = sorted(counties, key=lambda one: (-one.experts, -one.stations, one.name))
    return Sums(visit.today.year, tuple(row for row in rows if row[1]), tuple(ordered))


def _lately(request: Request, visit: Visit) -> Sums:
    """The sums of the last five minutes, or new ones: a year of diaries is not added up for each visitor."""
    held: tuple[datetime, Sums] | None = request.app.state.sums
    if held and timedelta() <= visit.now - held[0] < timedelta(seconds=MINUTES_5):
        return held[1]
    found = _sums(visit)
    request.app.state.sums = (visit.now, found)
    return found


async def statistics(request: Request) -> Response:
    """The page."""
    return await shown(
        request, "public/statistics.html", "/statistics", lambda visit: _lately(request, visit)
    )


routes = [Route("/statistics", statistics)]
