"""How fast people and machines may ask: token buckets in memory. The time is an argument, in seconds.

What is kept is bounded: the bucket that was asked longest ago is forgotten first, and an unknown one is full.
Not for several threads.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import NamedTuple

from programme.buckets import Allowance, refilled, seconds_until

MOST_KEPT = 20_000


class Verdict(NamedTuple):
    """`wait`: seconds until it may be asked again, 0 where it is granted; `first`: the first refusal since a grant."""

    wait: float = 0.0
    first: bool = False


GRANTED = Verdict()


@dataclass(slots=True)
class Level:
    """What a bucket held at a moment, and whether its owner has been refused since it last gave."""

    tokens: float
    at: float
    refused: bool = False


class Buckets:
    """One bucket a key."""

    def __init__(self, most_kept: int = MOST_KEPT) -> None:
        self._levels: OrderedDict[str, Level] = OrderedDict()
        self._most_kept = most_kept

    def take(self, key: str, allowance: Allowance, now: float, cost: float = 1.0) -> Verdict:
        """Take `cost` tokens, or say how long to wait for them. What costs more than a bucket holds empties a full one."""
        level = self._level(key, allowance, now)
        cost = min(cost, allowance.at_once)
        if level.tokens >= cost:
            level.tokens -= cost
            level.refused = False
            return GRANTED
        first, level.refused = not level.refused, True
        return Verdict(seconds_until(level.tokens, cost, allowance), first)

    def wait(self, key: str, allowance: Allowance, now: float) -> float:
        """Seconds until one token is there; nothing is taken."""
        if key not in self._levels:
            return 0.0
        return max(0.0, seconds_until(self._level(key, allowance, now).tokens, 1.0, allowance))

    def _level(self, key: str, allowance: Allowance, now: float) -> Level:
        level = self._levels.get(key)
        if level is None:
            level = self._levels[key] = Level(allowance.at_once, now)
            if len(self._levels) > self._most_kept:
                self._levels.popitem(last=False)
            return level
        self._levels.move_to_end(key)
        level.tokens, level.at = refilled(level.tokens, allowance, now - level.at), now
        return level
