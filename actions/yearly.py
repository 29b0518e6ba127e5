"""The duty year of a jurisdiction, for its staff: who is short, and who might be commended (S7.1, S7.2).

Nothing is decided here: the list of the short asks for attention, that of the excellent is a proposal.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy import func, select

from actions.access import policy, require, sees
from programme.assess import bands
from programme.duty import duty_year
from programme.merit import MeritYear, Rank, excellent, ranking
from programme.packs import Kind, RulePack
from storage.assessments import Assessed, assessed
from storage.speakers import Speaker
from storage.tables import Rating
from storage.work import Work


def yearly(work: Work, speaker: Speaker, kind: Kind, rules: RulePack, on: date) -> list[Assessed]:
    """Everybody of the jurisdiction, assessed for the duty year that holds `on`."""
    require(speaker, "see_progress", speaker.jurisdiction)
    work.flush()
    year = duty_year(rules.year, None, on)
    found = assessed(work.connection, rules.id, kind, bands(rules, kind, on), year)
    return [one for one in found if sees(speaker, one.region)]


def proposed(
    work: Work, speaker: Speaker, kind: Kind, rules: RulePack, now: datetime
) -> list[tuple[Assessed, Rank]]:
    """The excellent of the year so far, best first, with the arithmetic of each."""
    people = {str(one.id): one for one in yearly(work, speaker, kind, rules, now.date())}
    content = _satisfaction(work, now) if kind == "expert" else {}
    years = [_merit(one, content.get(one.id)) for one in people.values()]
    with policy():
        ranks = excellent(rules, kind, ranking(rules, kind, years))
    return [(people[rank.id], rank) for rank in ranks]


def _merit(one: Assessed, satisfaction: Decimal | None) -> MeritYear:
    """Effect is left out until enterprises are asked for it; disputed years have met one clause."""
    return MeritYear(
        id=str(one.id),
        effect=None,
        hours=one.record.hours,
        sessions=one.record.events,
        satisfaction=satisfaction,
        met_duty=one.standing in ("met", "disputed", "not_asked"),
    )


def _satisfaction(work: Work, now: datetime) -> dict[int, Decimal]:
    begins = datetime.combine(now.date().replace(month=1, day=1), time(), now.tzinfo)
    mean = select(Rating.expert_id, func.avg(Rating.stars).label("stars")).where(Rating.created_at >= begins)
    rows = work.session.execute(mean.group_by(Rating.expert_id))
    return {row.expert_id: Decimal(str(row.stars)).quantize(Decimal("0.01")) for row in rows}
