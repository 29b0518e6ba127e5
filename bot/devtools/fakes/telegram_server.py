"""The fake Bot API over HTTP, as the real one is called: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.devtools.fakes.telegram import FakeTelegram
from bot.devtools.fakes.telegram_rules import METHODS, Refusal, Upload, checked

POLLS = 4
TOKEN_FORM = re.compile(r"\d+:[\w-]{20,}")


def app_of(fake: FakeTelegram) -> Starlette:
    """The server of this bot."""

    async def method(request: Request) -> Response:
        name = request.path_params["method"]
        try:
            _admit(fake, request.path_params["token"], name)
            return await _called(request, fake, name, await _parameters(request))
        except Refusal as refusal:
            return JSONResponse(refusal.body(), refusal.status)

    async def file(request: Request) -> Response:
        content = fake.files.get(request.path_params["path"].removeprefix("files/"))
        if request.path_params["token"] != fake.token or content is None:
            return Response(status_code=404)
        return Response(content, media_type="application/octet-stream")

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        with ThreadPoolExecutor(POLLS, "poll") as polls:
            app.state.polls = polls
            yield
            fake.mail.close()

    routes = [
        Route("/bot{token}/{method}", method, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", file),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


def _admit(fake: FakeTelegram, token: str, method: str) -> None:
    if token != fake.token:
        raise Refusal(401, "Unauthorized") if TOKEN_FORM.fullmatch(token) else Refusal(404, "Not Found")
    if method not in METHODS:
        raise Refusal(404, "Not Found: method not found")


async def _parameters(request: Request) -> dict[str, Any]:
    """From the query, a form, multipart or JSON: the real server takes all four."""
    given: dict[str, Any] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        return given | dict(await request.json())
    async with request.form() as form:
        for name, value in form.items():
            given[name] = (
                value if isinstance(value, str) else Upload(value.filename or "", await value.read())
            )
    return _with_attached(given)


def _with_attached(given: dict[str, Any]) -> dict[str, Any]:
    """A file may stand in a part of its own, named by `attach://NAME`."""
    named = {name: value[9:] for name, value in given.items() if str(value).startswith("attach://")}
    found = {name: given.get(part) for name, part in named.items()}
    return {name: value for name, value in given.items() if name not in named.values()} | found


async def _called(request: Request, fake: FakeTelegram, method: str, given: dict[str, Any]) -> Response:
    fault = fake.fault(method)
    if fault:
        await asyncio.sleep(fault.seconds)
    if fault and fault.status and not fault.done:
        raise Refusal(fault.status, fault.description, **fault.parameters)
    if method == "getUpdates":
        fetch = partial(fake.mail.fetch, **checked(method, given))
        result = await asyncio.get_running_loop().run_in_executor(request.app.state.polls, fetch)
    else:
        result = fake.call(method, given)
    if fault and fault.done:
        raise Refusal(fault.status, fault.description, **fault.parameters)
    return JSONResponse({"ok": True, "result": result})
