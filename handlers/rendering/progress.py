"""Where the year stands, in one line: «本年 8.5/12 小时、21/30 家，还差 3.5 小时或 9 家»."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select

from actions.access import kind_of, pack_of
from actions.diaries.record import holder_of
from handlers.engine.context import ConversationContext
from programme.duty import Progress, duty_year, progress
from programme.qualification import IN_FORCE
from storage.queries.titles.due_holders import record_in
from storage.tables import Qualification


def progress_of(talk: ConversationContext, year: int) -> Progress:
    """The speaker's standing in the duty year that holds today, or the end of an earlier calendar year.

    Of several titles that under the centre's own pack is meant, else the newest in force.
    """
    holder, holder_id = holder_of(talk.speaker)
    is_own = Qualification.pack == talk.rules.id
    held = select(Qualification).where(
        Qualification.holder == holder,
        Qualification.holder_id == holder_id,
        or_(is_own, Qualification.state.in_(IN_FORCE)),
    )
    newest = held.order_by(is_own.desc(), Qualification.id.desc())
    on = min(talk.today, date(year, 12, 31))
    if own := talk.work.session.scalars(newest).first():
        return standing_in_year(talk, own, on)
    kind = kind_of(holder)
    whole = duty_year(talk.rules.year, None, on)
    record = record_in(talk.work.connection, kind, holder_id, whole, talk.today)
    return progress(talk.rules, kind, record, None, on)


def standing_in_year(talk: ConversationContext, held: Qualification, on: date) -> Progress:
    """A holder's standing in the duty year that holds `on`, under the pack of the qualification."""
    pack, kind = pack_of(held.pack, talk.rules), kind_of(held.holder)
    year = duty_year(pack.year, held.certified_on, on)
    record = record_in(talk.work.connection, kind, held.holder_id, year, talk.today)
    return progress(pack, kind, record, held.certified_on, on)


def progress_line(talk: ConversationContext, year: int) -> str:
    """One line for people; another year than this is named."""
    line = progress_of(talk, year).line
    return line if year == talk.today.year else f"{year} 年度：{line}"
