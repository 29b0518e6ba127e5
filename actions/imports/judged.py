"""What a row comes to, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from actions.imports.importer import Importer
from language import regions
from programme.jurisdiction import covers
from programme.packs import RulePack
from storage.queries.imports import Verdict
from storage.unit_of_work import UnitOfWork

WHOLE_COUNTRY = "000000"
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict, why in words («单位、电话» for what changed), and the record that was found, for the one who writes."""

    verdict: Verdict
    why: str = ""
    found: Any = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Where rows are judged and written: the work, who takes them in, the rules, the moment.

    `sure`: somebody has looked at what only people can tell.
    """

    work: UnitOfWork
    importer: Importer
    rules: RulePack
    now: datetime
    sure: bool = False

    @property
    def today(self) -> date:
        return self.now.date()

    def outside(self, region: str | None) -> Judged | None:
        """The verdict on a place beyond the importer's; None for one within, or one that need not be told."""
        if region is None and self.importer.region == WHOLE_COUNTRY:
            return Judged("doubtful", "看不出在哪个市县，请写上地区")
        if region is None or covers(self.importer.region, region):
            return None
        return Judged("wrong", f"{regions.full_name(region)}不在您的辖区")


class Target(Protocol):
    """What rows of a kind become. `look_up` reads all that `judge` needs for these rows, in a few queries."""

    def look_up(self, rows: Sequence[Values]) -> None: ...

    def judge(self, values: Values) -> Judged: ...

    def write(self, values: Values, judged: Judged) -> None:
        """Write a new or changed row; the caller's savepoint holds it."""
