"""The pages about the console itself: all pages on one, one's own, signing out."""

from __future__ import annotations

from contextlib import suppress

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actions.people.sign_in import sign_out as end_session
from actions.refusal import Refused as NotDone
from handlers.engine.context import ConversationContext
from web.console.frame import shown
from web.console.session import HOME, SIGN_IN, SignedOut, do, stand_up


async def more(request: Request) -> Response:
    """Every page there is for whoever sits here: for a phone, which has no rail."""
    return await shown(request, "console/more.html", "more", lambda talk: None)


async def me(request: Request) -> Response:
    """Who one is here, the keys, and the way out."""
    return await shown(request, "console/me.html", "me", lambda talk: talk.speaker.name)


async def sign_out(request: Request) -> Response:
    """The session is over, whoever has kept its cookie. In the demo the sample person stays, who is many visitors'."""
    if not request.app.state.demo:
        with suppress(SignedOut, NotDone):
            await do(request, _end)
    response = RedirectResponse(SIGN_IN, 303)
    stand_up(response, request)
    return response


def _end(talk: ConversationContext) -> None:
    end_session(talk.work, talk.speaker, talk.speaker.account_id, talk.now)


routes = [
    Route(f"{HOME}/more", more),
    Route(f"{HOME}/me", me),
    Route(f"{HOME}/out", sign_out, methods=["POST"]),
]
