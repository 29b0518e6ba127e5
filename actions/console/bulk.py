"""One act on many rows: previewed, frozen under a token, done slice by slice, each row with what became of it (decision 0294)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from actions.access import policy
from actions.audit import note
from actions.console.undo import ACTS, minutes_of, undo
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.tables import DeskAct, DeskRow, DeskRun
from storage.unit_of_work import UnitOfWork

FROZEN_FOR = timedelta(minutes=15)
MOST = 3_000
"""Rows of one run."""
SLICE = 25
"""Rows done in one transaction."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What would become of a row: `target`: whom it goes to; `code`: why nothing, empty where something will."""

    subject_id: int
    target: int | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class RunRow:
    """A row of a run. `state`: will, wont, done, still, failed, undone."""

    subject_id: int
    target: int | None
    state: str
    code: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run as its page shows it; `counts` of its rows by state."""

    token: str
    page: str
    deed: str
    state: str
    rows: tuple[RunRow, ...]
    counts: Mapping[str, int]
    can_undo: bool


def freeze(
    work: UnitOfWork, speaker: Speaker, page: str, deed: str, planned: Sequence[Planned], now: datetime
) -> str:
    """Keep what was previewed; return the token under which it may be done for a quarter of an hour."""
    run = DeskRun(
        token=secrets.token_urlsafe(16),
        person_id=speaker.person_id,
        page=page,
        deed=deed,
        state="frozen",
        frozen_at=now,
    )
    work.session.add(run)
    work.session.flush()
    work.session.add_all(
        DeskRow(
            run_id=run.id,
            subject_id=one.subject_id,
            target=one.target,
            state="wont" if one.code else "will",
            code=one.code or None,
        )
        for one in planned
    )
    work.session.flush()
    return run.token


def begin(work: UnitOfWork, speaker: Speaker, token: str, without: Sequence[int], now: datetime) -> None:
    """The officer says yes, but for these rows. Refused «no_run», «too_late» where it was frozen too long ago."""
    run = access_run(work, speaker, token)
    if run.state != "frozen":
        return
    if now > run.frozen_at + FROZEN_FOR:
        raise Refused("too_late", "预览过了 15 分钟，情况可能变了，请再预览一次。")
    for row in work.session.scalars(select(DeskRow).where(DeskRow.run_id == run.id, DeskRow.state == "will")):
        if row.subject_id in without:
            row.state, row.code = "wont", "unticked"
    run.state = "running"
    note(work, "bulk", "person", speaker.person_id, speaker.person_id, now, run=run.id, act=run.deed)


def waiting_rows(work: UnitOfWork, speaker: Speaker, token: str) -> list[RunRow]:
    """The next rows to be done, locked; none when the run is over, which it then is."""
    run = access_run(work, speaker, token)
    if run.state != "running":
        return []
    found = select(DeskRow).where(DeskRow.run_id == run.id, DeskRow.state == "will")
    rows = work.session.scalars(found.order_by(DeskRow.id).limit(SLICE)).all()
    if not rows:
        run.state = "done"
    return [_row(one) for one in rows]


def settle(
    work: UnitOfWork,
    speaker: Speaker,
    token: str,
    subject_id: int,
    state: str,
    code: str,
    act: int,
    now: datetime,
) -> None:
    """What became of a row; the act that did it belongs to the run from now on."""
    run = access_run(work, speaker, token)
    found = select(DeskRow).where(DeskRow.run_id == run.id, DeskRow.subject_id == subject_id)
    row = work.session.scalars(found).one()
    row.state, row.code = state, code[:32] or None
    if act:
        work.session.get_one(DeskAct, act).run_id = run.id
    run.closed_at = now


def run_of(work: UnitOfWork, speaker: Speaker, token: str, now: datetime, most: int) -> Run:
    """A run of one's own. Refused «no_run»."""
    run = access_run(work, speaker, token)
    counted = select(DeskRow.state, func.count()).where(DeskRow.run_id == run.id).group_by(DeskRow.state)
    counts = {state: count for state, count in work.session.execute(counted)}  # noqa: C416 - rows are no pairs to mypy
    rows = work.session.scalars(
        select(DeskRow).where(DeskRow.run_id == run.id).order_by(DeskRow.id).limit(most)
    )
    until = (run.closed_at or run.frozen_at) + timedelta(minutes=minutes_of_run(run.deed))
    can = run.state == "done" and now < until and bool(counts.get("done")) and _is_undoable(work, run.id)
    return Run(run.token, run.page, run.deed, run.state, tuple(map(_row, rows)), counts, can)


def minutes_of_run(deed: str) -> int:
    """For how many minutes a run of this deed can be taken back: all but invitations are only said."""
    return minutes_of(deed if deed == "assign" else "press")


def undo_some(work: UnitOfWork, speaker: Speaker, token: str, now: datetime) -> tuple[int, int]:
    """Take back what can be of a run: how many rows were, and how many had gone on."""
    run = access_run(work, speaker, token)
    acts = work.session.scalars(
        select(DeskAct).where(DeskAct.run_id == run.id, DeskAct.undone_at.is_(None)).order_by(DeskAct.id)
    ).all()
    back = kept = 0
    for act in acts:
        try:
            with policy(), work.undone_if_refused():
                undo(work, speaker, act.id, now)
        except Refused:
            kept += 1
            continue
        back += 1
        found = select(DeskRow).where(DeskRow.run_id == run.id, DeskRow.subject_id == act.subject_id)
        work.session.scalars(found).one().state = "undone"
    work.session.get_one(DeskRun, run.id).state = "undone"
    return back, kept


def access_run(work: UnitOfWork, speaker: Speaker, token: str) -> DeskRun:
    """A run of the speaker's own, locked. Refused «no_run»."""
    run = work.session.scalars(select(DeskRun).where(DeskRun.token == token).with_for_update()).first()
    if run is None or run.person_id != speaker.person_id:
        raise Refused("no_run", "没有找到这一次批量，或者不是您办的。")
    return run


def _is_undoable(work: UnitOfWork, run_id: int) -> bool:
    able = select(DeskAct.id).where(
        DeskAct.run_id == run_id, DeskAct.deed.in_(list(ACTS)), DeskAct.undone_at.is_(None)
    )
    return work.session.scalars(able.limit(1)).first() is not None


def _row(one: DeskRow) -> RunRow:
    return RunRow(one.subject_id, one.target, one.state, one.code or "")
