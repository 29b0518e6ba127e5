"""The figures of a run, and whether it sent what the same year sends in an application that never dies."""

from __future__ import annotations

import logging
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import structlog

from bot.devtools.simulate.limits_kept import past_limits
from bot.devtools.simulate.silences import in_silence
from bot.devtools.simulate.tally import Tally, tally
from bot.devtools.simulate.world import World, stood_still

Broken = dict[str, list[str]]
SHOWN = 20
"""So many of the messages that only one of the two years sent are named."""


def simulate(
    days: int, experts: int, seed: int, crash_every: int, compare: bool, advance: Callable[[int], None]
) -> dict[str, Any]:
    """The figures of a year, which is lived once more without crashes to `compare`; `advance` is called with each step."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL)
    )  # each death is logged
    started = perf_counter()
    found, broken, world = _year(days, experts, seed, crash_every, advance)
    other = sorted(_year(days, experts, seed, 0, advance)[0].sent ^ found.sent) if compare else None
    return {
        "sent": len(found.sent),
        "lost": len(found.lost),
        "doubled": len(found.doubled),
        "past_limits": len(broken["past_limits"]),
        "in_silence": len(broken["in_silence"]),
        "unlisted": len(broken["unlisted"]),
        "broken": {what: found[:SHOWN] for what, found in broken.items() if found},
        "crashes": world.crashes,
        "days": days,
        "experts": experts,
        "seed": seed,
        "same_as_undisturbed": None if other is None else not other,
        "differences": (other or [])[:SHOWN],
        "repeated_answers": found.repeated,
        "asked_staff": world.asked_staff,
        "pointless": found.pointless,
        "unreachable": found.unreachable,
        "taken": found.taken,
        "digest": sha256("\n".join(sorted(found.sent)).encode()).hexdigest()[:16],
        "seconds": round(perf_counter() - started, 1),
    }


def _year(
    days: int, experts: int, seed: int, crash_every: int, advance: Callable[[int], None]
) -> tuple[Tally, Broken, World]:
    with TemporaryDirectory(prefix="yiqi-simulate-") as folder:
        world = World(Path(folder), days, experts, seed, crash_every)
        world.live(advance)
        found, broken = tally(world), _broken(world)
        world.close()
    return found, broken, world


def _broken(world: World) -> Broken:
    """Whom too much was sent, who was left in silence, and what was undone and stood in no list."""
    rules, now = world.app.rules, world.clock.now()
    with world.app.database.read() as connection:
        return {
            "past_limits": past_limits(connection, rules),
            "in_silence": in_silence(connection, rules, now, stood_still),
            "unlisted": sorted(world.unlisted),
        }
