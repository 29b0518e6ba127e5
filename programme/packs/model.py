"""What a rule pack says: frozen dataclasses, which are also the schema of the TOML files.

Every rule carries the `clause` it rests on, such as «N23-E 第六条（二）»: the code of a document
that the pack declares, then the place in it. What no document says but the work needs is cited
as «YQ …», a convention that the centre may change.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal

from programme.centres import Centre
from programme.delivery import WrittenWays
from programme.errors import Refused
from programme.packs.decode import NOT_IN_FILE, Range
from programme.packs.spans import Deciding, Diaries, Grievance, Limits, Offers, Reminders, Waiting
from programme.retention import Retention
from programme.spans import Span
from programme.workdays import KNOWN, Calendar

Kind = Literal["expert", "station"]
Level = Literal["city", "province", "centre"]
Office = Literal["country", "province", "city", "county", "centre", "any"]
Step = Literal[
    "file", "review", "publish", "certify", "assess", "warn", "revoke", "renew", "objection", "appeal"
]
KINDS: tuple[Kind, ...] = ("expert", "station")
CONVENTION = "YQ"


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
    def by_calendar(self) -> bool:
        """One year from January to December, the same for all."""
        return self.runs == "calendar" and self.first_month == 1 and self.years == 1

    @property
    def own(self) -> bool:
        """Whether each holder has years of their own."""
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
    """Figures to be reached in a year. `join`: any of them suffices, or all are needed."""

    clause: str
    join: Literal["any", "all"]
    hours: Annotated[Decimal, Range(1, 8784)] | None = None
    enterprises: Annotated[int, Range(1, 100_000)] | None = None
    events: Annotated[int, Range(1, 1000)] | None = None

    def __post_init__(self) -> None:
        if self.hours is None and self.enterprises is None and self.events is None:
            raise ValueError("hours、enterprises、events 至少写一项（no figure）")


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
class Conferral:
    """What the certified receive and sign."""

    clause: str
    letter: str
    agreement: bool


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
class Right:
    """Something that the documents grant or forbid in words, without a figure."""

    clause: str
    text: str


@dataclass(frozen=True)
class Plans:
    """The plan and the summary of a year: by which day of January, and of December."""

    clause: str
    day_clause: str
    plan_by: Annotated[int, Range(1, 31)]
    summary_by: Annotated[int, Range(1, 31)]


@dataclass(frozen=True)
class Star:
    """A level that hours of a lifetime reach, after so many months with the title; `by` confers it."""

    clause: str
    stars: Annotated[int, Range(1, 10)]
    hours: Annotated[Decimal, Range(1, 100_000)]
    by: str
    months: Annotated[int, Range(0, 600)] = 0


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
    training: Right | None = None
    reporting: Right | None = None
    plans: Plans | None = None
    public_fields: Right | None = None
    locality: Right | None = None
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
        steps = [(one.stars, one.hours) for one in self.stars]
        if any(not (a < b and x < y) for (a, x), (b, y) in pairwise(steps)):
            raise ValueError("stars 要从低到高写，时长也递增（stars）")


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


@dataclass(frozen=True)
class ServiceTimes:
    """How soon whoever is served is to hear: hours to the first contact, to an answer, also of what is urgent; days to a review."""

    clause: str
    contact_hours: Annotated[int, Range(1, 720)] | None = None
    answer_hours: Annotated[int, Range(1, 720)] | None = None
    urgent_hours: Annotated[int, Range(1, 720)] | None = None
    review_days: Annotated[int, Range(1, 90)] | None = None

    def __post_init__(self) -> None:
        if not any((self.contact_hours, self.answer_hours, self.urgent_hours, self.review_days)):
            raise ValueError(
                "contact_hours、answer_hours、urgent_hours、review_days 至少写一项（service times）"
            )


@dataclass(frozen=True)
class Round:
    """A recruitment round; applications are taken to the end of the closing day."""

    id: str
    clause: str
    closes: date


@dataclass(frozen=True)
class YearlyRound:
    """A round is to be opened each year; staff are reminded in `by_month` where none has been."""

    clause: str
    month_clause: str
    by_month: Annotated[int, Range(1, 12)]


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


@dataclass(frozen=True)
class Goal:
    """The centre's own goal: experts in a county for each station there."""

    clause: str
    experts_per_station: Annotated[int, Range(1, 100)]


@dataclass(frozen=True)
class Monitoring:
    """What asks staff for a look: more hours on one day than this, so many low ratings in a year."""

    clause: str
    day_hours: Annotated[int, Range(1, 24)]
    low_ratings: Annotated[int, Range(1, 100)]


@dataclass(frozen=True, eq=False)
class RulePack:
    """The figures and clauses of one issuing body. Compared by identity; load_pack caches.

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
    goal: Goal | None = None
    monitoring: Monitoring | None = None
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
        kept, ways = retention or Retention(), written or WrittenWays()
        bare = replace(self, calendar=calendar, centres=centres, retention=kept, written=ways)
        return replace(bare, programmes=programmes)

    def __post_init__(self) -> None:
        if not (self.expert or self.station):
            raise ValueError("expert 与 station 至少写一项（no rules）")

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


@dataclass(frozen=True, eq=False)
class Programme:
    """A pack as a deployment runs it: in which region (GB/T 2260), for which kinds of holders, from which day on."""

    pack: RulePack
    region: str
    kinds: tuple[Kind, ...]
    since: date | None = None
