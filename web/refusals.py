"""How the pages say no: a status and a reason in Chinese, as JSON to the script and as a page to a person."""

from __future__ import annotations

from math import ceil

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from web.characters import as_read
from web.headers import SECURITY
from web.pages import page
from web.ports import Unavailable

REASONS = {
    404: "没有找到这个页面。",
    405: "这个地址不接受这样的请求。",
    500: "抱歉，我这边出错了，过一会儿再试。",
    503: "现在有点忙，过一会儿再试，您的消息不会丢。",
}
RETRY_AFTER = {"Retry-After": "2"}


class Refused(Exception):
    """A request that is not granted, and why; `wait`: after how many seconds it may be asked again."""

    def __init__(self, status: int, reason: str, wait: float = 0) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.headers = {"Retry-After": str(ceil(wait))} if wait else None


def answer(request: Request, status: int, reason: str, headers: dict[str, str] | None = None) -> Response:
    """The refusal in the form that the asker can read."""
    if "text/html" in request.headers.get("accept", ""):
        return page("refused.html", status=status, headers=headers, reason=reason)
    return JSONResponse({"error": as_read(request.scope, reason)}, status, headers)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return answer(request, error.status, error.reason, error.headers)


async def _unavailable(request: Request, error: Exception) -> Response:
    return answer(request, 503, REASONS[503], RETRY_AFTER)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    reason = REASONS.get(error.status_code, "请求没有被接受。")
    return answer(request, error.status_code, reason, dict(error.headers or {}))


async def _left(request: Request, error: Exception) -> Response:
    return Response(status_code=400)


async def _broken(request: Request, error: Exception) -> Response:
    # Starlette answers a crash outside all middleware, so the headers are put on here.
    return answer(request, 500, REASONS[500], SECURITY)


def add_refusals(app: Starlette) -> None:
    """Let every refusal and every failure leave in this form."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(Unavailable, _unavailable)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ClientDisconnect, _left)
    app.add_exception_handler(Exception, _broken)
