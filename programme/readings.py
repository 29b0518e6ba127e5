"""A clause of a pack held against what was done in a year: its figures, whether they are reached, and that in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Literal

from programme.packs.duties import Demand
from programme.packs.needed import Join, Least, Measure, Needed, Several, judged, leaves, replaced
from programme.spans import hours_in_words

_UNITS: dict[Measure, str] = {"hours": " 小时", "enterprises": " 家", "events": " 场"}
_STEPS: dict[Measure, Decimal] = {"hours": Decimal("0.5"), "enterprises": Decimal(1), "events": Decimal(1)}
"""To what the dues of a part of a year are rounded up; a percentage has no parts."""


@dataclass(frozen=True)
class YearRecord:
    """What was recorded in one duty year (see `duty_year`).

    `enterprises` counts distinct enterprises; `events` a station's activities; `reports` the
    diaries, plans and summaries sent in; `rated` the services that somebody rated, `content` those of them with 4 or 5 stars.
    """

    hours: Decimal = Decimal(0)
    enterprises: int = 0
    events: int = 0
    reports: int = 0
    rated: int = 0
    content: int = 0

    def done(self, measure: Measure) -> Decimal | None:
        """How much of a measure; None of satisfaction where nobody rated."""
        if measure == "satisfaction":
            return Decimal(100 * self.content) / self.rated if self.rated else None
        return Decimal(getattr(self, measure))


@dataclass(frozen=True)
class Figure:
    """One measure against its due, both in the measure's own unit. `done` is None where it cannot be known yet."""

    measure: Measure
    done: Decimal | None
    due: Decimal

    @property
    def missing(self) -> Decimal:
        return Decimal(0) if self.done is None else max(self.due - self.done, Decimal(0))

    @property
    def met(self) -> bool | None:
        return None if self.done is None else self.done >= self.due

    def __str__(self) -> str:
        if self.measure != "satisfaction":
            return f"{plain(self.done or 0)}/{amount(self.measure, self.due)}"
        if self.done is None:
            return "满意率还没有评价"
        return f"满意率 {percentage(self.done)}/{plain(self.due)}%"


Standing = Figure | Several[Figure]


@dataclass(frozen=True)
class Reading:
    """What one clause says of the year: its figures, of which any suffice or all are needed."""

    name: Literal["duty", "loss"]
    clause: str
    tree: Standing

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(dict.fromkeys(leaves(self.tree)))

    @property
    def join(self) -> Join:
        return self.tree.join if isinstance(self.tree, Several) else "all"

    @property
    def met(self) -> bool:
        """What nobody can know yet counts against nobody."""
        return judged(self.tree, lambda figure: figure.met) is not False

    @property
    def nested(self) -> bool:
        """Whether one alternative is itself made of several."""
        parts = self.tree.parts if isinstance(self.tree, Several) else ()
        return any(isinstance(part, Several) for part in parts)

    @property
    def by(self) -> str:
        """By which alternative it is met, where the clause has several within each other: «12 小时和满意率 90%»; else empty."""
        carried = _carrying(self.tree) if self.nested and self.met else ()
        return in_row("all", [amount(figure.measure, figure.due) for figure in carried])

    @property
    def lacks(self) -> str:
        """«3.5 小时或 9 家», «（3 小时或 9 家）和满意率 5 个百分点»; empty where it is met."""
        return "" if self.met else _lacking(self.tree)


def held_against(
    name: Literal["duty", "loss"], demand: Demand, record: YearRecord, share: Fraction
) -> Reading:
    """A clause held against a record, for so much of a year."""

    def figure(one: Least) -> Figure:
        return Figure(one.measure, record.done(one.measure), one.figure)

    return Reading(name, demand.clause, replaced(due_of(demand, share), figure))


def due_of(demand: Demand, share: Fraction) -> Needed:
    """The figures of a clause for a part of a year: hours by the half hour, counts whole, both up; a percentage as it is."""
    return replaced(demand.needed, lambda one: Least(one.measure, _part(one, share)))


def plain(figure: Decimal | int) -> str:
    """8.50 → «8.5», 12.0 → «12»."""
    return f"{Decimal(figure).normalize():f}"


def percentage(figure: Decimal) -> str:
    """To the tenth, down, so that what is not reached does not look as if it were: 89.96 → «89.9»."""
    return plain(figure.quantize(Decimal("0.1"), ROUND_FLOOR))


def amount(measure: Measure, figure: Decimal) -> str:
    """«12 小时», «30 家», «满意率 90%»."""
    return f"满意率 {plain(figure)}%" if measure == "satisfaction" else f"{plain(figure)}{_UNITS[measure]}"


def in_row(join: Join, parts: Iterable[str]) -> str:
    """«12 小时或 30 家», «12 小时和满意率 90%»."""
    word, row = "或" if join == "any" else "和", ""
    for part in parts:
        row = spaced(row + word, part) if row else part
    return row


def spaced(word: str, text: str) -> str:
    """A word before a text, with a space where that begins with a figure."""
    return f"{word} {text}" if text[:1].isascii() else f"{word}{text}"


def _part(one: Least, share: Fraction) -> Decimal:
    if one.measure not in _STEPS:
        return one.figure if share else Decimal(0)
    step = _STEPS[one.measure]
    steps = one.figure / step * share.numerator / share.denominator
    return steps.to_integral_value(ROUND_CEILING) * step


def _carrying(tree: Standing) -> tuple[Figure, ...]:
    """The figures by which a tree is met: of any the first part that holds, of all what is known of each."""
    if not isinstance(tree, Several):
        return (tree,) if tree.met else ()
    carried = [found for part in tree.parts if _held(part) and (found := _carrying(part))]
    return tuple(figure for found in (carried[:1] if tree.join == "any" else carried) for figure in found)


def _held(tree: Standing) -> bool:
    return judged(tree, lambda figure: figure.met) is True


def _lacking(tree: Standing) -> str:
    if not isinstance(tree, Several):
        return short_by(tree)
    short = [part for part in tree.parts if judged(part, lambda figure: figure.met) is False]
    said = [(part, _lacking(part)) for part in short]
    return in_row(tree.join, (_bracketed(part, text) if len(said) > 1 else text for part, text in said))


def _bracketed(part: Standing, text: str) -> str:
    figures: Iterable[Figure] = leaves(part)
    several = isinstance(part, Several) and sum(figure.met is False for figure in figures) > 1
    return f"（{text}）" if several else text


def short_by(figure: Figure) -> str:
    """«3 家», «2.5 小时», «30 分钟», «满意率 5 个百分点»."""
    if figure.measure == "hours":
        return hours_in_words(figure.missing)
    if figure.measure == "satisfaction":
        assert figure.done is not None
        return f"满意率 {plain(figure.due - Decimal(percentage(figure.done)))} 个百分点"
    return amount(figure.measure, figure.missing)
