"""Half a year of silence (S6.6): staff are asked whether to warn, and what a diary overtakes is dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import insert, update

from actions.access import kind_of
from actions.bulk import Centres, Telling, tell_all
from programme.qualification import IN_GOOD_STANDING
from programme.reminders import HolderFacts, Reminder
from storage.queries.titles import due_holders
from storage.queries.titles.due_holders import Held
from storage.queries.titles.standing import QualificationFacts
from storage.tables import FormalWarning, Qualification
from storage.unit_of_work import UnitOfWork


def silent_since(work: UnitOfWork, held: Qualification | QualificationFacts, now: datetime) -> date:
    """The last day of certification, service, diary or activity, as of now."""
    work.flush()
    reported = due_holders.last_report(work.connection, kind_of(held.holder), held.holder_id, now)
    return due_holders.since_of(held.certified_on, reported)


def propose(work: UnitOfWork, due: Sequence[tuple[Held, Reminder]], now: datetime) -> None:
    """Put warnings that have fallen due before the staff of each region, once for each silence."""
    known = {
        (row.qualification_id, row.silent_since) for row in due_holders.warnings(work.connection, _ids(due))
    }
    fresh = {
        held.id: (held, _since(reminder))
        for held, reminder in due
        if (held.id, _since(reminder)) not in known
    }
    if not fresh:
        return
    rows = [_warning(key, since, now) for key, (_, since) in fresh.items()]
    added = insert(FormalWarning).returning(FormalWarning.id, FormalWarning.qualification_id)
    centres = Centres(work, "issue_warning")
    tell_all(
        work,
        (
            Telling(person, "warning_due", f"warning_due:{row.id}:{person}", {"warning": row.id})
            for row in work.session.execute(added, rows).all()
            for person in centres.of(fresh[row.qualification_id][0].region)
        ),
        now,
    )


def drop_overtaken(work: UnitOfWork, facts: Mapping[int, HolderFacts], now: datetime) -> None:
    """Whoever has reported since, or left, needs no warning."""
    rows = [
        {"id": row.id, "state": "dropped", "decided_at": now}
        for row in due_holders.warnings(work.connection, facts, "due")
        if facts[row.qualification_id].state not in IN_GOOD_STANDING
        or facts[row.qualification_id].silent_since != row.silent_since
    ]
    if rows:
        work.session.execute(update(FormalWarning), rows)


def _ids(due: Sequence[tuple[Held, Reminder]]) -> list[int]:
    return [held.id for held, _ in due]


def _since(reminder: Reminder) -> date:
    return date.fromisoformat(reminder.facts["since"])


def _warning(qualification_id: int, since: date, now: datetime) -> dict[str, object]:
    known = {"qualification_id": qualification_id, "silent_since": since}
    return known | {"due_on": now.date(), "state": "due", "reason": ""}
