"""Appeals: somebody contests a decision about themselves; staff who did not take it look again. No title changes by it."""

from __future__ import annotations

from datetime import datetime

from actions.access import require, step
from actions.complaints.access import access_appeal
from actions.complaints.cases import close_case, file_case
from actions.refusal import Refused
from programme.cases import appeal
from programme.spans import plain_day
from storage.queries.complaints.contestable import Contestable, appeal_ends
from storage.queries.people.speakers import Speaker
from storage.tables import Case
from storage.unit_of_work import UnitOfWork


def contest(
    work: UnitOfWork, speaker: Speaker, decision: str | None, text: str, region: str, now: datetime
) -> int:
    """Contest a decision («warning:5»), or one that is not on record here. Return the case's number.

    Refused «late_appeal» after the day that its notice named.
    """
    require(speaker, "appeal")
    until = appeal_ends(work, Contestable.read(decision)) if decision else None
    if until is not None and now.date() > until:
        day = plain_day(until, now.date())
        raise Refused("late_appeal", f"这个决定的申诉到 {day}为止，现在收不了了。有新情况，说「转人工」。")
    case = Case(kind="appeal", about=decision, against=speaker.name)
    return file_case(work, speaker, case, region, text, now)


def decide_appeal(
    work: UnitOfWork, speaker: Speaker, case_id: int, deed: str, reason: str, now: datetime
) -> None:
    """`uphold` or `dismiss`: who appealed is told; what follows for a title is a deed of its own."""
    case = access_appeal(work, speaker, case_id, reason)
    target = step(appeal(), case.state, deed, speaker).target
    close_case(work, speaker, case, deed, target, reason, now)
