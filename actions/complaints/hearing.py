"""Who hears a case: never whom it accuses nor who brought it, an appeal never who decided before.

The level whose step it is by the pack hears an objection or an appeal; where nobody of it is left, the level above. Where there is none it
waits: whoever brought it is told so, and it stands in the digests until somebody else is named. Of a complaint, a rating and a struck diary
no pack says whose they are: colleagues of the place and the levels above hear them.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from actions.access import kind_of, pack_of
from actions.steps import StepAt, StepOwners, has_waited
from programme.cases import UNJUDGED
from storage.queries.complaints.cases import CaseFacts, accused_among
from storage.queries.complaints.contestable import Contestable, deciders_of, titles_and_applications
from storage.unit_of_work import UnitOfWork


class Hearing:
    """Who hears each of several cases: staff are read once, and so are the decisions that are appealed.

    `owners`: whose steps are, where that is known already.
    """

    def __init__(
        self, work: UnitOfWork, cases: Collection[CaseFacts], owners: StepOwners | None = None
    ) -> None:
        judged = [case for case in cases if case.kind not in UNJUDGED]
        appealed = {Contestable.read(case.about) for case in judged if case.kind == "appeal" and case.about}
        self._owners = owners or StepOwners(work)
        self._staff = self._owners.names() if judged else []
        self._deciders = deciders_of(work, appealed)
        self._titles = titles_and_applications(work, appealed)

    def of(self, case: CaseFacts) -> list[int]:
        """The members of staff of the place and above who are told of it, and may decide it where it is decided; perhaps none."""
        if case.kind in UNJUDGED:
            return self._owners.with_right(to_decide(case.kind), case.region)
        barred = self.accused(case) | {case.person_id} | self._deciders.get(_appealed(case), set())
        at = self._step_of(case)
        if at is None:
            able = self._owners.with_right(to_decide(case.kind), case.region)
            return [one for one in able if one not in barred]
        return self._owners.impartial(at, barred)

    def accused(self, case: CaseFacts) -> set[int]:
        """The members of staff whom it accuses."""
        return accused_among(case, self._staff)

    def _step_of(self, case: CaseFacts) -> StepAt | None:
        """Whose it is to decide an objection, or an appeal about a title or an application; None where no pack says."""
        if case.kind == "objection":
            return objection_at(case)
        about = self._titles.get(_appealed(case))
        return StepAt("appeal", pack_of(about[0]), kind_of(about[1]), case.region) if about else None


def hearers(work: UnitOfWork, case: CaseFacts, owners: StepOwners | None = None) -> list[int]:
    """Who hears one case."""
    return Hearing(work, [case], owners).of(case)


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


def _appealed(case: CaseFacts) -> Contestable:
    """The decision that is appealed; of another case, none that there is."""
    is_appeal = case.kind == "appeal" and case.about
    return Contestable.read(case.about) if is_appeal and case.about else Contestable("", 0)
