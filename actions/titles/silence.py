"""Half a year of silence (S6.6): staff are asked whether to warn, and what a diary overtakes is dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import insert, update

from actions.access import kind_of, pack_of
from actions.notify import Addressed
from actions.steps import StepAt, StepOwners
from actions.titles.notices import WarningDue
from programme.dues import silence_days
from programme.packs import known_packs
from programme.qualification import IN_FORCE
from programme.reminders import HolderFacts, Reminder
from storage.queries.titles import silence as silences
from storage.queries.titles.due_holders import Held
from storage.queries.titles.standing import QualificationFacts
from storage.tables import FormalWarning, Qualification
from storage.unit_of_work import UnitOfWork


def silent_since(work: UnitOfWork, held: Qualification | QualificationFacts, now: datetime) -> date:
    """The last day of certification, service, diary or activity, as of now."""
    work.flush()
    reported = silences.last_report(work.connection, kind_of(held.holder), held.holder_id, now)
    return silences.since_of(held.certified_on, reported, held.registered_on)


def reminded_on() -> frozenset[int]:
    """The days of silence on which holders are reminded, by any pack."""
    rules = [(pack.rules(kind).warning, pack) for pack in known_packs() for kind in pack.kinds]
    days = (silence_days(rule, pack.reminders.silence_days_left) for rule, pack in rules if rule)
    return frozenset().union(*days)


def propose(work: UnitOfWork, due: Sequence[tuple[Held, Reminder]], now: datetime) -> Iterator[Addressed]:
    """Put warnings that have fallen due before the staff of each region, once for each silence."""
    known = {
        (row.qualification_id, row.silent_since) for row in silences.warnings(work.connection, _ids(due))
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
    owners = StepOwners(work)
    for row in work.session.execute(added, rows).all():
        held = fresh[row.qualification_id][0]
        at = StepAt("warn", pack_of(held.pack), held.kind, held.region)
        yield from owners.told(at, WarningDue(row.id), f"warning_due:{row.id}")


def drop_overtaken(work: UnitOfWork, facts: Mapping[int, HolderFacts], now: datetime) -> None:
    """Whoever has reported since, or left, needs no warning; one who is suspended may yet."""
    rows = [
        {"id": row.id, "state": "dropped", "decided_at": now}
        for row in silences.warnings(work.connection, facts, "due")
        if facts[row.qualification_id].state not in IN_FORCE
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
