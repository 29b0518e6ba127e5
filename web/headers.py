"""The headers that every answer carries."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECURITY = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
ALWAYS_ASK = "no-cache"
STRICT_TRANSPORT = "max-age=31536000"


class SecurityHeaders:
    """Puts `SECURITY` on answers that do not say otherwise; plain ASGI, so that streams pass untouched."""

    def __init__(self, app: ASGIApp, https_only: bool) -> None:
        self.app = app
        self.https_only = https_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer back with the headers."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._dress(MutableHeaders(scope=message), scope["path"])
            await send(message)

        await self.app(scope, receive, dressed if scope["type"] == "http" else send)

    def _dress(self, headers: MutableHeaders, path: str) -> None:
        if path.startswith("/static/"):
            headers.setdefault("Cache-Control", ALWAYS_ASK)
        for name, value in SECURITY.items():
            headers.setdefault(name, value)
        if self.https_only:
            headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT)
