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

from web import chat, entry, files, finding, install, landing, papers, staff, stream, traditional
from web.console import pages as console
from web.doorkeeper import Doorkeeper
from web.guard import Guard, open_to_all
from web.headers import SecurityHeaders
from web.health import routes as health_routes
from web.pages import STATIC
from web.ports import FrontDesk, Health
from web.public import pages as public
from web.reckoned import Reckoned
from web.refusals import add_refusals
from web.turns import Turns

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def create_app(
    desk: FrontDesk,
    *,
    guard: Guard | None = None,
    demo: bool = False,
    signs_in: bool = False,
    secure_cookies: bool = False,
    callbacks: Sequence[BaseRoute] = (),
    lifespan: Lifespan | None = None,
    health: Health | None = None,
    monitors: Sequence[str] = (),
) -> Starlette:
    """The pages over a front desk.

    `app.state.draining` says that the process is about to stop, `app.state.closing` ends the live streams; `web.server.Server` sets both.
    `signs_in`: whether one can sign in by a telephone. `guard` says what one may ask at most; None lets everything
    pass. `callbacks` is where vendors call; `lifespan` is what lives as long as the app, on its loop.
    `health` is told to the addresses and networks in `monitors`; without it nothing of it is served.
    """
    app = Starlette(lifespan=lifespan)
    app.state.desk = desk
    app.state.demo = demo
    app.state.signs_in = signs_in
    app.state.secure_cookies = secure_cookies
    app.state.runs = set[asyncio.Task[None]]()
    app.state.closing = asyncio.Event()
    app.state.draining = asyncio.Event()
    app.state.reckoned = Reckoned()
    app.state.health = health
    app.state.monitors = tuple(monitors)
    app.state.guard = guard or open_to_all()
    app.state.turns = Turns()
    vendors = frozenset(path for route in callbacks if (path := getattr(route, "path", "")))
    app.add_middleware(Doorkeeper, guard=app.state.guard, vendors=vendors)
    app.add_middleware(traditional.TraditionalPages)
    app.add_middleware(SecurityHeaders, https_only=secure_cookies)
    add_refusals(app)
    console.add_refusals(app)
    app.router.routes += [
        *landing.routes,
        *public.routes,
        *entry.routes,
        *staff.routes,
        *console.routes,
        *chat.routes,
        *files.routes,
        *papers.routes,
        *install.routes,
        *stream.routes,
        *finding.routes,
        *traditional.routes,
    ]
    app.router.routes += callbacks
    app.router.routes += health_routes if health else []
    app.router.routes += [Route("/healthz", healthz), Mount("/static", StaticFiles(directory=STATIC))]
    return app


async def healthz(request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"ok": True})
