"""Which level the hours of all the time reach, for the holder of a title."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from actions.access import kind_of, pack_of
from actions.diaries.record import holder_of
from programme.packs import RulePack
from programme.qualification import IN_FORCE
from programme.stars import Level, level
from storage.queries.diaries.written import tenure_of
from storage.queries.people.speakers import Speaker
from storage.queries.titles.due_holders import record_in
from storage.unit_of_work import UnitOfWork


def lifetime_of(
    work: UnitOfWork, speaker: Speaker, rules: RulePack, today: date
) -> tuple[Level, Decimal, date] | None:
    """The level, the hours since certification and its day; None without a title, or where its pack has no levels."""
    holder, holder_id = holder_of(speaker)
    held = tenure_of(work, holder, holder_id, rules.id, IN_FORCE)
    if held is None:
        return None
    kind = kind_of(holder)
    stars = pack_of(held.pack, rules).rules(kind).stars
    if not stars:
        return None
    work.flush()
    hours = record_in(work.connection, kind, holder_id, (held.certified_on, today), today).hours
    return level(stars, hours, held.certified_on, today), hours, held.certified_on
