"""Who sits at the console: a cookie for its addresses alone; and what is shown or done as that person."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import TypeVar, cast
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.engine.context import ConversationContext
from handlers.rendering.plain import shorten
from web.ports import Badge, Denied
from web.refusals import Refused
from web.slots import SLOT, desk_of, forget

T = TypeVar("T")
COOKIE, FLASH = "yiqi-console", "yiqi-said"
HOME = "/console"
SIGN_IN = "/staff/"
LONGEST_FLASH = 2000
LONGEST_SAID = 300
FLASH_SECONDS = 120


class SignedOut(Exception):
    """Nobody sits here, or not any more; the address is come back to."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the banner says after an act; `act`: by which number it can be taken back, for so many `minutes`; `bad`: it was not done."""

    text: str
    act: int = 0
    bad: bool = False
    minutes: int = 10


def sit_down(response: Response, request: Request, slot: str, secret: str, seconds: int) -> None:
    """From now on this browser's console is of this session."""
    secure = cast(bool, request.app.state.secure_cookies)
    response.set_cookie(
        COOKIE, f"{slot}.{secret}", seconds, path=HOME, secure=secure, httponly=True, samesite="lax"
    )


def stand_up(response: Response, request: Request) -> None:
    """This browser's console and the chat beside it are nobody's any more."""
    response.delete_cookie(COOKIE, path=HOME)
    slot = request.cookies.get(COOKIE, "").partition(".")[0]
    if SLOT.fullmatch(slot):
        forget(response, slot)


def slot_of(request: Request) -> str:
    """The account of the session that sits here. `SignedOut` where there is none."""
    return _badge(request).slot


async def look(request: Request, ask: Callable[[ConversationContext], T]) -> T:
    """What `ask` finds, as the member of staff who sits here. `SignedOut` where nobody does."""
    try:
        return await desk_of(request).read_as(_badge(request), ask)
    except Denied as denied:
        raise SignedOut from denied


async def look_on_record(request: Request, ask: Callable[[ConversationContext], T]) -> T:
    """The same for a page of which each look is kept."""
    try:
        return await desk_of(request).act_as(_badge(request), ask)
    except Denied as denied:
        raise SignedOut from denied


async def do(request: Request, deed: Callable[[ConversationContext], T]) -> T:
    """Do a deed, asked for by a form of our own pages."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "请求不是从本页面发出的。")
    try:
        return await desk_of(request).act_as(_badge(request), deed)
    except Denied as denied:
        raise SignedOut from denied


def to_sign_in(request: Request, error: Exception) -> Response:
    """The sign-in, which leads back here."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = here if request.method == "GET" else HOME
    return RedirectResponse(f"{SIGN_IN}?back={quote(back)}", 303)


def is_of_console(address: str) -> bool:
    """Whether an address leads to a page of the console and nowhere else."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    inside = parts.path == HOME or parts.path.startswith(f"{HOME}/")
    return inside and not parts.scheme and not parts.netloc and "\\" not in address


def back_to(address: str, said: Said | None = None) -> Response:
    """Back to a page of the console, which says this on top."""
    response = RedirectResponse(address if is_of_console(address) else HOME, 303)
    if said:
        left = replace(said, text=shorten(said.text, LONGEST_SAID))
        body = urlsafe_b64encode(json.dumps(asdict(left), ensure_ascii=False).encode()).decode()
        if len(body) <= LONGEST_FLASH:
            response.set_cookie(FLASH, body, FLASH_SECONDS, path=HOME, httponly=True, samesite="lax")
    return response


def said_before(request: Request) -> Said | None:
    """What the last act has left to be said, once. A cookie that is not of ours says nothing."""
    try:
        said = Said(**json.loads(urlsafe_b64decode(request.cookies.get(FLASH, ""))))
    except (ValueError, TypeError, RecursionError):
        return None
    return said if isinstance(said.text, str) and isinstance(said.act, int) else None


def _badge(request: Request) -> Badge:
    slot, _, secret = request.cookies.get(COOKIE, "").partition(".")
    if not (SLOT.fullmatch(slot) and secret):
        raise SignedOut
    return Badge(slot, secret)
