"""The pages about the console itself: all pages on one, one's own, signing out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from web.console.frame import shown
from web.console.session import COOKIE, HOME, SIGN_IN


async def more(request: Request) -> Response:
    """Every page there is for whoever sits here: for a phone, which has no rail."""
    return await shown(request, "console/more.html", "more", lambda talk: None)


async def me(request: Request) -> Response:
    """Who one is here, the keys, and the way out."""
    return await shown(request, "console/me.html", "me", lambda talk: talk.speaker.name)


async def sign_out(request: Request) -> Response:
    """This browser is nobody's any more."""
    response = RedirectResponse(SIGN_IN, 303)
    response.delete_cookie(COOKIE, path=HOME)
    return response


routes = [
    Route(f"{HOME}/more", more),
    Route(f"{HOME}/me", me),
    Route(f"{HOME}/out", sign_out, methods=["POST"]),
]
