"""A batch is written, slice by slice, each slice in one transaction: killed in the middle it goes on where it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update

from actions.access import require
from actions.audit import note
from actions.imports.importer import HOLDERS, Importer, require_ground, step_of_roster
from actions.imports.judge import SLICE, TARGETS
from actions.imports.judged import Desk, Judged, Target
from actions.imports.notices import RosterIn
from actions.imports.trace import Trace, traced
from actions.imports.undo import STANDING, undo_some
from actions.notify import Addressed, notify
from actions.refusal import Refused
from actions.steps import StepOwners
from programme.packs import RulePack
from storage.queries.imports import BatchFacts, batch, open_batches
from storage.queries.people.speakers import Speaker
from storage.tables import Audit, ImportBatch, ImportRow
from storage.unit_of_work import UnitOfWork


def go_on(work: UnitOfWork, rules: RulePack, now: datetime) -> bool:
    """A slice of the oldest batch that waits to be written or taken back; whether there may be more."""
    waiting = open_batches(work)
    for batch_id in waiting[:1]:
        more = commit_some(work, batch_id, rules, now) or undo_some(work, batch_id, now)
        return more or len(waiting) > 1
    return False


def commit_some(work: UnitOfWork, batch_id: int, rules: RulePack, now: datetime) -> bool:
    """Write the next rows of a batch, and close it after the last; whether more wait."""
    one = work.session.get_one(ImportBatch, batch_id, with_for_update=True)
    if one.state != "open":
        return False
    waiting = select(ImportRow).where(ImportRow.batch_id == batch_id, ImportRow.state == "waiting")
    rows = list(work.session.scalars(waiting.order_by(ImportRow.id).limit(SLICE)))
    if rows:
        _write(work, one, rows, rules, now)
    if len(rows) == SLICE:
        return True
    _close(work, one, rules, now)
    return False


def include_batch(
    work: UnitOfWork, speaker: Speaker, batch_id: int, rules: RulePack, now: datetime, ground: str = ""
) -> BatchFacts:
    """Take in directly whom a roster has recommended; its rows wait once more. `ground`: who certified them when, where the
    roster was taken in without. Refused «no_batch», «not_open», «no_reason».
    """
    facts = batch(work, batch_id)
    if facts is None or facts.kind not in HOLDERS:
        raise Refused("no_batch", f"没有 {batch_id} 号名单。")
    require(speaker, "review", facts.region)
    StepOwners(work).require(speaker, step_of_roster(facts.kind, "certify", facts.region, rules))
    one = work.session.get_one(ImportBatch, batch_id, with_for_update=True)
    if one.state != "done" or one.included:
        raise Refused("not_open", f"{batch_id} 号名单已经办过了。")
    one.ground = one.ground or ground
    require_ground(one.kind, True, one.ground, rules)
    one.state, one.included, one.reviewer_id = "open", True, speaker.person_id
    again = update(ImportRow).where(ImportRow.batch_id == batch_id, ImportRow.state.in_(STANDING))
    work.session.execute(again.where(ImportRow.verdict != "same").values(state="waiting"))
    note(work, "include_import", "import_batch", batch_id, speaker.person_id, now)
    return facts


def _write(work: UnitOfWork, one: ImportBatch, rows: list[ImportRow], rules: RulePack, now: datetime) -> None:
    who = Importer(one.reviewer_id or one.person_id, one.region, one.included, one.ground)
    write_rows(Desk(work, who, rules, now), one.kind, rows)


def write_rows(desk: Desk, kind: str, rows: Sequence[ImportRow]) -> list[Judged]:
    """Judge rows and write what is new or changed; what each came to."""
    work, target = desk.work, TARGETS[kind](desk)
    target.look_up([row.values for row in rows])
    told = [_settle(work, row, target) for row in rows]
    work.session.flush()
    last = work.session.scalar(select(func.max(Audit.id))) or 0
    for row in rows:
        row.noted = last
    return told


def _settle(work: UnitOfWork, row: ImportRow, target: Target) -> Judged:
    told, trace = target.judge(row.values), Trace()
    if told.verdict in ("new", "changed"):
        told, trace = _written(work, row, target, told)
    row.verdict, row.why = told.verdict, told.why
    row.state = "back" if told.verdict in ("wrong", "doubtful") else "done"
    row.made = [*row.made, *trace.made]
    row.before, row.after = trace.before | row.before, row.after | trace.after
    return told


def _written(work: UnitOfWork, row: ImportRow, target: Target, told: Judged) -> tuple[Judged, Trace]:
    """What policy refuses is that row's fault alone."""
    try:
        with work.undone_if_refused(), traced(work.session) as trace:
            target.write(row.values, told)
    except Refused as refusal:
        return Judged("wrong", refusal.text), Trace()
    return told, trace


def _close(work: UnitOfWork, one: ImportBatch, rules: RulePack, now: datetime) -> None:
    one.state, one.closed_at = "done", now
    work.session.flush()
    facts = batch(work, one.id)
    assert facts is not None
    note(work, "import_roster", "import_batch", one.id, one.person_id, now, **facts.verdicts)
    notify(work, _news(work, one, rules), now)


def _news(work: UnitOfWork, one: ImportBatch, rules: RulePack) -> list[Addressed]:
    """One word for a whole roster: to whoever sent it, and to those who may take in whom it recommends."""
    key = f"import:{one.id}"
    told = _to_review(work, one, rules, key)
    sender = [one.person_id] if one.person_id and one.person_id != work.acting else []
    return [*(Addressed(who, RosterIn(one.id), f"{key}:{who}") for who in sender), *told]


def tell_reviewers(desk: Desk, one: ImportBatch, key: str) -> None:
    """That whom it recommends waits for them, where a row has gone in after the others."""
    notify(desk.work, _to_review(desk.work, one, desk.rules, key), desk.now)


def _to_review(work: UnitOfWork, one: ImportBatch, rules: RulePack, key: str) -> list[Addressed]:
    """Those who may take in whom it recommends, but for whoever sent it or acts now."""
    if one.kind not in HOLDERS or one.included:
        return []
    at = step_of_roster(one.kind, "certify", one.region, rules)
    told = StepOwners(work).told(at, RosterIn(one.id), key)
    return [each for each in told if each.person_id not in (one.person_id, work.acting)]
