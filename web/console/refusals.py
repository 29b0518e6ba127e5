"""How the console says no: the same page around it, the same words for what is not there and what is not one's own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from actions.refusal import Refused as NotDone
from handlers.rendering.citing import named
from web.console.frame import frame_of, framed
from web.console.session import SignedOut, look, to_sign_in

NOT_HERE = "没有这一页，或者不在您的辖区。"


class NotHere(Exception):
    """There is no such thing, or it is not for whoever sits here: nobody can tell which."""


async def not_here(request: Request, error: Exception) -> Response:
    """404, in the same words either way."""
    return await _said(request, 404, NOT_HERE)


async def not_done(request: Request, error: Exception) -> Response:
    """What a page would not show: why, as the deeds say it."""
    assert isinstance(error, NotDone)
    return await _said(request, 403, named(error.text))


async def _said(request: Request, status: int, text: str) -> Response:
    try:
        frame = await look(request, frame_of)
    except SignedOut as out:
        return to_sign_in(request, out)
    return framed(request, "console/no.html", "", frame, text, status=status)
