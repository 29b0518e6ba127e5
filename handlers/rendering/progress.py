"""Where the year stands, in one line: «本年 8.5/12 小时、21/30 家，还差 3.5 小时或 9 家»."""

from __future__ import annotations

from datetime import date
from typing import cast

from sqlalchemy import select

from actions.access import kind_of, pack_of
from actions.diaries.record import holder_of, year_of
from handlers.engine.context import ConversationContext
from programme.duty import Progress, YearRecord, duty_year, progress
from programme.packs import Kind
from storage.queries.titles.due_holders import entries_since, record_of
from storage.queries.titles.standing import QualificationFacts
from storage.tables import Qualification


def progress_of(talk: ConversationContext, year: int) -> Progress:
    """The speaker's standing in the duty year that holds today, or the end of an earlier calendar year."""
    holder, holder_id = holder_of(talk.speaker)
    held = select(Qualification).where(
        Qualification.holder == holder,
        Qualification.holder_id == holder_id,
        Qualification.pack == talk.rules.id,
    )
    on = min(talk.today, date(year, 12, 31))
    if own := talk.work.session.scalars(held).first():
        return standing_in_year(talk, own, on)
    done = year_of(talk.work, holder, holder_id, year)
    record = YearRecord(done.hours, done.enterprises, events=done.entries)
    return progress(talk.rules, cast(Kind, holder), record, None, on)


def standing_in_year(
    talk: ConversationContext, held: Qualification | QualificationFacts, on: date
) -> Progress:
    """A holder's standing in the duty year that holds `on`, under the pack of the qualification."""
    pack, kind = pack_of(held.pack, talk.rules), kind_of(held.holder)
    year = duty_year(pack.year, held.certified_on, on)
    entries = entries_since(talk.work.connection, kind, [held.holder_id], year[0])
    record = record_of(entries.get(held.holder_id, ()), year)
    return progress(pack, kind, record, held.certified_on, on)


def progress_line(talk: ConversationContext, year: int) -> str:
    """One line for people; another year than this is named."""
    line = progress_of(talk, year).line
    return line if year == talk.today.year else f"{year} 年度：{line}"
