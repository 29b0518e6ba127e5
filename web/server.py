"""Uvicorn, taught to end."""

from __future__ import annotations

import socket
from typing import cast

import uvicorn
from starlette.applications import Starlette


class Server(uvicorn.Server):
    """Serves an app of `create_app`.

    Uvicorn waits at its end until each answer is complete. A live stream never is, so it is told first.
    """

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then the server."""
        cast(Starlette, self.config.app).state.closing.set()
        await super().shutdown(sockets)
