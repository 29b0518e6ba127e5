"""The chat as an app on a phone or a desk: the manifest, the worker, and what is shown without a network."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from web.pages import STATIC, page
from web.slots import ROOT

MANIFEST = {
    "name": "益企 · 中小企业志愿服务",
    "short_name": "益企",
    "description": "企业遇到难事，志愿专家来帮忙，不收费。",
    "lang": "zh-Hans-CN",
    "id": ROOT,
    "start_url": ROOT,
    "scope": "/",
    "display": "standalone",
    "background_color": "#eef2f0",
    "theme_color": "#0b6b5b",
    "icons": [
        {"src": "/static/icon.svg", "type": "image/svg+xml", "sizes": "any", "purpose": "any"},
        {"src": "/static/icon-192.png", "type": "image/png", "sizes": "192x192"},
        {"src": "/static/icon-512.png", "type": "image/png", "sizes": "512x512"},
    ],
}
DAY = "public, max-age=86400"


async def manifest(request: Request) -> Response:
    """How the app is called and looks."""
    return JSONResponse(MANIFEST, headers={"Cache-Control": DAY}, media_type="application/manifest+json")


async def worker(request: Request) -> Response:
    """From the root, since a worker rules over what lies beneath its address."""
    headers = {"Cache-Control": "no-cache"}
    return Response((STATIC / "sw.js").read_bytes(), headers=headers, media_type="text/javascript")


async def offline(request: Request) -> Response:
    """What an app without a network shows."""
    return page("offline.html")


routes = [
    Route("/manifest.webmanifest", manifest),
    Route("/sw.js", worker),
    Route("/offline", offline),
]
