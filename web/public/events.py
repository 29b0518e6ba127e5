"""活动: what lies ahead, with the places left; signing up, giving up and checking in are said in the chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handlers.rendering.plain import show_clock, show_region
from programme.activities import closing_minute, seats_free
from programme.spans import written_day
from storage.queries.activities.coming import Seats, seats
from storage.queries.activities.events import EventFacts, event, events_ahead, events_between
from web.ports import Visit
from web.public.frame import GREATEST_ID, shown
from web.refusals import Refused

MOST = 50
AUDIENCES = {"enterprise": "只请企业", "expert": "只请专家"}


@dataclass(frozen=True, slots=True)
class Shown:
    """An activity as everybody reads it; `open`: whether one can sign up, `today`: whether one can check in."""

    id: int
    title: str
    when: str
    where: str
    room: str
    whom: str
    closes: str
    open: bool
    today: bool


def _ahead(visit: Visit) -> list[Shown]:
    """Today's, those called off left out, and all that lie ahead."""
    held = [one for one in events_between(visit.work, visit.today, visit.today) if one.state != "announced"]
    found = [*held, *events_ahead(visit.work, visit.today, MOST)]
    places = seats(visit.work, [one.id for one in found])
    return [_shown(one, places[one.id], visit.today) for one in found]


def _one(visit: Visit, key: int) -> Shown:
    found = event(visit.work, key) if key <= GREATEST_ID else None
    if found is None or found.state == "cancelled" or found.held_on < visit.today:
        raise Refused(404, "这场活动办完了或者取消了。")
    return _shown(found, seats(visit.work, [key])[key], visit.today)


def _shown(one: EventFacts, taken: Seats, today: date) -> Shown:
    closed = one.state != "announced" or (one.closes_on is not None and one.closes_on < today)
    return Shown(
        one.id,
        one.title,
        _when(one, today),
        "，".join(part for part in (show_region(one.region), one.place) if part),
        _room(one, taken),
        AUDIENCES.get(one.audience or "", ""),
        _until(one, today) if not closed else "",
        not closed,
        one.held_on == today,
    )


def _until(one: EventFacts, today: date) -> str:
    if one.closes_on is None:
        return ""
    minute, day = closing_minute(one.place), written_day(one.closes_on, today)
    return (
        f"{day}截止报名（当天还收）" if minute is None else f"{day} {minute // 60}:{minute % 60:02} 截止报名"
    )


def _when(one: EventFacts, today: date) -> str:
    day = written_day(one.held_on, today)
    if one.begins is None:
        return day
    ends = f"–{show_clock(one.finishes)}" if one.finishes else ""
    return f"{day} {show_clock(one.begins)}{ends}"


def _room(one: EventFacts, taken: Seats) -> str:
    free = seats_free(one.capacity, taken.taken)
    return "" if free is None else f"还有 {free} 个名额" if free else "名额满了，可以排队"


async def events(request: Request) -> Response:
    """All that lie ahead."""
    return await shown(request, "public/events.html", "/events", _ahead)


async def one_event(request: Request) -> Response:
    """One of them, to be passed on."""
    key = request.path_params["key"]
    return await shown(request, "public/event.html", "/events", lambda visit: _one(visit, key))


routes = [Route("/events", events), Route("/events/{key:int}", one_event)]
