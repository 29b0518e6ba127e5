"""The pages' app factory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from web import chat, files, landing, stream
from web.headers import SecurityHeaders
from web.pages import STATIC
from web.ports import FrontDesk
from web.refusals import add_refusals

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def create_app(
    desk: FrontDesk,
    *,
    demo: bool = False,
    secure_cookies: bool = False,
    callbacks: Sequence[BaseRoute] = (),
    lifespan: Lifespan | None = None,
) -> Starlette:
    """The pages over a front desk.

    `app.state.closing` ends the live streams; `web.server.Server` sets it.
    `callbacks` is where vendors call; `lifespan` is what lives as long as the app, on its loop.
    """
    app = Starlette(lifespan=lifespan)
    app.state.desk = desk
    app.state.demo = demo
    app.state.secure_cookies = secure_cookies
    app.state.closing = asyncio.Event()
    app.add_middleware(SecurityHeaders, https_only=secure_cookies)
    add_refusals(app)
    app.router.routes += [*landing.routes, *chat.routes, *files.routes, *stream.routes]
    app.router.routes += callbacks
    app.router.routes += [Route("/healthz", healthz), Mount("/static", StaticFiles(directory=STATIC))]
    return app


async def healthz(request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"ok": True})
