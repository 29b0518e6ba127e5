"""新闻和案例: what staff have released with the consent of those in it; a page each, and a text for 公众号 and press (S10.7)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handlers.rendering.masking import mask_ways
from handlers.rendering.plain import show_region
from programme.spans import written_day
from programme.stories import KINDS
from storage.queries.activities.stories import StoryFacts, released, story
from web.ports import Visit
from web.public.frame import GREATEST_ID, ROWS, kept, number, shown
from web.refusals import Refused
from web.slots import desk_of

GONE = "这一篇没有公开，或者已经撤下了。"
FIRST = 60


@dataclass(frozen=True, slots=True)
class Told:
    """A story as everybody reads it: `about` is its kind, place and day, `lead` how it begins."""

    id: int
    title: str
    about: str
    lead: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of them; `more`: the address of the older ones."""

    stories: tuple[Told, ...]
    more: str = ""


def _told(one: StoryFacts, visit: Visit) -> Told:
    when = one.released_at and written_day(one.released_at.astimezone(visit.now.tzinfo).date(), visit.today)
    parts = tuple(mask_ways(part.strip()) for part in one.text.splitlines() if part.strip())
    about = " · ".join(part for part in (KINDS[one.kind], show_region(one.region), when) if part)
    whole = "".join(parts)
    return Told(one.id, one.title, about, whole[:FIRST] + "…" * (len(whole) > FIRST), parts)


def _listed(visit: Visit, before: int | None) -> Listed:
    rows = released(visit.work, ROWS + 1, before)
    more = f"?before={rows[ROWS - 1].id}" if len(rows) > ROWS else ""
    return Listed(tuple(_told(one, visit) for one in rows[:ROWS]), more)


def _one(visit: Visit, key: int) -> Told:
    found = story(visit.work, key) if key <= GREATEST_ID else None
    if found is None or found.state != "released":
        raise Refused(404, GONE)
    return _told(found, visit)


async def stories(request: Request) -> Response:
    """The newest first."""
    before = number(request, "before") or None
    return await shown(request, "public/stories.html", "/news", lambda visit: _listed(visit, before))


async def one_story(request: Request) -> Response:
    """One of them, to be passed on."""
    key = request.path_params["key"]
    return await shown(request, "public/story.html", "/news", lambda visit: _one(visit, key))


async def as_text(request: Request) -> Response:
    """The same as plain text, to be put into 公众号 or given to the press."""
    key = request.path_params["key"]
    one = await desk_of(request).look(lambda visit: _one(visit, key))
    text = "\n\n".join([one.title, one.about, *one.paragraphs, "中小企业志愿服务，不收费。", ""])
    headers = {
        "Content-Disposition": f"attachment; filename=\"news-{one.id}.txt\"; filename*=UTF-8''{quote(one.title)}.txt"
    }
    return kept(request, Response(text.encode("utf-8-sig"), headers=headers, media_type="text/plain"))


routes = [
    Route("/news", stories),
    Route("/news/{key:int}", one_story),
    Route("/news/{key:int}.txt", as_text),
]
