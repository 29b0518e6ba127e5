"""What staff are told about their jurisdiction, and holders by their staff."""

from __future__ import annotations

from dataclasses import dataclass, field

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class YearUndecided(Notice):
    """To staff: late diaries of a year are over, and so many holders were short in it. `year`: its key; `called`: its name.

    `at_least`: the register is long, and only its first titles were judged.
    """

    kind = "year_undecided"
    year: int
    short: int
    called: str = ""
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Digest(Notice):
    """Staff: what waits. `what` is daily or weekly, `on` its day (ISO), `waiting` what presses, as «need:12».

    `since`: since when (ISO) each of these has stood in digests that were sent. `goals`: as `programme.digests.goals_told`.
    """

    kind = "digest"
    what: str
    on: str
    when_empty: bool
    waiting: list[str]
    since: dict[str, str] = field(default_factory=dict)
    goals: str = ""


@dataclass(frozen=True, slots=True)
class LeftLying(Notice):
    """The level above: what has stood in the digests of an office (a region) for three weeks, as «need:12»."""

    kind = "left_lying"
    office: str
    items: list[str]


@dataclass(frozen=True, slots=True)
class YearOver(Notice):
    """Staff, when it is over: how the year that began on this day (ISO) ended, and who did not meet it."""

    kind = "year_over"
    year: str


@dataclass(frozen=True, slots=True)
class FiguresReported(Notice):
    """The level above: a jurisdiction reported its figures."""

    kind = "figures"
    report: int


@dataclass(frozen=True, slots=True)
class PutForward(Notice):
    """The level above: a jurisdiction proposed whom to commend."""

    kind = "put_forward"
    report: int
