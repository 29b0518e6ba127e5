"""Pages and their scripts in Traditional characters, for who asked for them; the staff's console stays as it is.

A page is drawn as always and turned on its way out, so that no page knows of it. What stands in an element with `translate="no"`
stays as it is written, there and wherever else it stands on the page, and so do names that are on record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from html import unescape
from urllib.parse import quote, unquote

from markupsafe import escape
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from language.traditional import traditional
from web.characters import (
    COOKIE,
    SIMPLIFIED,
    TO_SIMPLIFIED,
    TO_TRADITIONAL,
    TRADITIONAL,
    names_in,
    reads_traditional,
)
from web.pages import STATIC
from web.refusals import Refused
from web.slots import MONTHS_13

UNTURNED = ("/console", "/staff", "/static")
_PIECES = re.compile(r"(<[^>]*>)")
_READ = re.compile(r'(?<= )(placeholder|aria-label|alt|title|content|data-say)="([^"]*)"')
_SAID = re.compile(r'(?<=#say=)[^"]+')
_TURNED_TAG = re.compile(rb'"([^"]*)-hant"')
_KEPT = 'translate="no"'
_SCRIPT = re.compile(r'src="/static/(\w+\.js)"')


def turned(html: str, names: frozenset[str]) -> str:
    """The page in Traditional characters, but for these names and what it keeps as it is written."""
    pieces = _PIECES.split(html)
    kept = _as_written(names | {unescape(text) for tag, text in _told(pieces) if _KEPT in tag})
    turned = [
        _tag(piece, kept) if at % 2 else piece if at and _KEPT in pieces[at - 1] else traditional(piece, kept)
        for at, piece in enumerate(pieces)
    ]
    whole = "".join(turned).replace(TO_TRADITIONAL, TO_SIMPLIFIED)
    return _SCRIPT.sub(r'src="/static/hant/\1"', whole).replace('lang="zh-Hans-CN"', f'lang="{TRADITIONAL}"')


def _as_written(names: Iterable[str]) -> frozenset[str]:
    """Names as they stand on a page, where «&» is «&amp;», and in an address."""
    return frozenset(form for name in names for form in (name, str(escape(name))))


def read_on(html: str) -> Iterator[str]:
    """All that is read on a page: its text, what its tags say, and what their links would say."""
    for at, piece in enumerate(_PIECES.split(html)):
        if at % 2:
            yield from (unescape(found[2]) for found in _READ.finditer(piece))
            yield from (unquote(found[0]) for found in _SAID.finditer(piece))
        else:
            yield unescape(piece)


def _told(pieces: list[str]) -> list[tuple[str, str]]:
    """Each text with the tag before it."""
    return list(zip(["", *pieces[1::2]], (piece.strip() for piece in pieces[::2]), strict=True))


def _tag(tag: str, names: frozenset[str]) -> str:
    read = _READ.sub(lambda found: f'{found[1]}="{traditional(found[2], names)}"', tag)
    return _SAID.sub(lambda found: quote(traditional(unquote(found[0]), names)), read)


class TraditionalPages:
    """Turns pages on their way out; plain ASGI, so that streams and files pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; its answer comes back turned where it is a page and so wished."""
        if scope["type"] != "http" or scope["path"].startswith(UNTURNED):
            await self.app(scope, receive, send)
            return
        if not reads_traditional(scope):
            await self.app(scope, receive, _varied(send))
            return
        await self.app(_asks_for_its_own(scope), receive, _Turning(scope, send))


class _Turning:
    """What becomes of an answer: a page is collected and turned."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope, self._send = scope, send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            _vary(message)
            headers = MutableHeaders(scope=message)
            if "etag" in headers:
                headers["etag"] = headers["etag"].removesuffix('"') + '-hant"'
            if headers.get("content-type", "").startswith("text/html") and "content-length" in headers:
                self._start = message
                return
        if self._start is None:
            await self._send(message)
        else:
            await self._collect(message, self._start)

    async def _collect(self, message: Message, start: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        html = self._body.decode()
        names = await names_in(self._scope["app"].state.desk, read_on(html))
        body = turned(html, names).encode()
        MutableHeaders(scope=start)["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _varied(send: Send) -> Send:
    async def varied(message: Message) -> None:
        if message["type"] == "http.response.start":
            _vary(message)
        await send(message)

    return varied


def _vary(start: Message) -> None:
    headers = MutableHeaders(scope=start)
    if "etag" in headers or headers.get("content-type", "").startswith("text/html"):
        headers.add_vary_header("Cookie")


def _asks_for_its_own(scope: Scope) -> Scope:
    """A browser asks whether its turned copy is the same still; the pages know that copy by its name before it was turned."""
    headers = [
        (
            name,
            b", ".join(b'"%s"' % tag for tag in _TURNED_TAG.findall(value))
            if name == b"if-none-match"
            else value,
        )
        for name, value in scope["headers"]
    ]
    return {**scope, "headers": headers}


async def choose(request: Request) -> Response:
    """Read in these characters from now on, and back to the page one came from."""
    chosen = request.path_params["characters"]
    if chosen not in (TRADITIONAL, SIMPLIFIED):
        raise Refused(404, "没有找到这个页面。")
    response = RedirectResponse(_back(request), 303)
    secure = request.app.state.secure_cookies
    response.set_cookie(COOKIE, chosen, MONTHS_13, path="/", secure=secure, httponly=True, samesite="lax")
    return response


def _back(request: Request) -> str:
    """The page of ours that is named, or that the link was tapped on; else the first page."""
    named = request.query_params.get("to", "")
    came = Headers(scope=request.scope).get("referer", "").removeprefix(str(request.base_url).rstrip("/"))
    back = named or came
    return back if re.fullmatch(r"/(?![/\\])[!-~]*", back) and not back.startswith("/lang/") else "/"


async def script(request: Request) -> Response:
    """A script of a page, whose words are in Traditional characters."""
    name = request.path_params["name"]
    if name not in _scripts():
        raise Refused(404, "没有找到这个页面。")
    body = _turned_script(name)
    headers = {"ETag": f'"{sha256(body).hexdigest()[:24]}"', "Cache-Control": "no-cache"}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="text/javascript")


@cache
def _scripts() -> frozenset[str]:
    return frozenset(path.name for path in STATIC.glob("*.js"))


@cache
def _turned_script(name: str) -> bytes:
    return traditional((STATIC / name).read_text("utf-8")).encode()


routes = [Route("/lang/{characters}", choose), Route("/static/hant/{name}", script)]
