"""Terms: renewal is asked ahead of the end, and what is over expires (S6.8). Part of the daily sweep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import ColumnElement, and_, select

from actions.access import kind_of, known_pack
from actions.audit import note
from actions.certification import ENDLESS
from actions.holders import holder
from actions.outbox import tell
from programme.dues import term_dues
from programme.qualification import IN_FORCE
from programme.qualification import qualification as life_of
from programme.roles import Role
from storage.tables import Qualification
from storage.work import Work


def sweep_terms(work: Work, now: datetime) -> int:
    """Ask about renewal, let expire what is over; return how many holders were told."""
    soon = now.date() + _longest_notice(work)
    ending = select(Qualification).where(_runs(), Qualification.until <= soon)
    return sum(_mind(work, held, now) for held in work.session.scalars(ending.order_by(Qualification.id)))


def next_term(work: Work, after: date, zone: tzinfo | None) -> datetime | None:
    """The morning of the next day on which a term asks for something."""
    runs = select(Qualification.holder, Qualification.pack, Qualification.until).where(
        _runs(), Qualification.until >= after
    )
    first = work.session.execute(runs.distinct().order_by(Qualification.until).limit(50)).all()
    known = ((row, pack) for row in first if (pack := known_pack(row.pack)))
    dues = (term_dues(pack, kind_of(row.holder), row.until) for row, pack in known)
    days = [due.on for found in dues for due in found if due.on > after]
    return datetime.combine(min(days), time(), zone) if days else None


def _mind(work: Work, held: Qualification, now: datetime) -> bool:
    """The newest thing due counts: whoever missed the first question is asked the second alone."""
    kind = kind_of(held.holder)
    pack, who = known_pack(held.pack), holder(work, held.id)
    due = [one for one in term_dues(pack, kind, held.until) if one.on <= now.date()] if pack else []
    if not pack or not due:
        return False
    newest = due[-1]
    key = f"{newest.what}:{held.id}:{newest.on}"
    if newest.what == "expire":
        held.state = life_of(pack, kind).step(held.state, "expire", [Role.clock]).target
        tell(work, who.person_id, "standing", key, now, qualification=held.id, state=held.state, facts={})
        note(work, "expire", "qualification", held.id, None, now, clause=newest.clause)
    else:
        tell(work, who.person_id, "ask_renewal", key, now, qualification=held.id, until=str(held.until))
    return True


def _runs() -> ColumnElement[bool]:
    return and_(Qualification.state.in_(IN_FORCE), Qualification.until < ENDLESS)


def _longest_notice(work: Work) -> timedelta:
    return timedelta(days=max(_notices(work), default=0))


def _notices(work: Work) -> Iterator[int]:
    for name in work.session.scalars(select(Qualification.pack).distinct()):
        pack = known_pack(name)
        for rules in (pack.expert, pack.station) if pack else ():
            if rules and rules.term:
                yield from rules.term.ask_days_before
