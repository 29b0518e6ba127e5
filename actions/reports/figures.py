"""How the service goes in a jurisdiction: figures, signs of misuse, the goal; and the figures upwards (S7.4, S7.5)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from actions.access import require
from actions.audit import note
from actions.notify import tell_above
from actions.refusal import Refused
from programme.duty import duty_year
from programme.goal import Gap, gaps
from programme.monitoring import Watched, signs
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.queries.reports import figures as queries
from storage.queries.reports.figures import Figures, Span
from storage.tables import FigureReport
from storage.unit_of_work import UnitOfWork


def figures(work: UnitOfWork, speaker: Speaker, rules: RulePack, now: datetime) -> Figures:
    """The year so far of the staff member's jurisdiction."""
    require(speaker, "see_monitoring", speaker.jurisdiction)
    work.flush()
    return queries.figures(work.connection, _office(speaker), _year(rules, now))


def standing_out(
    work: UnitOfWork, speaker: Speaker, rules: RulePack, now: datetime
) -> list[tuple[Watched, tuple[str, ...]]]:
    """Whoever should be looked at this year, with what stands out; nothing where the pack does not say."""
    require(speaker, "see_monitoring", speaker.jurisdiction)
    if (rule := rules.monitoring) is None:
        return []
    work.flush()
    found = queries.watched(work.connection, _office(speaker), _year(rules, now), rule.day_hours)
    shown = [(one, signs(rule, one)) for one in found]
    return sorted(((one, seen) for one, seen in shown if seen), key=lambda pair: -pair[0].fee_complaints)


def goal_gaps(work: UnitOfWork, speaker: Speaker, rules: RulePack) -> tuple[Gap, ...]:
    """Each county of the jurisdiction against the pack's goal; refused where the pack sets none."""
    require(speaker, "see_monitoring", speaker.jurisdiction)
    if rules.goal is None:
        raise Refused("no_goal", f"《{rules.title}》没有定专家和工作站的比例。")
    work.flush()
    return gaps(rules.goal, queries.serving(work.connection, _office(speaker)))


def report_figures(
    work: UnitOfWork, speaker: Speaker, rules: RulePack, now: datetime
) -> tuple[FigureReport, int]:
    """Keep the figures as they are today and put them before the level above; return how many people that is."""
    require(speaker, "report_figures", speaker.jurisdiction)
    report = FigureReport(
        region=_office(speaker),
        up_to=now.date(),
        figures=asdict(figures(work, speaker, rules, now)),
        person_id=speaker.person_id,
        reported_at=now,
    )
    work.session.add(report)
    work.session.flush()
    told = tell_above(work, report.region, "figures", f"figures:{report.id}", now, report=report.id)
    note(work, "report_figures", "figure_report", report.id, speaker.person_id, now, told=told)
    return report, told


def _office(speaker: Speaker) -> str:
    assert speaker.jurisdiction is not None
    return speaker.jurisdiction


def _year(rules: RulePack, now: datetime) -> Span:
    return Span(duty_year(rules.year, None, now.date())[0], now.date(), now.tzinfo)
