"""专家 and 工作站: the public register with its search. Of an expert name, unit and specialities and nothing else (S2.10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import language
from handlers.rendering.masking import mask_ways
from handlers.rendering.plain import show_domains, show_region
from language.domains import DOMAINS
from programme.qualification import SERVING
from storage.queries.register import OpenExpert, Wanted, open_experts, open_stations
from web.ports import Visit
from web.public.frame import ROWS, number, shown, word


@dataclass(frozen=True, slots=True)
class Card:
    """An expert or a station as the page shows them; `call` is what the button says, empty where there is none."""

    name: str
    unit: str
    fields: str
    own: str
    call: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the register. `unread`: a place that was typed and is not known; `more`: the address of the next page."""

    said: str
    place: str
    domain: str
    cards: tuple[Card, ...]
    unread: str = ""
    more: str = ""

    @property
    def filtered(self) -> bool:
        """Whether anything was looked for."""
        return bool(self.said or self.place or self.domain)


def _experts(request: Request, visit: Visit) -> Found:
    wanted, unread = _wanted(request, visit)
    rows = open_experts(visit.work, SERVING, wanted, ROWS + 1)
    cards = tuple(_expert(one) for one in rows[:ROWS])
    return _found(request, wanted, unread, cards, rows)


def _expert(one: OpenExpert) -> Card:
    own = mask_ways(one.specialities) if one.specialities else ""
    return Card(one.name, one.unit, show_domains(one.domains), own, f"请{one.name}帮忙")


def _stations(request: Request, visit: Visit) -> Found:
    wanted, unread = _wanted(request, visit)
    rows = open_stations(visit.work, SERVING, wanted, ROWS + 1)
    cards = tuple(
        Card(one.name, show_region(one.region) if one.region else "", "", "", "") for one in rows[:ROWS]
    )
    return _found(request, wanted, unread, cards, rows)


def _wanted(request: Request, visit: Visit) -> tuple[Wanted, str]:
    typed, domain = word(request, "place"), word(request, "domain")
    place = language.read_region(typed, visit.rules.region) if typed else None
    known = domain if domain in DOMAINS else ""
    return Wanted(word(request, "q"), place, known, number(request, "after")), typed if not place else ""


def _found(request: Request, wanted: Wanted, unread: str, cards: tuple[Card, ...], rows: list[Any]) -> Found:
    place = show_region(wanted.place) if wanted.place else ""
    asked = {"q": wanted.said, "place": place, "domain": wanted.domain}
    kept = {name: value for name, value in asked.items() if value}
    more = f"?{urlencode(kept | {'after': rows[ROWS - 1].id})}" if len(rows) > ROWS else ""
    return Found(wanted.said, place, wanted.domain, cards, unread, more)


async def experts(request: Request) -> Response:
    """The experts, or those who fit."""
    ask = {"title": "志愿专家", "words": "姓名、单位或专长", "domains": DOMAINS}
    return await shown(
        request, "public/register.html", "/experts", lambda visit: _experts(request, visit), **ask
    )


async def stations(request: Request) -> Response:
    """The stations, likewise."""
    ask: dict[str, Any] = {"title": "志愿服务工作站", "words": "名称", "domains": {}}
    return await shown(
        request, "public/register.html", "/stations", lambda visit: _stations(request, visit), **ask
    )


routes = [Route("/experts", experts), Route("/stations", stations)]
