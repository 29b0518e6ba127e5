"""The yearly duty of experts and stations: what was done, what is due, what is still missing.

N23-E 第六条（二） asks for 12 hours *or* 30 enterprises; 第十三条 takes the title from whoever has
less than 12 hours *or* less than 30 enterprises. Both readings are computed here and shown; the
rule pack names the one that governs.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import Literal

from programme.packs.duties import Demand, Year
from programme.packs.model import RulePack
from programme.packs.offices import Kind
from programme.spans import add_years, hours_in_words

Measure = Literal["hours", "enterprises", "events"]
MEASURES: tuple[Measure, ...] = ("hours", "enterprises", "events")
_UNITS: dict[Measure, str] = {"hours": " 小时", "enterprises": " 家", "events": " 场"}
HALF_HOUR = Decimal("0.5")


@dataclass(frozen=True)
class YearRecord:
    """What was recorded in one duty year (see `duty_year`).

    `enterprises` counts distinct enterprises; `events` a station's activities; `reports` the
    diaries, plans and summaries sent in.
    """

    hours: Decimal = Decimal(0)
    enterprises: int = 0
    events: int = 0
    reports: int = 0


@dataclass(frozen=True)
class Figure:
    """One measure against its due, both in the measure's own unit."""

    measure: Measure
    done: Decimal
    due: Decimal

    @property
    def missing(self) -> Decimal:
        return max(self.due - self.done, Decimal(0))

    @property
    def met(self) -> bool:
        return self.done >= self.due

    def __str__(self) -> str:
        return f"{plain(self.done)}/{plain(self.due)}{_UNITS[self.measure]}"


@dataclass(frozen=True)
class Reading:
    """What one clause says of the year. `join`: any figure suffices, or all are needed."""

    name: Literal["duty", "loss"]
    clause: str
    join: Literal["any", "all"]
    figures: tuple[Figure, ...]

    @property
    def met(self) -> bool:
        return (any if self.join == "any" else all)(figure.met for figure in self.figures)


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
    readings = tuple(_reading(name, demand, record, share) for name, demand in demands if demand)
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


def due_figures(demand: Demand, share: Fraction) -> dict[Measure, Decimal]:
    """The figures of a clause for a part of a year: hours by the half hour, counts whole, both up."""
    steps: dict[Measure, Decimal] = {"hours": HALF_HOUR, "enterprises": Decimal(1), "events": Decimal(1)}
    return {
        measure: _part(Decimal(full), share, steps[measure])
        for measure in MEASURES
        if (full := getattr(demand, measure)) is not None
    }


def plain(figure: Decimal | int) -> str:
    """8.50 → «8.5», 12.0 → «12»."""
    return f"{Decimal(figure).normalize():f}"


def _part(full: Decimal, share: Fraction, step: Decimal) -> Decimal:
    steps = full / step * share.numerator / share.denominator
    return steps.to_integral_value(ROUND_CEILING) * step


def _reading(name: Literal["duty", "loss"], demand: Demand, record: YearRecord, share: Fraction) -> Reading:
    due = due_figures(demand, share)
    figures = tuple(Figure(m, Decimal(getattr(record, m)), due[m]) for m in due)
    return Reading(name, demand.clause, demand.join, figures)


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
    word = "或 " if governing.join == "any" else "和 "
    missing = "已达标" if governing.met else f"还差 {word.join(_missing(governing))}"
    return "，".join([done, missing, *_besides(readings, governing)])


def _not_asked(rule: Year) -> str:
    if rule.least_months:
        return f"认定当年不满 {rule.least_months} 个月，从下一年起考核"
    return "认定当年不足整月，不计指标"


def _missing(reading: Reading) -> list[str]:
    return [_amount(f.measure, f.missing) for f in reading.figures if not f.met]


def _amount(measure: Measure, figure: Decimal | int) -> str:
    """«3 家», «2.5 小时», «30 分钟»."""
    return hours_in_words(Decimal(figure)) if measure == "hours" else f"{plain(figure)}{_UNITS[measure]}"


def _besides(readings: tuple[Reading, ...], governing: Reading) -> list[str]:
    """Figures of another clause that the governing one does not name, such as GD's two events."""
    named = {figure.measure for figure in governing.figures}
    return [
        f"另有 {figure}" + ("" if figure.met else f"，还差 {_amount(figure.measure, figure.missing)}")
        for reading in readings
        for figure in reading.figures
        if figure.measure not in named
    ]
