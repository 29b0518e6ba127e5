"""活动: what lies ahead, with the places left; signing up, giving up and checking in are said in the chat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from documents.qr import qr_picture
from handlers.engine.links import event_key, web_link
from handlers.rendering.plain import show_clock, show_region
from programme.activities import closing_minute, is_closed, seats_free
from programme.centres import centre_of
from programme.spans import written_day
from storage.queries.activities.account import photos_of, released_photo
from storage.queries.activities.coming import Seats, seats
from storage.queries.activities.events import EventFacts, event, events_ahead, events_between
from storage.queries.files import content_of
from web.ports import Visit
from web.public.frame import GREATEST_ID, kept, shown
from web.refusals import Refused
from web.slots import desk_of

MOST = 50
GONE = "这场活动办完了或者取消了。"
AUDIENCES = {"enterprise": "只请企业", "expert": "只请专家"}


@dataclass(frozen=True, slots=True)
class Shown:
    """An activity as everybody reads it; `open`: whether one can sign up, `today`: whether one can check in, `code`:
    whether there is a code to be scanned, `photos`: the places of those that everybody may see.
    """

    id: int
    title: str
    when: str
    where: str
    room: str
    whom: str
    closes: str
    open: bool
    today: bool
    code: bool = False
    photos: tuple[int, ...] = ()


def _ahead(visit: Visit) -> list[Shown]:
    """Today's, those called off left out, and all that lie ahead."""
    held = [one for one in events_between(visit.work, visit.today, visit.today) if one.state != "announced"]
    found = [*held, *events_ahead(visit.work, visit.today, MOST)]
    places = seats(visit.work, [one.id for one in found])
    return [_shown(one, places[one.id], visit.now) for one in found]


def _one(visit: Visit, key: int) -> Shown:
    """What lies ahead, and what is over as long as photos of it are shown."""
    found = event(visit.work, key) if key <= GREATEST_ID else None
    if found is None or found.state == "cancelled":
        raise Refused(404, GONE)
    photos = tuple(one.place for one in photos_of(visit.work, key) if one.released)
    if found.held_on < visit.today and not photos:
        raise Refused(404, GONE)
    shown = _shown(found, seats(visit.work, [key])[key], visit.now)
    return replace(shown, code=shown.open and bool(_site(visit, found.region)), photos=photos)


def _site(visit: Visit, region: str) -> str:
    centre = centre_of(visit.rules.centres, region)
    return centre.site.rstrip("/") if centre else ""


def _shown(one: EventFacts, taken: Seats, now: datetime) -> Shown:
    today = now.date()
    is_over = one.state != "announced" or one.held_on < today
    closed = is_over or is_closed(one.closes_on, one.place, now)
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


async def code(request: Request) -> Response:
    """The QR code by which one signs up, to be printed or passed on."""
    key = request.path_params["key"]

    def find(visit: Visit) -> str:
        found = event(visit.work, key) if _one(visit, key).code else None
        if found is None:
            raise Refused(404, GONE)
        return web_link(_site(visit, found.region), event_key(key))

    link = await desk_of(request).look(find)
    return kept(request, Response(qr_picture(link), media_type="image/png"))


async def photo(request: Request) -> Response:
    """A photo that those in it and staff let everybody see."""
    key, place = request.path_params["key"], request.path_params["place"]

    def find(visit: Visit) -> tuple[bytes, str]:
        found = released_photo(visit.work, key, place) if max(key, place) <= GREATEST_ID else None
        if found is None or place not in _one(visit, key).photos:
            raise Refused(404, "这张照片没有公开，或者已经收回了。")
        content, kind = content_of(visit.work.connection, found.file.key) or (b"", "")
        return content, kind

    content, kind = await desk_of(request).look(find)
    return kept(request, Response(content, media_type=kind))


routes = [
    Route("/events", events),
    Route("/events/{key:int}", one_event),
    Route("/events/{key:int}/code.png", code),
    Route("/events/{key:int}/photos/{place:int}", photo),
]
