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

from bot.devtools.simulate.tally import Tally, tally
from bot.devtools.simulate.world import World

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
    found, world = _year(days, experts, seed, crash_every, advance)
    other = sorted(_year(days, experts, seed, 0, advance)[0].sent ^ found.sent) if compare else None
    return {
        "sent": len(found.sent),
        "lost": len(found.lost),
        "doubled": len(found.doubled),
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
) -> tuple[Tally, World]:
    with TemporaryDirectory(prefix="yiqi-simulate-") as folder:
        world = World(Path(folder), days, experts, seed, crash_every)
        world.live(advance)
        found = tally(world)
        world.close()
    return found, world
