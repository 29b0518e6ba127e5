"""Accounts of the web chat: the slot stands in the address, its secret in a cookie for that address alone.

So several people live side by side in one browser, each in a tab of their own.
"""

from __future__ import annotations

import re
from secrets import token_urlsafe
from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from web.ports import FrontDesk
from web.refusals import Refused

SECRET = "yiqi"
LAST = "yiqi-last"
ROOT = "/chat/"
MONTHS_13 = 400 * 24 * 3600
SLOT = re.compile(r"[A-Za-z0-9_-]{1,64}")


def desk_of(request: Request) -> FrontDesk:
    """The application behind the pages."""
    return cast(FrontDesk, request.app.state.desk)


def newcomer() -> tuple[str, str]:
    """A slot and a 128-bit secret that nobody can guess."""
    return token_urlsafe(9), token_urlsafe(16)


def home(slot: str) -> str:
    """Where an account's chat lives."""
    return f"{ROOT}{slot}/"


def remember(response: Response, request: Request, slot: str, secret: str, seconds: int = MONTHS_13) -> None:
    """Let this browser open the slot, and come back to it."""
    _set(response, request, SECRET, secret, home(slot), seconds)
    _set(response, request, LAST, slot, ROOT, seconds)


def forget(response: Response, slot: str) -> None:
    """This browser opens the slot no more, and comes back to none."""
    response.delete_cookie(SECRET, path=home(slot))
    response.delete_cookie(LAST, path=ROOT)


def _set(response: Response, request: Request, name: str, value: str, path: str, seconds: int) -> None:
    secure = cast(bool, request.app.state.secure_cookies)
    response.set_cookie(name, value, seconds, path=path, secure=secure, httponly=True, samesite="lax")


def last_slot(request: Request) -> str:
    """The slot that this browser used last, or nothing."""
    slot = request.cookies.get(LAST, "")
    return slot if SLOT.fullmatch(slot) else ""


async def owner(request: Request) -> str:
    """The slot of the address, once its cookie has opened it."""
    slot = cast(str, request.path_params["slot"])
    secret = request.cookies.get(SECRET, "")
    if not (SLOT.fullmatch(slot) and secret and await desk_of(request).admits(slot, secret)):
        raise Refused(403, "这个对话不属于您，或者已经失效。")
    return slot


async def writer(request: Request) -> str:
    """The owner, writing from our own page: another site's form or script is turned away."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "请求不是从本页面发出的。")
    return await owner(request)
