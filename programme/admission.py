"""Whether an applicant fulfils a pack's conditions: met, unmet or unknown, each with its clause.

A talk asks only `Admission.ask`; a reviewer reads `Admission.short`.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from programme.packs.admitting import Condition, Fact, Paper, Road
from programme.packs.conditions import Answers, either, every, facts_in, parse
from programme.packs.facts import facts_of
from programme.packs.model import RulePack
from programme.packs.offices import Kind, Level

_MARKS = {True: "符合", False: "不符合", None: "待补"}


@dataclass(frozen=True)
class Finding:
    """One condition. `verdict` None: unknown, for want of the facts in `lacking`."""

    id: str
    clause: str
    text: str
    verdict: bool | None
    lacking: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{_MARKS[self.verdict]}：{self.text}（{self.clause}）"


@dataclass(frozen=True)
class Admission:
    """What the pack's conditions come to. `ask`: facts still worth asking for, by name."""

    findings: tuple[Finding, ...]
    ask: dict[str, Fact]
    papers_missing: tuple[Paper, ...]
    priority: tuple[Finding, ...]

    @property
    def verdict(self) -> bool | None:
        return every(finding.verdict for finding in self.findings)

    @property
    def short(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict is False)

    @property
    def owed(self) -> tuple[Paper, ...]:
        """Papers without which nobody passes, unless staff say why."""
        return tuple(paper for paper in self.papers_missing if paper.required)

    @property
    def has_priority(self) -> bool:
        return bool(self.priority)


def admission(
    pack: RulePack,
    kind: Kind,
    answers: Answers,
    *,
    category: str | None = None,
    papers: Collection[str] = (),
    signed: bool = False,
) -> Admission:
    """Judge `answers` (fact name → value) of one applying in `category`, where the pack has any.

    `papers` are the ids handed in. `signed`: the applicant has vouched for the declared facts.
    """
    rules, facts = pack.rules(kind), facts_of(pack)
    known = _with_declared(answers, facts) if signed else answers
    findings = [_find(condition, known, facts) for condition in rules.conditions]
    if rules.categories:
        findings.append(_find_category(pack, kind, category, known, facts))
    lacking = dict.fromkeys(name for finding in findings for name in finding.lacking)
    lacking |= dict.fromkeys(_open_of_roads(rules.review.roads, known, facts))
    priority = (_find(condition, known, facts) for condition in rules.priority)
    return Admission(
        findings=tuple(findings),
        ask={name: facts[name] for name in lacking if not facts[name].declared},
        papers_missing=tuple(paper for paper in rules.papers if paper.id not in papers),
        priority=tuple(finding for finding in priority if finding.verdict),
    )


def review_levels(pack: RulePack, kind: Kind, answers: Answers) -> tuple[Level, ...]:
    """The offices that examine this applicant, in order: those of the first road that they fit, else those of all others."""
    rules, facts = pack.rules(kind), facts_of(pack)
    fits = (road for road in rules.review.roads if _fits(road, answers, facts))
    return next((road.levels for road in fits), rules.review.levels)


def _fits(road: Road, answers: Answers, facts: dict[str, Fact]) -> bool | None:
    return every(parse(line, facts).judge(answers) for line in road.needs)


def _open_of_roads(roads: Sequence[Road], answers: Answers, facts: dict[str, Fact]) -> Iterator[str]:
    """What is still to be asked to know which road an applicant takes."""
    for road in roads:
        verdict = _fits(road, answers, facts)
        if verdict:
            return
        if verdict is None:
            yield from (name for line in road.needs for name in parse(line, facts).open(answers))


def how_to_join(pack: RulePack, kind: Kind) -> str:
    """What a guest is told: what an applicant has to show, and the way to certification.

    What is vouched for by signing, or asked in one question, is left out; of the categories one suffices.
    """
    rules, facts = pack.rules(kind), facts_of(pack)
    shown = [
        one
        for one in rules.conditions
        if not all(facts[name].declared or facts[name].together for name in facts_in(one, facts))
    ]
    needs = [one.text for one in shown]
    if rules.categories:
        needs.append("、".join(category.label for category in rules.categories) + "之一")
    days = f"并公示 {rules.publicity.length}" if rules.publicity else ""
    return f"{'；'.join([*needs, f'经审核{days}后认定'])}。"


def _with_declared(answers: Answers, facts: dict[str, Fact]) -> Answers:
    declared: Answers = {name: True for name, fact in facts.items() if fact.declared}
    return {**declared, **answers}


def _find(condition: Condition, answers: Answers, facts: dict[str, Fact]) -> Finding:
    lines = [parse(line, facts) for line in condition.needs]
    verdict = every(line.judge(answers) for line in lines)
    undecided = (line for line in lines if line.judge(answers) is None)
    lacking = dict.fromkeys(name for line in undecided for name in line.open(answers))
    return Finding(
        condition.id, condition.clause, condition.text, verdict, tuple(lacking) if verdict is None else ()
    )


def _find_category(
    pack: RulePack, kind: Kind, chosen: str | None, answers: Answers, facts: dict[str, Fact]
) -> Finding:
    categories = pack.rules(kind).categories
    for category in categories:
        if category.id == chosen:
            ways = [_find(way, answers, facts) for way in category.ways]
            return _best(category.clause, category.label, ways)
    labels = "、".join(category.label for category in categories)
    clause = "；".join(category.clause for category in categories)
    return Finding("category", clause, f"属于下列一类：{labels}", None)


def _best(clause: str, label: str, ways: Sequence[Finding]) -> Finding:
    """One way suffices: the one that is met is cited, else the category as a whole."""
    for way in ways:
        if way.verdict:
            return Finding("category", way.clause, f"{label}：{way.text}", True)
    verdict = either(way.verdict for way in ways)
    lacking = dict.fromkeys(name for way in ways for name in way.lacking)
    return Finding("category", clause, f"{label}：符合其专业条件之一", verdict, tuple(lacking))
