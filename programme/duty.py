"""The yearly duty of experts and stations: what was done, what is due, what is still missing.

N23-E 第六条（二） asks for 12 hours *or* 30 enterprises; 第十三条 takes the title from whoever has
less than 12 hours *or* less than 30 enterprises. Both readings are computed here and shown; the
rule pack names the one that governs.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from programme.packs.duties import Demand, Year
from programme.packs.model import RulePack
from programme.packs.needed import MEASURES, Measure
from programme.packs.offices import Kind
from programme.readings import Reading, YearRecord, held_against, plain, short_by, spaced
from programme.spans import add_years


@dataclass(frozen=True)
class Progress:
    """A year's standing on a day. Dues are already pro rata; what no clause asks for is 0."""

    kind: Kind
    year: tuple[date, date]
    share: Fraction
    hours: Decimal
    hours_due: Decimal
    enterprises: int
    enterprises_due: int
    events: int
    events_due: int
    readings: tuple[Reading, ...]
    governing: Reading | None
    clause: str
    line: str

    @property
    def met(self) -> bool:
        """The governing reading is fulfilled; without one nothing was asked."""
        return self.governing is None or self.governing.met


def progress(pack: RulePack, kind: Kind, record: YearRecord, certified_on: date | None, on: date) -> Progress:
    """The standing on day `on` of one certified on `certified_on` (None: long ago)."""
    rules = pack.rules(kind)
    year = duty_year(pack.year, certified_on, on)
    share = share_of_year(pack.year, certified_on, year)
    demands: tuple[tuple[Literal["duty", "loss"], Demand | None], ...] = (
        ("duty", rules.duty),
        ("loss", rules.loss),
    )
    readings = tuple(held_against(name, demand, record, share) for name, demand in demands if demand)
    governing = _governing(readings, rules.governing.reading if rules.governing else None)
    due = {measure: _due(readings, measure) for measure in MEASURES}
    cited = [reading.clause for reading in readings] + ([pack.year.clause] if share != 1 else [])
    return Progress(
        kind=kind,
        year=year,
        share=share,
        hours=record.hours,
        hours_due=due["hours"],
        enterprises=record.enterprises,
        enterprises_due=int(due["enterprises"]),
        events=record.events,
        events_due=int(due["events"]),
        readings=readings,
        governing=governing,
        clause="；".join(cited) or pack.year.clause,
        line=_line(pack.year, record, readings, governing, share),
    )


def duty_year(rule: Year, certified_on: date | None, on: date) -> tuple[date, date]:
    """First and last day of the duty year that holds `on`."""
    if rule.runs == "lifetime":
        return certified_on or LONG_AGO, FAR_AHEAD
    by_holder = rule.runs == "anniversary" and certified_on
    origin = by_holder or _year_begins(rule, certified_on or LONG_AGO)
    begun = on.year - origin.year
    if on < add_years(origin, begun):
        begun -= 1
    begun -= begun % rule.years
    return add_years(origin, begun), add_years(origin, begun + rule.years) - timedelta(days=1)


LONG_AGO = date(1970, 1, 1)
FAR_AHEAD = date(9998, 12, 31)
"""The bounds of a duty that is counted for all the time that a title is held."""


def _year_begins(rule: Year, day: date) -> date:
    """The first day of the year by the calendar that holds `day`."""
    first = date(day.year, rule.first_month, 1)
    return first if first <= day else date(day.year - 1, rule.first_month, 1)


def share_of_year(rule: Year, certified_on: date | None, year: tuple[date, date]) -> Fraction:
    """Which part of the year's duty is owed by one certified within it.

    By full months, the month of certification counts only when it was certified on its first day;
    by days, the day of certification counts. Who was certified so late that fewer than the pack's `least_months` are left
    owes nothing in this year.
    """
    first, last = year
    if certified_on is None or certified_on <= first:
        return Fraction(1)
    if certified_on > last:
        return Fraction(rule.late_start == "none" and not rule.least_months)
    left = _months_left(certified_on, last)
    if left < rule.least_months:
        return Fraction(0)
    if rule.late_start == "none":
        return Fraction(1)
    if rule.late_start == "days":
        return Fraction((last - certified_on).days + 1, (last - first).days + 1)
    return Fraction(left, 12 * rule.years)


def _months_left(certified_on: date, last: date) -> int:
    """Full months from certification to the last day of the year."""
    end = last + timedelta(days=1)
    months = 12 * (end.year - certified_on.year) + end.month - certified_on.month
    return months - (certified_on.day > end.day)


def _governing(readings: tuple[Reading, ...], named: str | None) -> Reading | None:
    for reading in readings:
        if named is None or reading.name == named:
            return reading
    return None


def _due(readings: tuple[Reading, ...], measure: Measure) -> Decimal:
    dues = (f.due for reading in readings for f in reading.figures if f.measure == measure)
    return max(dues, default=Decimal(0))


def _line(
    rule: Year,
    record: YearRecord,
    readings: tuple[Reading, ...],
    governing: Reading | None,
    share: Fraction,
) -> str:
    if governing is None or share == 0:
        why = _not_asked(rule) if governing else "文件未定年度指标"
        return f"{rule.word} {plain(record.hours)} 小时、{record.enterprises} 家（{why}）"
    done = f"{rule.word} " + "、".join(map(str, governing.figures))
    by = f"（{governing.by}）" if governing.by else ""
    missing = f"已达标{by}" if governing.met else spaced("还差", governing.lacks)
    return "，".join([done, missing, *_besides(readings, governing)])


def _not_asked(rule: Year) -> str:
    if rule.least_months:
        return f"认定当年不满 {rule.least_months} 个月，从下一年起考核"
    return "认定当年不足整月，不计指标"


def _besides(readings: tuple[Reading, ...], governing: Reading) -> list[str]:
    """Figures of another clause that the governing one does not name, such as GD's two events."""
    named = {figure.measure for figure in governing.figures}
    return [
        f"另有 {figure}" + (f"，还差 {short_by(figure)}" if figure.met is False else "")
        for reading in readings
        for figure in reading.figures
        if figure.measure not in named
    ]
