"""The end of a term (S6.8): what is over expires, and the holder is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from actions.access import pack_of
from actions.audit import note
from actions.notify import Addressed
from actions.titles.in_hand import firms_of
from actions.titles.notices import Standing
from programme.qualification import qualification as life_of
from programme.reminders import Reminder
from programme.roles import Role
from storage.queries.titles.due_holders import Held
from storage.tables import Qualification
from storage.unit_of_work import UnitOfWork


def expire(work: UnitOfWork, due: Sequence[tuple[Held, Reminder]], now: datetime) -> Iterator[Addressed]:
    """Let expire what is over; renewal was asked for ahead of it."""
    for one, reminder in due:
        rules, held = pack_of(one.pack), work.session.get_one(Qualification, one.id)
        term = rules.rules(one.kind).term
        assert term is not None
        held.state = life_of(rules, one.kind).step(held.state, "expire", [Role.clock]).target
        note(work, "expire", "qualification", held.id, None, now, clause=term.clause)
        yield Addressed(one.person_id, Standing(held.id, held.state), reminder.key)
        yield from firms_of(work, held.holder, held.holder_id, held.id)
    work.flush()
