"""What a title demands: the duty year, its figures, how they count, when one is warned and when it is lost."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from programme.packs.decode import Range
from programme.packs.needed import MEASURES, Join, Least, Needed, joined, read
from programme.spans import Span


@dataclass(frozen=True)
class Year:
    """The year in which duties are counted, and what one begun late still owes.

    `runs`: by the calendar, from each one's certification, or once for all the time that a title is held. `first_month`: in
    which month a year by the calendar begins. `years`: so many years are counted together. `least_months`: who has held the
    title for fewer full months of the year owes nothing before the next.
    """

    clause: str
    runs: Literal["calendar", "anniversary", "lifetime"]
    late_start: Literal["full_months", "days", "none"]
    first_month: Annotated[int, Range(1, 12)] = 1
    years: Annotated[int, Range(1, 30)] = 1
    least_months: Annotated[int, Range(0, 12)] = 0

    def __post_init__(self) -> None:
        if self.runs != "calendar" and self.first_month != 1:
            raise ValueError("first_month 只用于 runs = calendar（first_month）")
        if self.runs == "lifetime" and (self.years != 1 or self.least_months):
            raise ValueError("lifetime 不分年，不写 years 和 least_months（lifetime）")

    @property
    def own(self) -> bool:
        """Whether each holder has years of their own; else all have the same, and staff close them."""
        return self.runs != "calendar" or self.years > 1

    @property
    def word(self) -> str:
        """What goes before the figures: «本年», «本期» of several years, «累计» of all."""
        return "累计" if self.runs == "lifetime" else "本年" if self.years == 1 else "本期"

    @property
    def each(self) -> str:
        """«每年», «每 3 年», «累计»."""
        return "累计" if self.runs == "lifetime" else "每年" if self.years == 1 else f"每 {self.years} 年"


@dataclass(frozen=True)
class Demand:
    """What is to be reached in a year: figures of which any suffices or all are needed (`join`), or a whole line of them (`needs`).

    `satisfaction`: of the services of the year that were rated so many per cent at least got 4 or 5 stars; what nobody rated
    counts for nothing.
    """

    clause: str
    join: Join | None = None
    hours: Annotated[Decimal, Range(1, 8784)] | None = None
    enterprises: Annotated[int, Range(1, 100_000)] | None = None
    events: Annotated[int, Range(1, 1000)] | None = None
    satisfaction: Annotated[int, Range(1, 100)] | None = None
    needs: str | None = None

    def __post_init__(self) -> None:
        figures = [measure for measure in MEASURES if getattr(self, measure) is not None]
        if self.needs is not None:
            if figures or self.join:
                raise ValueError("写了 needs 就不再写 join 和各项数字（needs and figures）")
            read(self.needs)
        elif not figures:
            raise ValueError("hours、enterprises、events、satisfaction、needs 至少写一项（no figure）")
        elif self.join is None:
            raise ValueError("缺少 join（missing key）")

    @cached_property
    def needed(self) -> Needed:
        """The figures as a tree."""
        if self.needs is not None:
            return read(self.needs)
        written = ((measure, getattr(self, measure)) for measure in MEASURES)
        parts = tuple(Least(measure, Decimal(figure)) for measure, figure in written if figure is not None)
        return joined(self.join or "all", parts)


@dataclass(frozen=True)
class Governing:
    """Which of the two clauses decides where they disagree, and why."""

    clause: str
    reading: Literal["duty", "loss"]
    reason: str


@dataclass(frozen=True)
class Warn:
    """A warning after so long without activity and report; `text` is the clause's own words."""

    clause: str
    after: Span
    text: str = ""


@dataclass(frozen=True)
class Loss:
    """A ground on which staff may take the title away, other than the yearly figures; `clause` says that the title goes.

    `warnings`: so many warnings bear it by themselves.
    """

    id: str
    clause: str
    text: str
    warnings: Annotated[int, Range(1, 20)] | None = None


@dataclass(frozen=True)
class Prohibition:
    """What a holder must not do, by a clause that does not itself take the title; complaints about it rest on this."""

    id: str
    clause: str
    text: str


@dataclass(frozen=True)
class Term:
    """How long a qualification lasts, for how long it is renewed, and how many days before its end renewal is asked.

    `first_day_counts`: the text counts the day of certification in, so that a term ends a day before the anniversary.
    """

    clause: str
    lasts: Span
    ask_clause: str
    ask_days_before: tuple[Annotated[int, Range(1, 366)], ...]
    renewal: Span | None = None
    first_day_counts: bool = False


@dataclass(frozen=True)
class Weights:
    """Percentages of the yearly assessment; together 100. `excellent`: share put forward."""

    clause: str
    weight_clause: str
    effect: Annotated[int, Range(0, 100)]
    satisfaction: Annotated[int, Range(0, 100)]
    hours: Annotated[int, Range(0, 100)] = 0
    sessions: Annotated[int, Range(0, 100)] = 0
    excellent: Annotated[int, Range(1, 100)] = 10

    def __post_init__(self) -> None:
        total = self.effect + self.satisfaction + self.hours + self.sessions
        if total != 100:
            raise ValueError(f"权重之和应为 100，写的是 {total}（weights）")


@dataclass(frozen=True)
class Star:
    """A level that hours of a lifetime reach, after so many months with the title; `by` confers it."""

    clause: str
    stars: Annotated[int, Range(1, 10)]
    hours: Annotated[Decimal, Range(1, 100_000)]
    by: str
    months: Annotated[int, Range(0, 600)] = 0


@dataclass(frozen=True)
class Counting:
    """How the hours of a service count: rounded to so many minutes, and what is shorter than `least_minutes`.

    `below_least`: it counts as so many minutes, or not at all.
    """

    clause: str
    round_minutes: Annotated[int, Range(1, 60)] | None = None
    rounding: Literal["up", "down", "nearest"] = "nearest"
    least_minutes: Annotated[int, Range(1, 480)] | None = None
    below_least: Literal["as_least", "none"] = "as_least"
    after_training: bool = False

    def __post_init__(self) -> None:
        if self.round_minutes is None and self.least_minutes is None and not self.after_training:
            raise ValueError("round_minutes、least_minutes、after_training 至少写一项（counting）")
