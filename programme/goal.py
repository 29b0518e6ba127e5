"""The centre's own goal: experts in a county for each station there (ZJ 一)."""

from collections.abc import Iterable
from dataclasses import dataclass

from programme.packs.model import Goal


@dataclass(frozen=True)
class County:
    """A county's serving experts and stations; `region` is its code."""

    region: str
    experts: int
    stations: int


@dataclass(frozen=True)
class Gap:
    """How a county stands against the goal."""

    county: County
    due: int

    @property
    def missing(self) -> int:
        return max(self.due - self.county.experts, 0)


def gaps(goal: Goal, counties: Iterable[County]) -> tuple[Gap, ...]:
    """Counties with a station, the furthest from the goal first."""
    found = [
        Gap(county, goal.experts_per_station * county.stations) for county in counties if county.stations
    ]
    return tuple(sorted(found, key=lambda gap: (-gap.missing, gap.county.region)))
