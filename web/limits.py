"""What one address or one account may ask of the pages, and how the pages say that it is too much."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, nullcontext
from typing import cast

from starlette.requests import Request

from web.guard import MEGA, Guard, What
from web.pictures import pixels_of
from web.refusals import Refused
from web.turns import Turns

REASONS: dict[What, str] = {
    "connections": "请求太多了，请过一分钟再试。",
    "requests": "请求太多了，请过一分钟再试。",
    "refusals": "请求太多了，请过一分钟再试。",
    "newcomers": "这里新打开的对话太多了，请过几分钟再打开；原来的对话照常能用。",
    "arrivals": "现在新来的人太多，请过几分钟再打开；原来的对话照常能用。",
    "messages": "您发得有点快，这条会自动再发，请等一会儿。",
    "files": "文件发得有点多，请过几分钟再发；也可以先用文字说。",
    "megapixels": "照片发得有点多，请过几分钟再发；也可以先用文字说。",
}
NO_ROOM = "您发来的文件已经存满了，这一份收不下。请先用文字说，或者说“找工作人员”。"
STREAMS = "同时打开的页面太多了，请关掉几个，再刷新这一页。"
STREAM_WAIT = 10


def guard_of(request: Request) -> Guard:
    """Who knows what is too much."""
    return cast(Guard, request.app.state.guard)


def address_of(request: Request) -> str:
    """Where a request comes from: with a proxy before us, what the proxy says."""
    return request.client.host if request.client else ""


def require(request: Request, what: What, who: str) -> None:
    """Refuse with 429 where this is too much."""
    _grant(guard_of(request), what, who)


def require_file(guard: Guard, account: str, content: bytes) -> None:
    """Room for a file of this account, and for the pixels that it claims; asked before it is opened."""
    _grant(guard, "files", account)
    _grant(guard, "megapixels", account, pixels_of(content) / MEGA)


def _grant(guard: Guard, what: What, who: str, cost: float = 1.0) -> None:
    verdict = guard.take(what, who, cost)
    if verdict.wait:
        raise Refused(429, REASONS[what], verdict.wait)


def require_entrance(request: Request) -> None:
    """Room for one more newcomer of this address, and in the web chat."""
    require(request, "newcomers", address_of(request))
    require(request, "arrivals", "web")


def turn(request: Request) -> AbstractAsyncContextManager[None]:
    """The turn of this address, to be held while something of it is written; everybody's at once where nothing is limited."""
    turns = cast(Turns, request.app.state.turns)
    return turns.of(address_of(request)) if guard_of(request).limits.enabled else nullcontext()
