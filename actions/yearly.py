"""The duty year of a jurisdiction, for its staff: who is short, and who might be commended (S7.1, S7.2).

Nothing is decided here: the list of the short asks for attention, that of the excellent is a proposal.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Any

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
    year = duty_year(rules.year, None, now.date())
    judged = _judged(work, year, now.tzinfo) if kind == "expert" else {}
    years = [_merit(one, *judged.get(one.id, (None, None))) for one in people.values()]
    with policy():
        ranks = excellent(rules, kind, ranking(rules, kind, years))
    return [(people[rank.id], rank) for rank in ranks]


def _merit(one: Assessed, effect: Decimal | None, satisfaction: Decimal | None) -> MeritYear:
    """Disputed years have met one clause."""
    return MeritYear(
        id=str(one.id),
        effect=effect,
        hours=one.record.hours,
        sessions=one.record.events,
        satisfaction=satisfaction,
        met_duty=one.standing in ("met", "disputed", "not_asked"),
    )


def _judged(
    work: Work, year: tuple[date, date], zone: tzinfo | None
) -> dict[int, tuple[Decimal | None, Decimal | None]]:
    """Per expert: mean effect in per cent, mean satisfaction of 1 to 5; None where no enterprise said."""
    begins, ends = (datetime.combine(day, time(), zone) for day in (year[0], year[1] + timedelta(days=1)))
    mean = select(Rating.expert_id, func.avg(Rating.effect), func.avg(Rating.stars))
    rows = work.session.execute(
        mean.where(Rating.created_at >= begins, Rating.created_at < ends).group_by(Rating.expert_id)
    )
    return {expert: (_figure(effect), _figure(stars)) for expert, effect, stars in rows}


def _figure(mean: Any) -> Decimal | None:
    return None if mean is None else Decimal(str(mean)).quantize(Decimal("0.01"))
