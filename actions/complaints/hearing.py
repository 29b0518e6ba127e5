"""Who hears a case: never whom it accuses nor who brought it, an appeal never who decided before.

The level whose step it is by the pack hears an objection or an appeal; where nobody of it is left, the level above. Where there is none it
waits: whoever brought it is told so, and it stands in the digests until somebody else is named. Of a complaint, a rating and a struck diary
no pack says whose they are: colleagues of the place and the levels above hear them.
"""

from __future__ import annotations

from datetime import datetime

from actions.access import kind_of, pack_of
from actions.notify import staff_of
from actions.steps import StepAt, StepOwners, has_waited
from programme.cases import UNJUDGED
from storage.queries.complaints.cases import CaseFacts, staff_accused
from storage.queries.complaints.contestable import Contestable, deciders_of, title_or_application
from storage.unit_of_work import UnitOfWork


def hearers(work: UnitOfWork, case: CaseFacts, owners: StepOwners | None = None) -> list[int]:
    """The members of staff of the place and above who are told of the case, and may decide it where it is decided; perhaps none.

    `owners`: whose steps are, where it is asked of many cases.
    """
    if case.kind in UNJUDGED:
        return staff_of(work, case.region, to_decide(case.kind))
    barred = staff_accused(work, case.id) | {case.person_id}
    barred |= _deciders(work, case)
    at = _step_of(work, case)
    if at is None:
        return [one for one in staff_of(work, case.region, to_decide(case.kind)) if one not in barred]
    return (owners or StepOwners(work)).impartial(at, barred)


def is_heard(work: UnitOfWork, case: CaseFacts) -> bool:
    """Whether there is anybody to decide it."""
    return bool(hearers(work, case))


def to_decide(kind: str) -> str:
    """The right that deciding a case of this kind takes; none for what is only heard or answered."""
    return "" if kind in UNJUDGED else f"decide_{kind}"


def objection_at(case: CaseFacts, now: datetime | None = None) -> StepAt | None:
    """The step of deciding an objection, with whether it is overdue by `now`; None of another case."""
    if case.kind != "objection" or not (case.pack and case.applicant):
        return None
    pack = pack_of(case.pack)
    overdue = now is not None and has_waited(pack, case.filed_at, now)
    return StepAt("objection", pack, kind_of(case.applicant), case.region, overdue=overdue)


def _deciders(work: UnitOfWork, case: CaseFacts) -> set[int]:
    """Who took the decision that is appealed."""
    if case.kind != "appeal" or not case.about:
        return set()
    return deciders_of(work, Contestable.read(case.about))


def _step_of(work: UnitOfWork, case: CaseFacts) -> StepAt | None:
    """Whose it is to decide an objection, or an appeal about a title or an application; None where no pack says."""
    if case.kind == "objection":
        return objection_at(case)
    about = (
        title_or_application(work, Contestable.read(case.about))
        if case.kind == "appeal" and case.about
        else None
    )
    return StepAt("appeal", pack_of(about[0]), kind_of(about[1]), case.region) if about else None
