"""A vendor as real ones are: it takes a message or says why not, keeps what arrived, and may hang or drop doubles."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta

from starlette.routing import BaseRoute

from bot.app import App
from bot.background import delivering, working
from bot.channels.contract import Capabilities, ChannelGateway, NotSent
from bot.delivery.job_queue import JobQueue
from handlers.message import Incoming, Reply

QUICK = Capabilities(buttons=0, text_limit=4096, per_second=1e9, per_person=1e9)


class Vendor:
    """A channel of the contract. `troubles`: what the next sends to an account will meet, first to last."""

    def __init__(self, name: str = "telegram", capabilities: Capabilities = QUICK) -> None:
        self.name = name
        self.capabilities = capabilities
        self.arrived: dict[str, list[str]] = defaultdict(list)
        self.keys: list[str] = []
        self.troubles: dict[str, list[Exception]] = defaultdict(list)
        self.after_arrival: list[Exception] = []
        self.gateway: ChannelGateway | None = None

    async def start(self, gateway: ChannelGateway) -> None:
        self.gateway = gateway

    async def stop(self) -> None:
        self.gateway = None

    def routes(self) -> Sequence[BaseRoute]:
        return ()

    async def send(self, account: str, reply: Reply, key: str) -> str:
        await asyncio.sleep(0)
        if self.troubles[account]:
            raise self.troubles[account].pop(0)
        if not (self.capabilities.deduplicates and key in self.keys):
            self.arrived[account].append(reply.plain())
            self.keys.append(key)
        if self.after_arrival:
            raise self.after_arrival.pop(0)
        return f"m-{key}"

    def incoming(self, sender: str, text: str, key: str) -> Incoming:
        """What a person writes, as the channel would hand it in."""
        return Incoming(self.name, sender, key, text)


def deduplicating() -> Capabilities:
    return replace(QUICK, deduplicates=True)


def passive() -> Capabilities:
    return replace(QUICK, answers_within=timedelta(seconds=5))


def busy(seconds: float = 0.0) -> NotSent:
    return NotSent("wait", "429", after=timedelta(seconds=seconds))


def blocked() -> NotSent:
    return NotSent("blocked", "bot was blocked")


def at_work(app: App) -> AbstractAsyncContextManager[None]:
    """The application with its channels open, and what its engine needs beside it."""
    if isinstance(app.scheduler, JobQueue):
        return working(app)
    return delivering(app)


async def until(true: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait until something has come to pass."""
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.005)
