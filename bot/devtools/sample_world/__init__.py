"""`yiqi demo`: a prefecture with its people and half a year of service, all invented."""

from __future__ import annotations

from bot.devtools.sample_world.world import build, visitors

__all__ = ["build", "visitors"]
