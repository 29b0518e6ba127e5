"""What becomes of diaries that were held for a case: struck when it is true, counted again when it is not."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from storage.queries.titles.due_holders import mark_due_for_check
from storage.tables import Diary, DiaryReview
from storage.unit_of_work import UnitOfWork


def settle_diaries(
    work: UnitOfWork, case_id: int, is_true: bool, by: int, now: datetime, *, again: bool = False
) -> None:
    """The diaries that this case disputes; `by` is the person whose word settles it; `again`: it was settled otherwise before."""
    states, held = (("settled",), "recorded" if is_true else "struck") if again else (("open",), "held")
    disputes = select(DiaryReview).where(DiaryReview.case_id == case_id, DiaryReview.state.in_(states))
    for one in work.session.scalars(disputes):
        diary = work.session.get_one(Diary, one.diary_id)
        one.state = "settled"
        if diary.state == held:
            diary.state, diary.closed_at = ("struck", now) if is_true else ("recorded", None)
            if is_true:
                note(work, "strike_diary", "diary", diary.id, by, now, case=case_id)
        mark_due_for_check(work.connection, diary.holder, diary.holder_id)
