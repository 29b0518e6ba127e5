"""The centre's own goals (S7.4): experts in a county for each station there (ZJ 一), and what it wants to reach in a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True)
class Measure:
    """What a yearly goal counts: its name, its unit, and the figure of the year that it is held against."""

    label: str
    unit: str
    figure: str


MEASURES = {
    "enterprises": Measure("服务企业", "家次", "enterprises"),
    "hours": Measure("服务时长", "小时", "hours"),
    "services": Measure("服务", "次", "diaries"),
    "activities": Measure("办活动", "场", "activities"),
    "done": Measure("办成需求", "条", "done"),
    "experts": Measure("专家", "位", "experts"),
    "stations": Measure("工作站", "个", "stations"),
}


@dataclass(frozen=True)
class Reached:
    """How far a yearly goal is reached: so much of the target; `passed`: how much of the year is gone, in per cent."""

    measure: Measure
    target: int
    now: float
    passed: int

    @property
    def missing(self) -> float:
        """What is left to do."""
        return max(self.target - self.now, 0)

    @property
    def share(self) -> int:
        """In per cent of the target."""
        return int(self.now * 100 // self.target)

    @property
    def behind(self) -> bool:
        """Whether less of the target is reached than of the year is gone."""
        return self.share < self.passed


def passed_of(year: int, on: date) -> int:
    """How much of a year is gone on a day, in per cent, from 0 to 100."""
    before = date(year - 1, 12, 31)
    days = (date(year, 12, 31) - before).days
    return max(0, min(100, (on - before).days * 100 // days))
