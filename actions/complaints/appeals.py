"""Appeals: somebody contests a decision about themselves; staff who did not take it look again. No title changes by it."""

from __future__ import annotations

from datetime import datetime

from actions.access import require, step
from actions.complaints.access import access_appeal
from actions.complaints.cases import close_case, file_case
from programme.cases import appeal
from storage.queries.people.speakers import Speaker
from storage.tables import Case
from storage.unit_of_work import UnitOfWork


def contest(
    work: UnitOfWork, speaker: Speaker, decision: str | None, text: str, region: str, now: datetime
) -> int:
    """Contest a decision («warning:5»), or one that is not on record here. Return the case's number."""
    require(speaker, "appeal")
    case = Case(kind="appeal", about=decision, against=speaker.name)
    return file_case(work, speaker, case, region, text, now)


def decide_appeal(
    work: UnitOfWork, speaker: Speaker, case_id: int, deed: str, reason: str, now: datetime
) -> None:
    """`uphold` or `dismiss`: who appealed is told; what follows for a title is a deed of its own."""
    case = access_appeal(work, speaker, case_id, reason)
    target = step(appeal(), case.state, deed, speaker).target
    close_case(work, speaker, case, deed, target, reason, now)
