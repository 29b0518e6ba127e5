"""服务清单: what staff have listed; an item opens the chat with itself written (S10.9)."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handlers.rendering.plain import show_region
from language.domains import DOMAINS
from storage.queries.activities.service_menu import ItemFacts, service_items
from web.ports import Visit
from web.public.frame import shown


@dataclass(frozen=True, slots=True)
class Item:
    """An item as everybody reads it; `say` is what the chat is opened with."""

    title: str
    text: str
    about: str
    say: str


def _listed(visit: Visit) -> list[Item]:
    return [_item(one) for one in service_items(visit.work)]


def _item(one: ItemFacts) -> Item:
    about = " · ".join(part for part in (DOMAINS.get(one.domain or "", ""), show_region(one.region)) if part)
    return Item(one.title, one.text, about, f"想要 {one.id} 号服务：{one.title}")


async def services(request: Request) -> Response:
    """All items."""
    return await shown(request, "public/services.html", "/services", _listed)


routes = [Route("/services", services)]
