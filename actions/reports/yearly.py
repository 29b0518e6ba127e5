"""The duty year of a jurisdiction, for its staff: who is short, and who might be commended (S7.1, S7.2).

Nothing is decided here: the list of the short asks for attention, that of the excellent is a proposal.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from actions.access import policy, require
from actions.refusal import Refused
from actions.reports.notices import PutForward
from actions.reports.upwards import Reported, put_before_level_above
from actions.reports.year_end import pressing_year
from programme.assess import assess, bands
from programme.duty import duty_year
from programme.merit import MeritYear, Rank, excellent, ranking
from programme.packs import Kind, RulePack
from programme.programmes import kinds, packs
from programme.qualification import IN_FORCE
from programme.years import key_of, last_day, name_of
from storage.queries.people.speakers import Speaker
from storage.queries.reports.assessments import Assessed, assessed
from storage.queries.reports.ratings import UNRATED, MeanRating, mean_ratings
from storage.queries.reports.span import Span
from storage.queries.titles.due_holders import entries_since, events_since, record_of
from storage.queries.titles.holders import anybody_held
from storage.unit_of_work import UnitOfWork


def yearly(
    work: UnitOfWork,
    speaker: Speaker,
    kind: Kind,
    rules: RulePack,
    on: date,
    *,
    among: Collection[int] | None = None,
) -> list[Assessed]:
    """Everybody of the jurisdiction who held the title on a day, assessed for the duty year that holds it; or those `among` these ids."""
    require(speaker, "see_progress", speaker.jurisdiction)
    return assessed_in(work, speaker.jurisdiction, kind, rules, on, among=among)


def assessed_in(
    work: UnitOfWork,
    region: str | None,
    kind: Kind,
    rules: RulePack,
    on: date,
    *,
    among: Collection[int] | None = None,
) -> list[Assessed]:
    """The same of any jurisdiction; whoever calls has checked the right."""
    work.flush()
    found = assessed(
        work.connection,
        rules.id,
        kind,
        IN_FORCE,
        bands(rules, kind, on),
        duty_year(rules.year, None, on),
        on,
        jurisdiction=region,
        among=among,
    )
    held = [one for one in found if one.held_on(on)]
    return held if not rules.year.own else _each_in_own_year(work, held, kind, rules, on)


def _each_in_own_year(
    work: UnitOfWork, people: list[Assessed], kind: Kind, rules: RulePack, on: date
) -> list[Assessed]:
    """Where the year runs from certification, each is counted in their own."""
    everybody = [one.id for one in people]
    since = min((duty_year(rules.year, one.certified_on, on)[0] for one in people), default=on)
    entries = entries_since(work.connection, kind, everybody, since)
    events = events_since(work.connection, kind, everybody, since, on)
    again = []
    for one in people:
        year = duty_year(rules.year, one.certified_on, on)
        record = record_of(entries.get(one.id, ()), events.get(one.id, ()), year)
        standing = assess(rules, kind, record, one.certified_on, on).standing
        again.append(replace(one, record=record, standing=standing))
    return again


def put_forward(work: UnitOfWork, speaker: Speaker, rules: RulePack, now: datetime) -> Reported:
    """Put the proposed of the year before the level above, with the arithmetic as it stands today (S7.2)."""
    require(speaker, "report_figures", speaker.jurisdiction)
    days = days_of_year(work, speaker.jurisdiction, rules, now.date())
    named = [
        [kind, one.name, rank.arithmetic, rank.clause]
        for pack, kind in kinds(rules)
        for one, rank in excellent_or_none(work, speaker.jurisdiction, kind, pack, days[pack.id], now)
    ]
    if not named:
        called = name_of(rules.year, key_of(rules.year, days[rules.id]))
        raise Refused("nobody", f"{called}还没有可以推荐的：要先尽到年度义务、有服务记录。")
    return put_before_level_above(work, speaker, "put_forward", {"excellent": named}, PutForward, now)


def days_of_year(work: UnitOfWork, region: str | None, rules: RulePack, today: date) -> dict[str, date]:
    """For each pack by its id, the day by which a year is meant where none is named; programmes whose years begin alike go together,
    and back as long as one of them is open."""
    days = [(pack, day_of_year(work, region, pack, today)) for pack in packs(rules)]
    return {
        pack.id: min(day for other, day in days if other.year.first_month == pack.year.first_month)
        for pack, _ in days
    }


def day_of_year(work: UnitOfWork, region: str | None, rules: RulePack, today: date) -> date:
    """The day by which a year is meant where none is named: the end of the year gone by until it is closed, for the first half of
    the new one and where anybody held a title in it; else today.
    """
    year = pressing_year(work, region, rules, today)
    if year is None:
        return today
    ended = last_day(rules.year, year)
    return ended if anybody_held(work, region, rules.id, rules.kinds, ended) else today


def excellent_or_none(
    work: UnitOfWork, region: str | None, kind: Kind, rules: RulePack, on: date, now: datetime
) -> list[tuple[Assessed, Rank]]:
    """Nobody where the pack has no rules for commending this kind; whoever calls has checked the right."""
    has_rules = rules.rules(kind).assessment is not None
    return _excellent(work, region, kind, rules, on, now) if has_rules else []


def proposed(
    work: UnitOfWork, speaker: Speaker, kind: Kind, rules: RulePack, on: date, now: datetime
) -> list[tuple[Assessed, Rank]]:
    """The excellent of the year of `on`, best first, with the arithmetic of each."""
    require(speaker, "see_progress", speaker.jurisdiction)
    return _excellent(work, speaker.jurisdiction, kind, rules, on, now)


def _excellent(
    work: UnitOfWork, region: str | None, kind: Kind, rules: RulePack, on: date, now: datetime
) -> list[tuple[Assessed, Rank]]:
    people = {str(one.id): one for one in assessed_in(work, region, kind, rules, on)}
    year = duty_year(rules.year, None, on)
    judged = mean_ratings(work.connection, Span(*year, now.tzinfo)) if kind == "expert" else {}
    years = [_merit(one, judged.get(one.id, UNRATED)) for one in people.values()]
    with policy():
        ranks = excellent(rules, kind, ranking(rules, kind, years))
    return [(people[rank.id], rank) for rank in ranks]


def _merit(one: Assessed, judged: MeanRating) -> MeritYear:
    """Disputed years have met one clause. A session is a service on record."""
    return MeritYear(
        id=str(one.id),
        effect=judged.effect,
        hours=one.record.hours,
        sessions=one.record.reports,
        satisfaction=judged.stars,
        met_duty=one.standing in ("met", "disputed", "not_asked"),
        effects=judged.effects,
        ratings=judged.ratings,
    )
