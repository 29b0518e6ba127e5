"""What a rule pack says: frozen dataclasses, which are also the schema of the TOML files.

Every rule carries the `clause` it rests on, such as «N23-E 第六条（二）»: the code of a document
that the pack declares, then the place in it. What no document says but the work needs is cited
as «YQ …», a convention that the centre may change.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Literal

from programme.centres import Centre
from programme.delivery import WrittenWays
from programme.errors import Refused
from programme.packs.admitting import (
    Category,
    Condition,
    Fact,
    Paper,
    Publicity,
    Recommendation,
    Review,
)
from programme.packs.decode import NOT_IN_FILE, Range
from programme.packs.duties import (
    Counting,
    Demand,
    Governing,
    Loss,
    Prohibition,
    Star,
    Term,
    Warn,
    Weights,
    Year,
)
from programme.packs.offices import KINDS, Kind, Office
from programme.packs.spans import Deciding, Diaries, Grievance, Limits, Offers, Reminders, Waiting
from programme.packs.times import ServiceTimes
from programme.retention import Retention
from programme.workdays import KNOWN, Calendar

CONVENTION = "YQ"
SECTIONS = tuple("ABCDEFGHIJKLMNOPQRST")
"""门类 of GB/T 4754."""
MOST_ASKS = 2
"""A station is asked, and reminded once."""
SHORTEST_MONTH = 28


@dataclass(frozen=True)
class Steps:
    """The level of offices that each step belongs to, but for review (`Review.levels`).

    `centre`: that of the issuing body, which is the level of the pack's region; `any`: whoever has the right. `file`: put forward.
    """

    clause: str
    file: Office = "any"
    publish: Office = "centre"
    certify: Office = "centre"
    assess: Office = "centre"
    warn: Office = "centre"
    revoke: Office = "centre"
    renew: Office = "centre"
    objection: Office = "centre"
    appeal: Office = "centre"


@dataclass(frozen=True)
class Conferral:
    """What the certified receive and sign."""

    clause: str
    letter: str
    agreement: bool


@dataclass(frozen=True)
class Right:
    """Something that the documents grant or forbid in words, without a figure."""

    clause: str
    text: str


@dataclass(frozen=True)
class Training:
    """What the documents say of training; `first`: who is certified from now on serves nobody before one is on record."""

    clause: str
    text: str
    first: bool = False


@dataclass(frozen=True)
class Collecting:
    """Stations collect needs every so many months, counted from their certification, and are asked so many days before each
    of these spans ends: the second time only who has not answered the first.
    """

    clause: str
    ask_clause: str
    every_months: Annotated[int, Range(1, 24)]
    ask_days_left: tuple[Annotated[int, Range(1, 60)], ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.ask_days_left) <= MOST_ASKS or list(self.ask_days_left) != sorted(
            set(self.ask_days_left), reverse=True
        ):
            raise ValueError("ask_days_left 写一个或两个天数，从大到小（collecting）")
        if self.ask_days_left[0] >= SHORTEST_MONTH * self.every_months:
            raise ValueError("ask_days_left 要比一期短（collecting）")


@dataclass(frozen=True)
class Plans:
    """The plan and the summary of a year: by which day of January, and of December."""

    clause: str
    day_clause: str
    plan_by: Annotated[int, Range(1, 31)]
    summary_by: Annotated[int, Range(1, 31)]


@dataclass(frozen=True)
class KindRules:
    """All that a pack says about experts, or about stations. What it is silent on is None or empty."""

    called: str
    review: Review
    conferral: Conferral
    withdrawal: Right
    publicity: Publicity | None = None
    steps: Steps | None = None
    recommendation: Recommendation | None = None
    duty: Demand | None = None
    loss: Demand | None = None
    governing: Governing | None = None
    warning: Warn | None = None
    term: Term | None = None
    assessment: Weights | None = None
    secrecy: Right | None = None
    training: Training | None = None
    reporting: Right | None = None
    plans: Plans | None = None
    collecting: Collecting | None = None
    public_fields: Right | None = None
    locality: Right | None = None
    alliance: Right | None = None
    priority: tuple[Condition, ...] = ()
    conditions: tuple[Condition, ...] = ()
    categories: tuple[Category, ...] = ()
    papers: tuple[Paper, ...] = ()
    losses: tuple[Loss, ...] = ()
    prohibitions: tuple[Prohibition, ...] = ()
    stars: tuple[Star, ...] = ()

    def __post_init__(self) -> None:
        if self.duty and self.loss and not self.governing:
            raise ValueError("duty 与 loss 并存时须有 governing 指明以哪条为准（missing governing）")
        if self.governing and not (self.duty and self.loss):
            raise ValueError("只有 duty 与 loss 并存时才写 governing（nothing to govern）")
        if any(
            not (low.stars < high.stars and low.hours < high.hours and low.months <= high.months)
            for low, high in pairwise(self.stars)
        ):
            raise ValueError("stars 要从低到高写，时长递增，月数不减（stars）")


@dataclass(frozen=True)
class Round:
    """A recruitment round; applications are taken to the end of the closing day, of one `kind` or, without it, of all."""

    id: str
    clause: str
    closes: date
    kind: Kind | None = None


@dataclass(frozen=True)
class YearlyRound:
    """A round is to be opened each year, of one `kind` or of all; staff are reminded in `by_month` where none has been."""

    clause: str
    month_clause: str
    by_month: Annotated[int, Range(1, 12)]
    kind: Kind | None = None


@dataclass(frozen=True)
class Validity:
    """How long the document itself holds (S10.13): `text` as it says so, `until` its last day where that is known; staff are told
    `tell_days` before.
    """

    clause: str
    text: str
    tell_clause: str
    until: date | None = None
    tell_days: Annotated[int, Range(1, 730)] = 90


@dataclass(frozen=True)
class Goal:
    """The centre's own goal: experts in a county for each station there."""

    clause: str
    experts_per_station: Annotated[int, Range(1, 100)]


@dataclass(frozen=True)
class Trades:
    """Trades that are followed closely (S10.10), by the letters of their sections in GB/T 4754."""

    clause: str
    key: tuple[str, ...]

    def __post_init__(self) -> None:
        if strange := [one for one in self.key if one not in SECTIONS]:
            raise ValueError(f"key 里的 {'、'.join(strange)} 不是门类，只能写 A 到 T 的字母（trades）")


@dataclass(frozen=True)
class Monitoring:
    """What asks staff for a look: more hours on one day than this, so many low ratings in a year."""

    clause: str
    day_hours: Annotated[int, Range(1, 24)]
    low_ratings: Annotated[int, Range(1, 100)]


@dataclass(frozen=True, eq=False)
class RulePack:
    """The figures and clauses of one issuing body. Compared by identity; `load_pack` and `by` give the same one again.

    `offers`, `diaries`, `reminders`, `limits`, `waiting`, `deciding` and `complaints` come from common/conventions.toml where the
    pack does not write them.
    """

    id: str
    title: str
    short: str
    issuer: str
    region: str
    status: Literal["in_force", "draft", "ended"]
    status_note: str
    documents: dict[str, str]
    year: Year
    offers: Offers
    diaries: Diaries
    reminders: Reminders
    limits: Limits
    waiting: Waiting
    deciding: Deciding
    complaints: tuple[Grievance, ...]
    rounds: tuple[Round, ...] = ()
    yearly_round: YearlyRound | None = None
    validity: Validity | None = None
    goal: Goal | None = None
    monitoring: Monitoring | None = None
    trades: Trades | None = None
    counting: Counting | None = None
    service_times: ServiceTimes | None = None
    protection: Right | None = None
    facts: dict[str, Fact] = field(default_factory=dict)
    expert: KindRules | None = None
    station: KindRules | None = None
    calendar: Calendar = field(default=KNOWN, metadata=NOT_IN_FILE)
    """What the State Council's notices say of working days, where the shipped calendar does not know it."""
    centres: tuple[Centre, ...] = field(default=(), metadata=NOT_IN_FILE)
    """Whom people turn to, as the settings name them."""
    retention: Retention = field(default=Retention(), metadata=NOT_IN_FILE)
    written: WrittenWays = field(default=WrittenWays(), metadata=NOT_IN_FILE)
    """What goes by short message and by e-mail, as the settings say."""
    programmes: "tuple[Programme, ...]" = field(default=(), metadata=NOT_IN_FILE)
    """What the deployment runs, of which this pack is the first; see `programme.programmes`."""

    def by(
        self,
        calendar: Calendar,
        centres: tuple[Centre, ...] = (),
        retention: Retention | None = None,
        written: WrittenWays | None = None,
        programmes: "tuple[Programme, ...]" = (),
    ) -> "RulePack":
        """The same rules by this calendar, with these centres to turn to, what is told kept for so long, and these ways in writing,
        as the first of these programmes.
        """
        return _by(self, calendar, centres, retention or Retention(), written or WrittenWays(), programmes)

    def __post_init__(self) -> None:
        if not (self.expert or self.station):
            raise ValueError("expert 与 station 至少写一项（no rules）")
        self._check_times()

    def _check_times(self) -> None:
        """A service time and the table of the pack's own that works by it say the same, or what people are told would not hold."""
        times = self.service_times
        if times is None:
            return
        pairs = (
            ("answer_hours", times.answer_hours, "offers.answer_hours", self.offers.answer_hours),
            (
                "urgent_hours",
                times.urgent_hours,
                "offers.urgent_answer_hours",
                self.offers.urgent_answer_hours,
            ),
            ("review_days", times.review_days, "reminders.rating_days", self.reminders.rating_days),
        )
        for key, said, table, holds in pairs:
            if said is not None and said != holds:
                raise ValueError(
                    f"service_times 的 {key} = {said} 和 {table} = {holds} 不一致，写成一样，或只写一处（two times）"
                )

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Whom the documents speak of: experts, stations, or both."""
        return tuple(kind for kind in KINDS if getattr(self, kind))

    @property
    def named(self) -> str:
        """The document as people read it, and that it is a draft where it is: «《…办法（试行）》（征求意见稿）»."""
        return f"《{self.title}》" + ("（征求意见稿，尚未施行）" if self.status == "draft" else "")

    def rules(self, kind: Kind) -> KindRules:
        """The rules for `kind`; Refused("not_covered") where the documents say nothing of it."""
        found = self.expert if kind == "expert" else self.station
        if found is None:
            subject = "志愿专家" if kind == "expert" else "工作站"
            raise Refused("not_covered", f"{self.named}没有关于{subject}的规定。")
        return found


@lru_cache(maxsize=64)
def _by(
    pack: RulePack,
    calendar: Calendar,
    centres: tuple[Centre, ...],
    retention: Retention,
    written: WrittenWays,
    programmes: "tuple[Programme, ...]",
) -> RulePack:
    """One pack for the same settings, so that what is derived from it is derived once."""
    return replace(
        pack, calendar=calendar, centres=centres, retention=retention, written=written, programmes=programmes
    )


@dataclass(frozen=True)
class Programme:
    """A pack as a deployment runs it: in which region (GB/T 2260), for which kinds of holders, from which day on."""

    pack: RulePack
    region: str
    kinds: tuple[Kind, ...]
    since: date | None = None
