"""Staff put a diary right for the one who kept it, who is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from actions.access import require
from actions.audit import note
from actions.diaries.confirmations import hand_on
from actions.diaries.day import LONGEST_DAY, Whose, hours_beside, others_of_day, over_a_day, require_room
from actions.diaries.notices import DiaryMended
from actions.notify import Addressed, notify
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.queries.titles.due_holders import mark_due_for_check
from storage.tables import Diary, Expert, Station
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be otherwise in a diary; None stays as it is."""

    served_on: date | None = None
    hours: Decimal | None = None
    enterprises: int | None = None


def mend_diary(
    work: UnitOfWork, speaker: Speaker, diary_id: int, correction: Correction, now: datetime
) -> int:
    """Put a corrected entry in the place of one, which is kept and marked; return its number.

    Refused «no_such_diary», «closed_diary», «over_a_day», or by the table of authority.
    """
    old = access_diary_as_staff(work, speaker, diary_id)
    new = put_in_place(work, old, correction, now)
    told = Addressed(old.person_id, DiaryMended(old.id, new), f"diary_mended:{new}")
    notify(work, [told], now)
    note(work, "mend_diary", "diary", new, speaker.person_id, now, replaces=old.id)
    return new


def put_in_place(work: UnitOfWork, old: Diary, correction: Correction, now: datetime) -> int:
    """Put the corrected entry in the place of one; return its number. What its firm said of the old is of the new. Refused «over_a_day»."""
    new = _corrected(old, correction, now)
    require_room(work, Whose(old.holder, old.holder_id, old.person_id, old.id), new.served_on, new.hours)
    old.state, old.closed_at = "replaced", now
    work.session.add(new)
    work.flush()
    hand_on(work, old.id, new.id)
    mark_due_for_check(work.connection, old.holder, old.holder_id)
    return new.id


def too_much(work: UnitOfWork, diary_id: int, correction: Correction) -> str:
    """Why a correction goes past the day's hours, or nothing."""
    old = work.session.get(Diary, diary_id)
    if old is None:
        return ""
    whose = Whose(old.holder, old.holder_id, old.person_id, old.id)
    day, hours = correction.served_on or old.served_on, correction.hours or old.hours
    beside = hours_beside(whose, others_of_day(work, whose, day))
    return over_a_day(day, beside) if beside + hours > LONGEST_DAY else ""


def access_diary_as_staff(work: UnitOfWork, speaker: Speaker, diary_id: int) -> Diary:
    """A diary that stands, of a holder in the jurisdiction, locked. Refused «no_such_diary», «closed_diary»."""
    diary = work.session.get(Diary, diary_id, with_for_update=True, populate_existing=True)
    if diary is None:
        raise Refused("no_such_diary", "没有这篇日记。")
    require(speaker, "mend_diary", _region(work, diary), [diary.person_id])
    if diary.state != "recorded":
        raise Refused("closed_diary", "这篇日记刚刚改过或撤回了。")
    return diary


def _region(work: UnitOfWork, diary: Diary) -> str | None:
    if diary.holder == "expert":
        return work.session.get_one(Expert, diary.holder_id).region
    return work.session.get_one(Station, diary.holder_id).region


def _corrected(old: Diary, correction: Correction, now: datetime) -> Diary:
    """As it was but for what is corrected; clock times stand only while the hours do."""
    return Diary(
        holder=old.holder,
        holder_id=old.holder_id,
        person_id=old.person_id,
        need_id=old.need_id,
        activity_id=old.activity_id,
        served_on=correction.served_on or old.served_on,
        hours=correction.hours if correction.hours is not None else old.hours,
        enterprises=correction.enterprises or old.enterprises,
        names=list(old.names),
        domains=list(old.domains),
        times=old.times if correction.hours in (None, old.hours) else [],
        form=old.form,
        kind=old.kind,
        region=old.region,
        outcome=old.outcome,
        result=old.result,
        state="recorded",
        replaces_id=old.id,
        recorded_at=now,
    )
