"""Token buckets: so many at once, and from then on so many an hour. The time is an argument, in seconds."""

from __future__ import annotations

from typing import NamedTuple

HOUR = 3600.0


class Allowance(NamedTuple):
    """So many at once, and from then on so many an hour."""

    at_once: float
    per_hour: float


def refilled(tokens: float, allowance: Allowance, seconds: float) -> float:
    """What a bucket holds after so many seconds; a clock that was set back fills nothing."""
    return min(allowance.at_once, tokens + max(seconds, 0.0) * allowance.per_hour / HOUR)


def seconds_until(tokens: float, cost: float, allowance: Allowance) -> float:
    """How long a bucket takes to hold so much."""
    return (cost - tokens) * HOUR / allowance.per_hour
