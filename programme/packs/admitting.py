"""How one comes to a title: facts and conditions, papers, roads of review, recommendation, publicity."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

from programme.packs.decode import Range
from programme.packs.offices import Level


@dataclass(frozen=True)
class Publicity:
    """Working days or calendar days of 公示, the day of publication not counted; `where` it is published."""

    clause: str
    where: str
    working_days: Annotated[int, Range(1, 60)] | None = None
    days: Annotated[int, Range(1, 90)] | None = None

    def __post_init__(self) -> None:
        if (self.working_days is None) == (self.days is None):
            raise ValueError("working_days 和 days 写且只写一项（days of publicity）")

    @property
    def length(self) -> str:
        """«5 个工作日», «7 天»."""
        return f"{self.days} 天" if self.working_days is None else f"{self.working_days} 个工作日"


@dataclass(frozen=True)
class Road:
    """Other offices that examine whoever fulfils every line of `needs`; `text` says who that is."""

    clause: str
    text: str
    needs: tuple[str, ...]
    levels: tuple[Level, ...]

    def __post_init__(self) -> None:
        _check_levels(self.levels)


@dataclass(frozen=True)
class Review:
    """The offices that examine an application, in order; the first of `roads` that an applicant fits goes before them.

    `appraisal`: the office that sets down its 测评 of the applicant when it passes it on.
    """

    clause: str
    levels: tuple[Level, ...]
    roads: tuple[Road, ...] = ()
    appraisal: Level | None = None

    def __post_init__(self) -> None:
        _check_levels(self.levels)


def _check_levels(levels: tuple[Level, ...]) -> None:
    if not levels or len(set(levels)) < len(levels):
        raise ValueError("levels 至少一级且不得重复（levels）")


@dataclass(frozen=True)
class Recommendation:
    """A body may put forward others. `direct`: those it has certified itself need no new review."""

    clause: str
    by: str
    direct: bool = True


@dataclass(frozen=True)
class Paper:
    """A paper that comes with the application. `required`: nobody passes without it, unless staff say why.

    `in_words`: it may as well be told in the chat, and then stands on the reviewer's card.
    """

    id: str
    clause: str
    name: str
    required: bool = False
    in_words: bool = False


@dataclass(frozen=True)
class Condition:
    """A condition of admission. Every line of `needs` must hold; see `programme.packs.conditions`."""

    id: str
    clause: str
    text: str
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Category:
    """A kind of applicant; one of its `ways` suffices."""

    id: str
    clause: str
    label: str
    ways: tuple[Condition, ...]


@dataclass(frozen=True)
class Fact:
    """A fact about an applicant: how it is called, asked for and answered.

    `declared` facts are vouched for by signing the application and are not asked. Those that are asked `together` are one
    question, and each is asked alone only of whom they do not all fit.
    `unit`: of a number («平方米», «万元»); `least` and `most` bound it, a percentage 0 and 100 else. `choices`: code and
    caption of each. `words`: what it is called where an applicant tells it unasked («场地260平米»), beside its label.
    """

    label: str
    ask: str
    kind: Literal["number", "percentage", "date", "choice", "flag", "degree", "title"]
    declared: bool = False
    together: bool = False
    unit: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    choices: dict[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.together and (self.declared or self.kind != "flag"):
            raise ValueError("together 只能用于要问的是非题（together）")
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError("choices 用于且只用于 choice（choices）")
        if self.kind not in ("number", "percentage") and (self.least, self.most) != (None, None):
            raise ValueError("least 和 most 只用于 number 和 percentage（bounds）")
        if self.unit and self.kind != "number":
            raise ValueError("unit 只用于 number（unit）")
        if None not in (low := self.bounds) and low[0] > low[1]:  # type: ignore[operator]  # both are there
            raise ValueError("least 不能大于 most（bounds）")

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the most that it may be."""
        if self.kind == "percentage":
            return self.least or Decimal(0), self.most or Decimal(100)
        return self.least, self.most
