"""Acts on the console can be taken back for ten minutes; what they queue waits a minute, so that a slip reaches nobody (decision 0290)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from actions.audit import note
from actions.offers.take_back import take_back_ask
from actions.refusal import Refused
from actions.staff.put_off import put_off
from storage.queries.console.held_back import hold_back, reopen_letter, take_back
from storage.queries.people.speakers import Speaker
from storage.tables import DeskAct
from storage.unit_of_work import UnitOfWork

WAITS = timedelta(minutes=1)
UNDO_WITHIN = timedelta(minutes=10)
SENT = "消息已经发出去了，收不回来。"
Back = Callable[[UnitOfWork, Speaker, DeskAct, bool, datetime], None]


@dataclass(frozen=True, slots=True)
class Undoable:
    """An act that was done, as the banner shows it."""

    id: int
    deed: str
    subject: str
    subject_id: int
    before: Mapping[str, object]
    until: datetime | None


def remember(
    work: UnitOfWork,
    speaker: Speaker,
    deed: str,
    subject: str,
    subject_id: int,
    now: datetime,
    *,
    waits: timedelta = WAITS,
    **before: object,
) -> int:
    """Keep that this was done, and let its messages wait so long; return the act's number."""
    messages = hold_back(work, speaker.person_id, now, now + waits)
    act = DeskAct(
        person_id=speaker.person_id,
        deed=deed,
        subject=subject,
        subject_id=subject_id,
        before=before,
        messages=messages,
        run_id=None,
        done_at=now,
    )
    work.session.add(act)
    work.session.flush()
    return act.id


def undo(work: UnitOfWork, speaker: Speaker, act_id: int, now: datetime) -> Undoable:
    """Take an act back. Refused «no_act», «too_late», «sent», «answered», or by the table of authority."""
    act = work.session.scalars(
        select(DeskAct).where(DeskAct.id == act_id, DeskAct.person_id == speaker.person_id).with_for_update()
    ).first()
    if act is None or act.deed not in ACTS:
        raise Refused("no_act", "没有找到这一步，或者不是您办的。")
    if act.undone_at is not None:
        raise Refused("no_act", "这一步已经撤回了。")
    if now >= act.done_at + UNDO_WITHIN:
        raise Refused("too_late", "过了 10 分钟，不能撤回了。")
    unsent = take_back(work, act.messages)
    ACTS[act.deed](work, speaker, act, unsent, now)
    act.undone_at = now
    note(work, "undo", act.subject, act.subject_id, speaker.person_id, now, act=act.id, undone=act.deed)
    work.flush()
    return Undoable(act.id, act.deed, act.subject, act.subject_id, act.before, None)


def _asked(work: UnitOfWork, speaker: Speaker, act: DeskAct, unsent: bool, now: datetime) -> None:
    expert, state = int(act.before["expert"]), str(act.before["state"])
    take_back_ask(work, speaker, act.subject_id, expert, state, unsent, now)


def _said(work: UnitOfWork, speaker: Speaker, act: DeskAct, unsent: bool, now: datetime) -> None:
    if not unsent:
        raise Refused("sent", SENT)
    if what := str(act.before.get("what", "")):
        put_off(work, speaker, what, act.subject_id, now.date(), now)


def _announced(work: UnitOfWork, speaker: Speaker, act: DeskAct, unsent: bool, now: datetime) -> None:
    """What goes to many waits for as long as it can be taken back."""
    _said(work, speaker, act, unsent, now)


def _put_off(work: UnitOfWork, speaker: Speaker, act: DeskAct, unsent: bool, now: datetime) -> None:
    put_off(work, speaker, act.subject, act.subject_id, now.date(), now)


def _told(work: UnitOfWork, speaker: Speaker, act: DeskAct, unsent: bool, now: datetime) -> None:
    if not reopen_letter(work, act.subject_id, str(act.before["state"])):
        raise Refused("sent", SENT)


ACTS: Mapping[str, Back] = {
    "assign": _asked,
    "nudge": _said,
    "ask_renewal": _said,
    "press": _said,
    "announce": _said,
    "announce_many": _announced,
    "put_off": _put_off,
    "told": _told,
}
"""What can be taken back, and how; each refuses where it cannot."""


def minutes_of(deed: str) -> int:
    """For how many minutes an act of this kind can be taken back: what is only said, while it has not left."""
    within = WAITS if ACTS.get(deed) is _said else UNDO_WITHIN
    return int(within.total_seconds() // 60)


def acts_today(work: UnitOfWork, speaker: Speaker, now: datetime) -> int:
    """How many acts the speaker has done on the console today and not taken back; what was only put off is not done."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    mine = (
        DeskAct.person_id == speaker.person_id,
        DeskAct.done_at >= midnight,
        DeskAct.undone_at.is_(None),
        DeskAct.deed != "put_off",
    )
    return work.session.scalar(select(func.count()).select_from(DeskAct).where(*mine)) or 0
