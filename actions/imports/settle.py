"""A row that came back is decided by whoever has looked at it: taken as it stands, put right, or left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.imports.batches import access_batch
from actions.imports.commit import tell_reviewers, write_rows
from actions.imports.importer import importer, require_steps
from actions.imports.judge import TARGETS, by_itself
from actions.imports.judged import Desk, Judged
from actions.refusal import Refused
from documents.rosters.failed import headings_above
from documents.rosters.reading import read_row
from programme.packs import RulePack
from storage.queries.imports import BatchFacts, RowFacts
from storage.queries.people.speakers import Speaker
from storage.tables import ImportBatch, ImportRow
from storage.unit_of_work import UnitOfWork


def takeable(desk: Desk, facts: BatchFacts, rows: Collection[RowFacts]) -> set[int]:
    """Which of these rows go in as they stand, once a person has said that they are right."""
    doubtful = [row for row in rows if row.verdict == "doubtful" and row.values]
    target = TARGETS[facts.kind](replace(desk, sure=True))
    target.look_up([row.values for row in doubtful])
    return {row.id for row in doubtful if target.judge(row.values).verdict not in ("wrong", "doubtful")}


def take_row(
    work: UnitOfWork, speaker: Speaker, batch_id: int, row_id: int, rules: RulePack, now: datetime
) -> Judged:
    """Write a doubtful row as it stands; what it came to. Refused «no_batch», «not_open», or as by `require_steps`."""
    one, row = _open(work, speaker, batch_id, row_id)
    if row.verdict != "doubtful":
        raise Refused("not_open", f"第 {row.number} 行有误，改好才能导入。")
    return _written(_desk(work, speaker, one, rules, now, sure=True), one, row, speaker)


def put_row_right(
    work: UnitOfWork,
    speaker: Speaker,
    batch_id: int,
    row_id: int,
    cells: Sequence[str],
    rules: RulePack,
    now: datetime,
) -> Judged:
    """Read a row anew as it is written now, and write it where nothing is doubtful any more; what it came to."""
    one, row = _open(work, speaker, batch_id, row_id)
    desk = _desk(work, speaker, one, rules, now)
    above = headings_above(row.sheet, row.number, one.headings)
    if above is None:
        raise Refused("not_open", "这份名单的列名没有留下，请在文件里改好再导。")
    _, _, headings, *chosen = above
    entry = read_row(one.kind, headings, cells, (row.sheet, row.number), one.region, now, *chosen)
    row.cells, row.values = list(entry.cells), entry.values
    told = by_itself(entry)
    if told is None:
        return _written(desk, one, row, speaker)
    row.verdict, row.why = told.verdict, told.why
    return told


def leave_row_out(work: UnitOfWork, speaker: Speaker, batch_id: int, row_id: int, now: datetime) -> int:
    """It does not go in, and nobody need mend it; its number in the file."""
    one, row = _open(work, speaker, batch_id, row_id)
    row.state = "skipped"
    note(work, "leave_row_out", "import_batch", one.id, speaker.person_id, now, row=row.number)
    return row.number


def _open(work: UnitOfWork, speaker: Speaker, batch_id: int, row_id: int) -> tuple[ImportBatch, ImportRow]:
    """A row that waits for people, in a batch that stands."""
    access_batch(work, speaker, batch_id)
    one = work.session.get_one(ImportBatch, batch_id, with_for_update=True)
    mine = select(ImportRow).where(ImportRow.id == row_id, ImportRow.batch_id == batch_id)
    row = work.session.scalars(mine.with_for_update()).first()
    if row is None or one.state != "done" or row.state != "back":
        raise Refused("not_open", "这一行已经定过了，或这次导入撤回了。")
    if not row.values:
        raise Refused("not_open", "过了 90 天，这一行的内容已经删了，请再导一次。")
    return one, row


def _desk(
    work: UnitOfWork, speaker: Speaker, one: ImportBatch, rules: RulePack, now: datetime, sure: bool = False
) -> Desk:
    who = replace(importer(speaker, one.included, one.ground), region=one.region)
    require_steps(work, who, one.kind, rules)
    return Desk(work, who, rules, now, sure)


def _written(desk: Desk, one: ImportBatch, row: ImportRow, speaker: Speaker) -> Judged:
    [told] = write_rows(desk, one.kind, [row])
    if row.state == "done":
        row.state = "settled"
        by = speaker.person_id
        note(
            desk.work,
            "settle_row",
            "import_batch",
            one.id,
            by,
            desk.now,
            row=row.number,
            verdict=told.verdict,
        )
    if told.verdict == "new":
        tell_reviewers(desk, one, f"import:{one.id}:settled")
    return told
