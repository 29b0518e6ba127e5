"""In by a one-time link. Opening it shows a button alone: what looks at links in chats uses none of them up."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from web.limits import require_entrance
from web.pages import page
from web.ports import Denied
from web.refusals import Refused
from web.slots import desk_of, home, newcomer, remember


async def ask(request: Request) -> Response:
    """The button; whether the link is good nobody learns from it."""
    return page("enter.html", headers={"Referrer-Policy": "no-referrer"})


async def enter(request: Request) -> Response:
    """Use the link up, and go to the chat that it opens."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "请求不是从本页面发出的。")
    require_entrance(request)
    slot, secret = newcomer()
    try:
        await desk_of(request).enter(request.path_params["link"], slot, secret)
    except Denied as denied:
        raise Refused(403, str(denied)) from denied
    response = RedirectResponse(home(slot), 303)
    remember(response, request, slot, secret)
    return response


routes = [Route("/enter/{link}", ask), Route("/enter/{link}", enter, methods=["POST"])]
