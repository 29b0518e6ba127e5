"""The chat's lines as server-sent events: what was missed first, then what comes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from random import uniform
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from web.characters import line_as_read, names_in, reads_traditional, texts_of
from web.limits import STREAM_WAIT, STREAMS, address_of, guard_of
from web.ports import Entry, FrontDesk, Unavailable
from web.refusals import Refused
from web.slots import desk_of, owner

HEARTBEAT_SECONDS = 15.0, 30.0
"""At least and at most: pages that were opened together are not looked after at one moment."""
LATEST = -1
OLDER = 50
"""Lines that are fetched at once by who scrolls up."""
HEADERS = {"X-Accel-Buffering": "no"}


async def stream(request: Request) -> Response:
    """Open the stream after the last line that the page has."""
    slot, address, guard = await owner(request), address_of(request), guard_of(request)
    events = _events(request, slot, _after(request), _closing(request))
    if not guard.open_stream(slot, address):
        raise Refused(429, STREAMS, STREAM_WAIT)
    return CountedStream(events, lambda: guard.close_stream(slot, address))


class CountedStream(StreamingResponse):
    """A stream that says when it is over, however it ends."""

    def __init__(self, events: AsyncIterator[str], over: Callable[[], None]) -> None:
        super().__init__(events, headers=HEADERS, media_type="text/event-stream")
        self._over = over

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._over()


def _closing(request: Request) -> asyncio.Event:
    return cast(asyncio.Event, request.app.state.closing)


def _after(request: Request) -> int:
    given = request.headers.get("last-event-id") or request.query_params.get("after") or str(LATEST)
    if given == str(LATEST):
        return LATEST
    if not (given.isascii() and given.isdigit() and len(given) <= 15):
        raise Refused(400, "“after”应当是一个行号。")
    return int(given)


async def _events(request: Request, slot: str, after: int, closing: asyncio.Event) -> AsyncIterator[str]:
    desk = desk_of(request)
    try:
        while fresh := await desk.entries(slot, after):
            for said in await lines(request, fresh):
                yield _event(said)
            after = fresh[-1].seq
        yield "event: ready\ndata: {}\n\n"
        heard = max(after, 0)
        while not closing.is_set():
            newest = await _news(desk, slot, heard, closing)
            if not newest:
                yield ": still here\n\n"
                continue
            for said in await lines(request, await desk.entries(slot, after)):
                yield _event(said)
                after = said["seq"]
            heard = max(newest, after)  # lines of the person's other accounts are no news twice
    except Unavailable:
        return  # the page connects again, and misses nothing


async def _news(desk: FrontDesk, slot: str, after: int, closing: asyncio.Event) -> int:
    news = asyncio.ensure_future(desk.news(slot, after, uniform(*HEARTBEAT_SECONDS)))
    end = asyncio.ensure_future(closing.wait())
    try:
        await asyncio.wait({news, end}, return_when=asyncio.FIRST_COMPLETED)
        return news.result() if news.done() else 0
    finally:
        news.cancel()
        end.cancel()


def _event(line: dict[str, Any]) -> str:
    return f"id: {line['seq']}\nevent: line\ndata: {json.dumps(line, ensure_ascii=False)}\n\n"


async def lines(request: Request, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Lines of the chat, as the page reads them: in the characters of this browser."""
    plain = [_line(entry) for entry in entries]
    if not reads_traditional(request.scope):
        return plain
    names = await names_in(desk_of(request), (text for line in plain for text in texts_of(line)))
    return [line_as_read(line, names) for line in plain]


def _line(entry: Entry) -> dict[str, Any]:
    kept = (*entry.files, *entry.reply.files)
    files = [
        {"key": file.key, "type": file.media_type, "size": file.size, "name": file.name} for file in kept
    ]
    return entry.reply.to_json() | {
        "seq": entry.seq,
        "side": entry.side,
        "at": entry.at.isoformat(),
        "id": entry.message_id,
        "files": files,
    }


async def older(request: Request) -> Response:
    """Lines before a place, for who scrolls up: `{lines, more}`, oldest first."""
    slot = await owner(request)
    before = request.query_params.get("before", "")
    if not (before.isascii() and before.isdigit() and len(before) <= 15):
        raise Refused(400, "“before”应当是一个行号。")
    found = await desk_of(request).entries_before(slot, int(before), OLDER + 1)
    return JSONResponse({"lines": await lines(request, found[-OLDER:]), "more": len(found) > OLDER})


routes = [Route("/chat/{slot}/stream", stream), Route("/chat/{slot}/older", older)]
