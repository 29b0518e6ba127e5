"""Uvicorn, taught to end."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import cast

import uvicorn
from starlette.applications import Starlette

STEP = 0.1


class Server(uvicorn.Server):
    """Serves an app of `create_app`.

    `drain`: for so many seconds it is still served after the signal to stop, while `/readyz` says that it ends, so that
    a balancer sends nothing more; a second signal cuts that short. Uvicorn waits at its end until each answer is
    complete. A live stream never is, so it is told first. `stopping` is called when it begins to end.
    """

    def __init__(
        self, config: uvicorn.Config, drain: float = 0.0, stopping: Callable[[], None] | None = None
    ) -> None:
        super().__init__(config)
        self._stopping = stopping
        self._drain = drain

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say that it ends, end the streams, then the server."""
        if self._stopping:
            self._stopping()
        state = cast(Starlette, self.config.app).state
        state.draining.set()
        left = self._drain
        while left > 0 and not self.force_exit:
            await asyncio.sleep(STEP)
            left -= STEP
        state.closing.set()
        await super().shutdown(sockets)
