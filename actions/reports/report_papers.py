"""The report of a month and of a year, in Word, with a workbook beside it that has every figure (GD 七（五）, S7.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from actions.office import Made, Office, in_a_name
from actions.reports.figures import COUNTING
from actions.reports.figures_paper import FIGURES, Sums, by_group, called, rows_of, totals
from actions.reports.list_files import fields, place, workbook
from actions.reports.yearly import excellent_or_none
from documents.annexes.listing import Column
from documents.chart import Bar
from documents.letters.report import Drawn, Figures, Report, Section, file_name, report_paper
from documents.papers.drafts import in_words, plain
from programme.cases import STATES, UNDECIDED
from programme.roles import HOLDER_NAMES
from storage.queries.reports import figures as queries
from storage.queries.reports import listed
from storage.queries.reports.figures import Figures as Counted
from storage.queries.reports.listed import Held, Told
from storage.queries.reports.span import Span

WAYS = {"offline": "当面", "online": "线上"}
_BARS = 8
_ACTIVITIES = {"month": 8, "year": 20}
_CASES = 3
_PROBLEMS = "【请补充：存在问题，比如哪些领域、哪些地方服务不够，为什么】"
_PLANS = "【请补充：下一步打算，写清做什么、什么时候、由谁做】"
_NO_CASES = "【请补充：典型案例，写企业名称和人名要先征得同意】"


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a report, and how they are called: «2027年», «2027年3月»."""

    first: date
    last: date
    called: str

    @property
    def is_year(self) -> bool:
        return "月" not in self.called


def year_of(year: int) -> Period:
    """A calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), f"{year}年")


def month_of(year: int, month: int) -> Period:
    """A calendar month."""
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Period(first, last, f"{year}年{month}月")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a report counts."""

    period: Period
    to: date
    today: date
    counted: Counted
    complaints: dict[str, int]
    services: list[listed.Served]
    held: list[Held]
    cases: list[Told]
    papers: listed.PapersMade
    needs: dict[str, int]


def report(office: Office, period: Period) -> list[Made]:
    """The report as docx, and its figures as xlsx: the same rows in both."""
    office.work.flush()
    facts = _facts(office, period)
    paper = Report(
        title=f"{office.centre.name}\n关于{period.called}中小企业志愿服务\n工作情况的报告",
        unit=office.centre.name,
        counted_to=facts.to,
        sections=list(_sections(office, facts)),
        on=office.now.date(),
    )
    short = in_a_name(office.centre.name) or place(office.region)
    office.exported("report", period=period.called)
    name = file_name(paper, short, period.called)
    book = workbook(paper.listings(), office.now)
    return [Made(report_paper(paper, office.now), name), Made(book, f"{period.called}工作数据_{short}.xlsx")]


def _facts(office: Office, period: Period) -> _Facts:
    connection, to = office.work.connection, min(period.last, office.now.date())
    days = period.first, max(period.first, to)
    span = Span(*days, office.now.tzinfo)
    return _Facts(
        period=period,
        to=days[1],
        today=office.now.date(),
        complaints=queries.complaints_filed(connection, office.region, span),
        counted=queries.figures(connection, office.region, span, COUNTING),
        services=list(listed.counted(connection, office.region, days)),
        held=listed.held(connection, office.region, days),
        cases=listed.best_served(connection, office.region, span, _CASES),
        papers=listed.papers_made(connection, office.region, span),
        needs=listed.needs_by_field(connection, office.region, span),
    )


def _sections(office: Office, facts: _Facts) -> list[Section]:
    names = ("基本情况", "主要做法和成效", "典型案例", "存在问题", "下一步打算")
    parts: list[Sequence[str | Figures | Drawn]] = [
        _basics(facts),
        _deeds(office, facts),
        _told(facts.cases),
        [_PROBLEMS],
        [_PLANS],
    ]
    numerals = "一二三四五"
    return [Section(f"{numerals[n]}、{names[n]}", part) for n, part in enumerate(parts)]


def _basics(facts: _Facts) -> list[str | Figures | Drawn]:
    one, services = facts.counted, facts.services
    parts: list[str | Figures | Drawn] = [
        f"截至{in_words(facts.today)}，在册专家{one.experts}位、工作站{one.stations}个。"
        f"{facts.period.called}有服务记录的专家和工作站{one.active}个。"
        f"{facts.period.called}收到企业需求{one.needs}条，接单{one.answered}条，完成{one.done}条，无人应答{one.unanswered}条。"
        f"共服务{one.diaries}次、{plain(Decimal(str(one.hours)))}小时，服务企业{one.enterprises}家。",
    ]
    rows = totals(one, facts.to, facts.today)
    parts.append(Figures(f"{facts.period.called}总数", (Column("指标", 108), Column("数值", 48, True)), rows))
    if services:
        places = rows_of(by_group(services, "place"), "place")
        parts.append(Figures(f"{facts.period.called}分地区服务情况", (Column("地区", 78), *FIGURES), places))
        fields_ = by_group(services, "field")
        rows = rows_of(fields_, "field")
        parts.append(Figures(f"{facts.period.called}分领域服务情况", (Column("领域", 78), *FIGURES), rows))
        parts.append(Drawn(f"图1　{facts.period.called}各领域服务时长", _bars(fields_, "field")))
    if services and facts.period.is_year:
        months = by_group(services, "month")
        rows = rows_of(months, "month")
        parts.append(Figures(f"{facts.period.called}分月服务情况", (Column("月份", 78), *FIGURES), rows))
    if facts.needs:
        needs: list[list[str | int | Decimal]] = [
            [called(code, "field"), count]
            for code, count in sorted(facts.needs.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        needs.append(["合计", sum(facts.needs.values())])
        columns = Column("领域", 108), Column("需求", 48, True)
        parts.append(Figures(f"{facts.period.called}企业需求分领域情况", columns, needs))
    return parts


def _bars(groups: dict[str, Sums], what: str) -> list[Bar]:
    ordered = sorted(groups.items(), key=lambda pair: (-pair[1].hours, pair[0]))
    return [
        Bar(called(key, what), float(one.hours), f"{plain(one.hours)}小时")
        for key, one in islice(ordered, _BARS)
    ]


def _deeds(office: Office, facts: _Facts) -> list[str | Figures | Drawn]:
    counted, parts = facts.counted, list[str | Figures | Drawn]()
    if facts.held:
        most = _ACTIVITIES["year" if facts.period.is_year else "month"]
        parts.append(
            f"举办活动和培训{len(facts.held)}场{f'，列出最近{most}场' if len(facts.held) > most else ''}。"
        )
        rows = [[in_words(one.held_on), one.title, place(one.region)] for one in facts.held[-most:]]
        columns = Column("日期", 42, True), Column("名称", 84), Column("地区", 30, True)
        parts.append(Figures(f"{facts.period.called}活动和培训", columns, rows))
    stars = "还没有企业评价" if counted.stars is None else f"企业评价平均{counted.stars:g}分（满分5分）"
    effect = "" if counted.effect is None else f"，问题平均解决{counted.effect:g}%"
    parts.append(f"服务满意度：{stars}{effect}。")
    parts.append(_complaints(facts.complaints))
    made = facts.papers
    parts.append(
        f"记录服务{made.records}次，开具志愿服务记录证明{made.proofs}份，颁发聘书和证书{made.letters}份。"
    )
    if facts.period.is_year and (best := _excellent(office, facts)):
        parts.append(f"经考核，建议评为优秀的有：{best}。")
    return parts


def _complaints(filed: dict[str, int]) -> str:
    if not filed:
        return "没有收到投诉。"
    under_way = sum(filed.get(state, 0) for state in UNDECIDED)
    ended = (
        (f"{STATES[state]}{filed[state]}件") for state in STATES if state in filed and state not in UNDECIDED
    )
    still = [f"还在核查{under_way}件"] if under_way else []
    return f"收到投诉{sum(filed.values())}件，其中{'，'.join([*ended, *still])}。"


def _excellent(office: Office, facts: _Facts) -> str:
    on, said = min(facts.period.last, office.now.date()), []
    for kind in office.rules.kinds:
        found = excellent_or_none(office.work, office.region, kind, office.rules, on, office.now)
        if found:
            names = "、".join(one.name for one, _ in sorted(found, key=lambda pair: pair[0].id))
            said.append(f"{HOLDER_NAMES[kind]}{names}")
    return "；".join(said)


def _told(cases: Sequence[Told]) -> list[str | Figures | Drawn]:
    """Nobody is named, for nobody was asked."""
    told: list[str | Figures | Drawn] = [
        f"{number}．{place(one.region)}一家企业遇到{fields((one.domain,)) or '经营'}方面的问题，"
        f"{f'{in_words(one.served_on)}' if one.served_on else ''}专家{WAYS.get(one.form or '', '')}提供了服务，企业评价{one.stars}分"
        f"{f'，认为问题解决了{one.effect}%' if one.effect is not None else ''}。"
        for number, one in enumerate(cases, 1)
    ]
    return [*told, _NO_CASES]
