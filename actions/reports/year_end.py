"""A duty year after its end: it stays open until staff have decided about everybody who was short and close it (S6.2, S6.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from actions.access import require
from actions.audit import note
from actions.refusal import Refused
from actions.reports.year_slices import NOBODY, Among, Looked, look, slices
from actions.steps import StepAt, StepOwners
from actions.titles import ruling
from actions.titles.dossier import matter_of
from actions.titles.holders import access_own_step, note_title
from actions.titles.ruling import Decided
from programme.assess import assess, bands
from programme.duty import duty_year
from programme.jurisdiction import covers
from programme.packs import Kind, RulePack
from programme.qualification import IN_FORCE
from programme.spans import add_months, plain_day
from programme.years import last_day, late_until, name_of, year_before
from storage.queries.people.speakers import Speaker
from storage.queries.reports.assessments import Assessed, assessed
from storage.queries.titles.holders import Holder
from storage.queries.titles.rulings import decided_years
from storage.tables import YearClosing
from storage.unit_of_work import UnitOfWork

RIGHT = "revoke"
PRESSES = 6
"""So many months after its end the year gone by is the one that is meant, and stands in digests."""


@dataclass(frozen=True, slots=True)
class Unmet:
    """A holder whose full year was below the figures by the clause that governs, and nobody has decided about it.

    `year`: its key, as in `programme.years`; so in all of this module.
    """

    kind: Kind
    year: int
    one: Assessed
    line: str
    pack: RulePack


def open_year(work: UnitOfWork, jurisdiction: str | None, rules: RulePack, today: date) -> int | None:
    """The year gone by, until it is closed for this place or one that holds it; None else, and where each holder has years of their own."""
    if rules.year.own:
        return None
    gone = year_before(rules.year, today)
    closings = select(YearClosing.region).where(YearClosing.pack == rules.id, YearClosing.year == gone)
    is_closed = any(covers(region, jurisdiction) for region in work.session.scalars(closings))
    return None if is_closed else gone


def pressing_year(work: UnitOfWork, jurisdiction: str | None, rules: RulePack, today: date) -> int | None:
    """The year gone by while it is the one to be seen to: not closed, and the new one is young."""
    is_young = add_months(today, -PRESSES) <= last_day(rules.year, year_before(rules.year, today))
    return open_year(work, jurisdiction, rules, today) if is_young else None


def unmet(
    work: UnitOfWork,
    jurisdiction: str | None,
    rules: RulePack,
    year: int,
    today: date,
    *,
    among: Among | None = None,
) -> list[Unmet]:
    """Who was short in a year and is not decided about, the furthest behind first; nobody while late diaries count.

    `among`: of these holders alone, which takes no longer in a register of millions.
    """
    if rules.year.own or today <= late_until(rules, year):
        return []
    work.flush()
    kinds = [kind for kind in rules.kinds if among is None or among.get(kind)]
    found = [one for kind in kinds for one in _short(work, jurisdiction, kind, rules, year, among)]
    decided = decided_years(work, [one.one.title for one in found], year)
    left = [one for one in found if one.one.title not in decided]
    return sorted(left, key=lambda found: (found.one.record.hours, found.one.title))


def first_unmet(
    work: UnitOfWork, jurisdiction: str | None, rules: RulePack, year: int, today: date
) -> Looked[Unmet]:
    """The same of the first titles among which there are any, so that it takes no longer in a register of millions."""
    if rules.year.own or today <= late_until(rules, year):
        return Looked((), NOBODY)
    return look(work, jurisdiction, lambda among: unmet(work, jurisdiction, rules, year, today, among=among))


def keep_title(
    work: UnitOfWork, speaker: Speaker, qualification_id: int, reason: str, rules: RulePack, now: datetime
) -> tuple[Holder, str]:
    """Somebody who was short last year keeps the title, for a reason that is kept; return whom, and the year's name.

    Refused «no_reason», «nothing_to_decide».
    """
    title = access_own_step(work, speaker, qualification_id, RIGHT, rules, step="assess")
    if not reason:
        raise Refused("no_reason", "保留资格，原因是？只留档，不通知。")
    year = year_before(title.pack.year, now.date())
    called = name_of(title.pack.year, year)
    own = {title.who.kind: (title.held.holder_id,)}
    waits = unmet(work, speaker.jurisdiction, title.pack, year, now.date(), among=own)
    if qualification_id not in {found.one.title for found in waits}:
        raise Refused("nothing_to_decide", f"{title.who.name}的 {called}不用决定，或者已经定过了。")
    matter = matter_of(work, title.who, title.held, rules, now)
    ruling.keep(work, speaker, matter, Decided("keep_title", reason, year=year), title.pack, now)
    note_title(work, "keep_title", title, now, reason)
    return title.who, called


def close_year(work: UnitOfWork, speaker: Speaker, rules: RulePack, now: datetime) -> int:
    """Close the year gone by for the speaker's jurisdiction; return it.

    Refused «year_closed» where it is, «late_diaries» while diaries of it are still taken, «undecided» while somebody who was short waits.
    """
    require(speaker, RIGHT, speaker.jurisdiction)
    assert speaker.jurisdiction is not None
    for kind in rules.kinds:
        StepOwners(work).require(speaker, StepAt("assess", rules, kind, speaker.jurisdiction))
    year = open_year(work, speaker.jurisdiction, rules, now.date())
    if year is None:
        raise Refused(
            "year_closed", f"{name_of(rules.year, year_before(rules.year, now.date()))}已经结束了。"
        )
    until = late_until(rules, year)
    if now.date() <= until:
        raise Refused(
            "late_diaries",
            f"{name_of(rules.year, year)}的日记还能补到{plain_day(until, now.date())}，过了再结束。",
        )
    for some in slices(work, speaker.jurisdiction):
        if left := unmet(work, speaker.jurisdiction, rules, year, now.date(), among=some.among):
            names = "、".join(found.one.name for found in left[:5])
            number = f"{len(left)} 位" if some.is_all else f"至少 {len(left)} 位"
            raise Refused("undecided", f"还有 {number}没达标的没有决定：{names}。")
    closing = YearClosing(
        region=speaker.jurisdiction, pack=rules.id, year=year, person_id=speaker.person_id, closed_at=now
    )
    work.session.add(closing)
    work.flush()
    note(work, "close_year", "year_closing", closing.id, speaker.person_id, now)
    return year


def _short(
    work: UnitOfWork,
    jurisdiction: str | None,
    kind: Kind,
    rules: RulePack,
    year: int,
    among: Among | None,
) -> list[Unmet]:
    """Short by the governing reading, of those who held the title in that year."""
    on = last_day(rules.year, year)
    span, of_bands = duty_year(rules.year, None, on), bands(rules, kind, on)
    ids = None if among is None else among[kind]
    people = assessed(
        work.connection, rules.id, kind, IN_FORCE, of_bands, span, on, jurisdiction=jurisdiction, among=ids
    )
    judged = [
        (one, assess(rules, kind, one.record, one.certified_on, on)) for one in people if one.held_on(on)
    ]
    return [
        Unmet(kind, year, one, found.progress.line, rules)
        for one, found in judged
        if found.progress.share and not found.met
    ]
