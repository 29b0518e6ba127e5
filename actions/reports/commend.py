"""The excellent of a year are commended: kept on record, and told (S7.2)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from actions.access import require
from actions.notify import Addressed, notify
from actions.refusal import Refused
from actions.reports.yearly import day_of_year, excellent_or_none
from actions.titles.holders import access_own_step, note_title
from actions.titles.notices import Commended
from programme.merit import Rank
from programme.packs import RulePack
from programme.years import key_of, name_of
from storage.queries.people.speakers import Speaker
from storage.queries.reports.assessments import Assessed
from storage.queries.titles.holders import Holder
from storage.tables import Commendation
from storage.unit_of_work import UnitOfWork

RIGHT = "revoke"


def to_commend(
    work: UnitOfWork, speaker: Speaker, rules: RulePack, now: datetime
) -> tuple[date, list[tuple[Assessed, Rank]]]:
    """The day by which the year is meant, and the proposed of it who are not commended yet."""
    on = day_of_year(work, speaker.jurisdiction, rules, now.date())
    require(speaker, "see_progress", speaker.jurisdiction)
    found = [
        one
        for kind in rules.kinds
        for one in excellent_or_none(work, speaker.jurisdiction, kind, rules, on, now)
    ]
    of_year = Commendation.year == key_of(rules.year, on)
    known = set(work.session.scalars(select(Commendation.qualification_id).where(of_year)))
    return on, [(one, rank) for one, rank in found if one.title not in known]


def commend(
    work: UnitOfWork, speaker: Speaker, qualification_id: int, rules: RulePack, now: datetime
) -> tuple[Holder, str]:
    """Keep that a holder was commended for the year; return whom, and the year's name. Refused «not_proposed»."""
    title = access_own_step(work, speaker, qualification_id, RIGHT, rules, step="assess")
    on, waiting = to_commend(work, speaker, title.pack, now)
    year = key_of(title.pack.year, on)
    called = name_of(title.pack.year, year)
    rank = next((rank for one, rank in waiting if one.title == qualification_id), None)
    if rank is None:
        raise Refused("not_proposed", f"{title.who.name}不在 {called}的评优建议里，或者已经表彰过。")
    made = Commendation(qualification_id=qualification_id, year=year, arithmetic=rank.arithmetic)
    made.person_id, made.commended_at = speaker.person_id, now
    work.session.add(made)
    told = Commended(qualification_id, year)
    key = f"commended:{qualification_id}:{year}"
    notify(work, [Addressed(title.who.person_id, told, key)], now)
    note_title(work, "commend", title, now, "", year=str(year))
    return title.who, called
