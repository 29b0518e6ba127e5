"""统计: the year so far in sums, nobody by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.reports.figures import COUNTING
from handlers.rendering.plain import plain_number, show_clock, show_region
from storage.queries.reports.figures import figures, serving
from storage.queries.reports.span import Span
from web.ports import Visit
from web.public.frame import framed, kept
from web.reckoned import reckoned_of
from web.slots import desk_of


@dataclass(frozen=True, slots=True)
class County:
    """Who serves in a place."""

    name: str
    experts: int
    stations: int


@dataclass(frozen=True, slots=True)
class Sums:
    """The page: labels with their figures, and the places; `at`: the time of day when it was reckoned."""

    year: int
    at: str
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
    at = show_clock(visit.now.hour * 60 + visit.now.minute)
    return Sums(visit.today.year, at, tuple(row for row in rows if row[1]), tuple(ordered))


async def statistics(request: Request) -> Response:
    """The page. A year of diaries is not added up for each visitor."""
    desk = desk_of(request)
    now = await desk.look(lambda visit: visit.now)
    sums = await reckoned_of(request).get("statistics", now, lambda: desk.look(_sums))
    return kept(request, framed(request, "public/statistics.html", "/statistics", sums))


routes = [Route("/statistics", statistics)]
