"""Whoever brought a case says more of it, while nobody has decided it; nobody but staff hears of it."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.complaints.access import access_own_case
from actions.complaints.hearing import hearers
from actions.complaints.notices import CaseAdded
from actions.notify import Addressed, notify
from actions.refusal import Refused
from programme.cases import UNDECIDED
from storage.queries.complaints.cases import get_case
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork

ADDED = "\n补充："
"""What stands before each addition in the text of a case."""


def add_to_case(work: UnitOfWork, speaker: Speaker, case_id: int, text: str, now: datetime) -> None:
    """Put words behind those of a case, and tell whoever hears it. Refused «not_yours», «decided»."""
    case = access_own_case(work, speaker, case_id)
    if case.state not in UNDECIDED:
        raise Refused("decided", "这一件已经有结果了。还有要说的，另提一件。")
    case.text = f"{case.text}{ADDED}{text}"
    work.flush()
    count = case.text.count(ADDED)
    told = [
        Addressed(one, CaseAdded(case.id, count), f"case_added:{case.id}:{count}:{one}")
        for one in hearers(work, get_case(work, case.id))
    ]
    notify(work, told, now)
    note(work, f"add_to_{case.kind}", "case", case.id, speaker.person_id, now)
