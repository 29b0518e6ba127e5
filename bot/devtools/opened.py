"""An application for tools and tests: all by itself, whatever the environment and the settings file say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine

from bot.app import App, build
from bot.channels.contract import Channel
from bot.clock import Clock
from bot.settings import Settings
from web.guard import Limits


def open_app(
    database: str | Engine,
    pack: str = "national-2023",
    clock: Clock | None = None,
    channels: Sequence[Channel] = (),
    by_workers: bool = False,
    **settings: Any,
) -> App:
    """An opened application on this database: it delivers in its own process, reads without sentence vectors, limits nobody."""
    engine = database if isinstance(database, Engine) else None
    chosen: dict[str, Any] = {
        "database": str(database),
        "programmes": [{"pack": pack}],
        "semantic": False,
        "secure_cookies": False,
        "limits": Limits(enabled=False),
    }
    chosen |= settings
    return build(
        Settings(**chosen), clock=clock, channels=channels, engine=engine, by_workers=by_workers
    ).open()
