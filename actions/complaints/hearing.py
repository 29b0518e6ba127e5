"""Who hears a case: never whom it accuses nor who brought it, an appeal never who decided before.

Colleagues of the place, and the levels above whose jurisdiction holds it. Where nobody is left it waits: whoever brought it is
told so, and it stands in the digests until somebody else is named.
"""

from __future__ import annotations

from actions.notify import staff_of
from programme.cases import UNJUDGED
from storage.queries.complaints.cases import CaseFacts, staff_accused
from storage.queries.complaints.contestable import Contestable, deciders_of
from storage.unit_of_work import UnitOfWork


def hearers(work: UnitOfWork, case: CaseFacts) -> list[int]:
    """The members of staff of the place and above who are told of the case, and may decide it where it is decided; perhaps none."""
    staff = staff_of(work, case.region, to_decide(case.kind))
    if case.kind in UNJUDGED:
        return staff
    barred = staff_accused(work, case.id) | {case.person_id}
    impartial = [person for person in staff if person not in barred]
    return _without_deciders(work, case, impartial)


def is_heard(work: UnitOfWork, case: CaseFacts) -> bool:
    """Whether there is anybody to decide it."""
    return bool(hearers(work, case))


def to_decide(kind: str) -> str:
    """The right that deciding a case of this kind takes; none for what is only heard or answered."""
    return "" if kind in UNJUDGED else f"decide_{kind}"


def _without_deciders(work: UnitOfWork, case: CaseFacts, staff: list[int]) -> list[int]:
    if case.kind != "appeal" or not case.about:
        return staff
    before = deciders_of(work, Contestable.read(case.about))
    return [person for person in staff if person not in before]
