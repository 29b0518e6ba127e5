"""How the service goes in a jurisdiction: figures, signs of misuse, the goal; and the figures upwards (S7.4, S7.5)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from actions.access import require
from actions.refusal import Refused
from actions.reports.notices import FiguresReported
from actions.reports.upwards import Reported, put_before_level_above
from programme.cases import COMPLAINTS
from programme.duty import duty_year
from programme.goal import Gap, gaps
from programme.monitoring import Watched, signs
from programme.packs import RulePack
from programme.qualification import SERVING
from storage.queries.people.speakers import Speaker
from storage.queries.reports import figures as queries
from storage.queries.reports.figures import Counting, Figures
from storage.queries.reports.span import Span
from storage.queries.reports.watched import watched
from storage.unit_of_work import UnitOfWork

LOW = 2
"""Stars: a rating of so many or fewer is low."""
COUNTING = Counting(
    answered=("accepted", "served", "rated"),
    done=("served", "rated"),
    complaints=("filed", "examined", "upheld", "referred"),
    serving=tuple(SERVING),
    abouts=tuple(COMPLAINTS),
)


def figures(
    work: UnitOfWork,
    speaker: Speaker,
    rules: RulePack,
    now: datetime,
    region: str | None = None,
    days: tuple[date, date] | None = None,
) -> Figures:
    """The year so far of the staff member's jurisdiction; or of a place in it, or of these days."""
    office = access_office(work, speaker, "see_monitoring")
    if region:
        require(speaker, "see_monitoring", region)
    span = Span(*days, now.tzinfo) if days else year_of(rules, now)
    return queries.figures(work.connection, region or office, span, COUNTING)


def standing_out(
    work: UnitOfWork, speaker: Speaker, rules: RulePack, now: datetime
) -> list[tuple[Watched, tuple[str, ...]]]:
    """Whoever should be looked at this year, with what stands out; nothing where the pack does not say."""
    office = access_office(work, speaker, "see_monitoring")
    if (rule := rules.monitoring) is None:
        return []
    year, complaints = year_of(rules, now), COUNTING.complaints
    found = watched(work.connection, office, year, rule.day_hours, LOW, complaints)
    shown = [(one, signs(rule, one)) for one in found]
    return sorted(((one, seen) for one, seen in shown if seen), key=lambda pair: -pair[0].fee_complaints)


def goal_gaps(work: UnitOfWork, speaker: Speaker, rules: RulePack) -> tuple[Gap, ...]:
    """Each county of the jurisdiction against the pack's goal; refused where the pack sets none."""
    office = access_office(work, speaker, "see_monitoring")
    if rules.goal is None:
        raise Refused("no_goal", f"{rules.named}没有定专家和工作站的比例。")
    return gaps(rules.goal, queries.serving(work.connection, office, COUNTING.serving))


def report_figures(work: UnitOfWork, speaker: Speaker, rules: RulePack, now: datetime) -> Reported:
    """Keep the figures as they are today and put them before the level above."""
    require(speaker, "report_figures", speaker.jurisdiction)
    found = asdict(figures(work, speaker, rules, now))
    return put_before_level_above(work, speaker, "report_figures", found, FiguresReported, now)


def access_office(work: UnitOfWork, speaker: Speaker, action: str) -> str:
    """The speaker's own jurisdiction. Refused where they may not do this in it."""
    require(speaker, action, speaker.jurisdiction)
    assert speaker.jurisdiction is not None
    work.flush()
    return speaker.jurisdiction


def year_of(rules: RulePack, now: datetime) -> Span:
    """The pack's year so far."""
    return Span(duty_year(rules.year, None, now.date())[0], now.date(), now.tzinfo)
