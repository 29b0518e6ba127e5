"""Yearly assessment: every reading, the one that governs, and the reasons in words.

Nobody loses a title by it: an assessment proposes, staff decide. `bands` puts the same rules as a
small table of thresholds, so that storage can assess everybody in one query.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import Literal

from programme.duty import Progress, duty_year, progress, share_of_year
from programme.packs.duties import Demand
from programme.packs.model import RulePack
from programme.packs.needed import Least, Needed, replaced
from programme.packs.offices import Kind
from programme.readings import Figure, Reading, YearRecord, due_of, plain, spaced
from programme.told import in_words

YearStanding = Literal["met", "disputed", "short", "not_asked"]
_WORDS: dict[YearStanding, str] = {
    "met": "达标",
    "disputed": "两条规定结论不一，请工作人员决定",
    "short": "未达标，请工作人员决定",
    "not_asked": "文件未定年度指标",
}
_JOINS = {"any": "任一项达到即可", "all": "各项都要达到"}
_NAMES = {"duty": "义务", "loss": "取消资格"}


@dataclass(frozen=True)
class Assessment:
    """What a pack says of somebody's year up to a day."""

    pack: RulePack
    progress: Progress
    on: date

    @property
    def standing(self) -> YearStanding:
        """«disputed»: met by one clause, not by the other, whichever of them governs."""
        found = {reading.met for reading in self.progress.readings}
        if not found:
            return "not_asked"
        return "disputed" if len(found) == 2 else "met" if True in found else "short"

    @property
    def met(self) -> bool:
        """By the governing reading."""
        return self.progress.met

    @property
    def clause(self) -> str:
        return self.progress.clause

    def explain(self) -> str:
        """Every reading with its figures and clause, for staff and for the person concerned."""
        year = self.progress.year
        lines = [
            f"{self.pack.short}（{self.pack.status_note}），{year[0]} 至 {year[1]}，截至 {self.on}",
            self.progress.line,
            *(_explain(reading) for reading in self.progress.readings),
        ]
        governing = self.pack.rules(self.progress.kind).governing
        if governing:
            lines.append(f"以 {governing.clause} 为准：{governing.reason}")
        if self.progress.share != 1:
            lines.append(f"本年按 {self.progress.share} 计：{self.pack.year.clause}")
        return "\n".join([*lines, f"结论：{_WORDS[self.standing]}（{self.clause}）"])


def assess(pack: RulePack, kind: Kind, record: YearRecord, certified_on: date | None, on: date) -> Assessment:
    """The year that holds `on`; `record` covers that year (see programme.duty.duty_year)."""
    return Assessment(pack, progress(pack, kind, record, certified_on, on), on)


@dataclass(frozen=True)
class Threshold:
    """What one clause demands of a band: its figures as a tree."""

    name: Literal["duty", "loss"]
    clause: str
    needed: Needed


@dataclass(frozen=True)
class Band:
    """All who were certified from `certified_from` to `certified_to` (inclusive) owe the same."""

    certified_from: date
    certified_to: date
    share: Fraction
    thresholds: tuple[Threshold, ...]


@lru_cache(maxsize=64)
def bands(pack: RulePack, kind: Kind, on: date) -> tuple[Band, ...]:
    """The calendar year of `on` as bands of certification days, together covering all up to its end.

    For a year that runs from certification everyone owes the whole, in one band; whose year it is
    must then be reckoned per person.
    """
    year = duty_year(pack.year, None, on)
    whole = (date.min, year[1])
    if pack.year.own:
        return (_band(pack, kind, *whole, Fraction(1)),)
    days = [year[0] + timedelta(days=n) for n in range((year[1] - year[0]).days + 1)]
    found = []
    for share, group in groupby(days, lambda day: share_of_year(pack.year, day, year)):
        first, *rest = group
        begins = date.min if first == year[0] else first
        found.append(_band(pack, kind, begins, rest[-1] if rest else first, share))
    return tuple(found)


def _band(pack: RulePack, kind: Kind, begins: date, ends: date, share: Fraction) -> Band:
    rules = pack.rules(kind)
    demands: tuple[tuple[Literal["duty", "loss"], Demand | None], ...] = (
        ("duty", rules.duty),
        ("loss", rules.loss),
    )
    found = (Threshold(name, demand.clause, due_of(demand, share)) for name, demand in demands if demand)
    return Band(begins, ends, share, tuple(found))


def _explain(reading: Reading) -> str:
    figures = "、".join(f"{figure}（{_judged(figure)}）" for figure in reading.figures)
    joined = f"{_JOINS[reading.join]}，" if len(reading.figures) > 1 else ""
    if reading.nested:
        joined = f"{in_words(replaced(reading.tree, lambda figure: Least(figure.measure, figure.due)))}，"
    outcome = "达到" if reading.met else "未达到"
    by = f"（{spaced('靠', reading.by)}）" if reading.by else ""
    return f"{reading.clause}（{_NAMES[reading.name]}）：{joined}{figures} → {outcome}{by}"


def _judged(figure: Figure) -> str:
    if figure.met is None:
        return "不计"
    return "够" if figure.met else f"差 {plain(figure.missing)}"
