"""Whether the process lives, whether it is ready, and its figures; for machines that watch it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from web.ports import Health
from web.refusals import Refused, add_refusals

LIVE = "/livez"
DRAINED = "正在停止 / being stopped"
NOT_FROM_HERE = "这个地址看不了：写进设置 monitors 才能看。"


async def live(request: Request) -> Response:
    """The process answers, whatever its database does."""
    return JSONResponse({"ok": True})


async def ready(request: Request) -> Response:
    """200 where a message would be taken; else 503, and why not."""
    _require_monitor(request)
    state = request.app.state
    health: Health = state.health
    fault = DRAINED if state.draining.is_set() else await health.fault()
    return JSONResponse({"ready": not fault, "reason": fault}, 503 if fault else 200)


async def metrics(request: Request) -> Response:
    """Prometheus' text format: counts and ages, nothing of anybody."""
    _require_monitor(request)
    health: Health = request.app.state.health
    return PlainTextResponse(await health.figures(), media_type="text/plain; version=0.0.4")


def _require_monitor(request: Request) -> None:
    address = request.client.host if request.client else ""
    if not is_among(address, request.app.state.monitors):
        raise Refused(403, NOT_FROM_HERE)


def is_among(address: str, allowed: Sequence[str]) -> bool:
    """Whether an address is one of these, or within one of these networks."""
    try:
        asked = ip_address(address)
    except ValueError:
        return False
    if isinstance(asked, IPv6Address) and asked.ipv4_mapped:
        asked = asked.ipv4_mapped
    return any(asked in ip_network(one, strict=False) for one in allowed)


def health_app(health: Health, monitors: Sequence[str]) -> Starlette:
    """These pages alone, for a process that has no others."""
    app = Starlette(routes=routes)
    app.state.health, app.state.monitors = health, tuple(monitors)
    app.state.draining = asyncio.Event()
    add_refusals(app)
    return app


routes = [Route(LIVE, live), Route("/readyz", ready), Route("/metrics", metrics)]
