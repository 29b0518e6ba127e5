"""Which of the things that wait are the reader's to do: a step of a pack belongs to one level, and the others see it in lists.

Only steps are left out. Needs, complaints, diaries, a call to who is silent: no pack says whose they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from actions.access import kind_of, known_pack, pack_of
from actions.applications.apply import PASSED, REVIEWS
from actions.applications.publicity import publicity_at
from actions.complaints.hearing import hearers, objection_at
from actions.road import office_ahead
from actions.steps import StepAt, StepOwners, has_waited
from actions.titles import ruling
from programme.packs.offices import Step
from programme.steps import level_of, overdue_on
from storage.queries.complaints.cases import get_case
from storage.queries.reports.digests import Found, Reach, Waiting
from storage.queries.reports.step_facts import ApplicationAt, applications_at, titles_at, waiting_since
from storage.tables import StaffDecision
from storage.unit_of_work import UnitOfWork

ABOUT_TITLES: dict[str, tuple[Step, str]] = {
    "warning": ("warn", "warning"),
    "call": ("warn", "warning"),
    "lift": ("warn", "title"),
    "warned": ("warn", "title"),
    "suspended": ("revoke", "title"),
    "renewal": ("renew", "renewal"),
    "year": ("assess", "title"),
}
"""Sections about titles: the step that seeing to it is, and what their rows are."""
STEPS: dict[str, Step] = {
    **{what: step for what, (step, _) in ABOUT_TITLES.items()},
    "application": "review",
    "returned": "review",
    "objection": "objection",
    "appeal": "appeal",
    "second": "revoke",
}
"""The sections that are steps of a pack."""


@dataclass(slots=True)
class OwnSteps:
    """Told for one reader at one moment; who is there is read once."""

    at: Reach
    now: datetime
    _owners: StepOwners = field(init=False)

    def __post_init__(self) -> None:
        self._owners = StepOwners(self.at.work)

    def is_shared(self, what: str) -> bool:
        """Whether it is a step, and staff of another level than the reader's have its right: else all of it is the reader's."""
        if what not in STEPS:
            return False
        mine = level_of(self.at.jurisdiction)
        return any(level_of(office) != mine for office in self._owners.offices(STEPS[what]))

    def of(self, what: str, found: Found[Waiting]) -> Found[Waiting]:
        """Those rows that are the reader's to do."""
        is_mine = self._judge(what, [row.id for row in found.rows])
        rows = [row for row in found.rows if is_mine(row.id)]
        return Found(len(rows), rows)

    def _judge(self, what: str, ids: list[int]) -> Callable[[int], bool]:
        if what in ABOUT_TITLES:
            mine = self._titles(*ABOUT_TITLES[what], ids)
            return mine.__contains__
        if what in ("application", "returned"):
            mine = self._applications(ids)
            return mine.__contains__
        return self._hears if what in ("objection", "appeal") else self._seconds

    def _titles(self, step: Step, about: str, ids: list[int]) -> set[int]:
        return {
            key
            for key, one in titles_at(self.at.work, about, ids).items()
            if self._owns(StepAt(step, pack_of(one.pack), kind_of(one.kind), one.region))
        }

    def _applications(self, ids: list[int]) -> set[int]:
        return {
            key for key, one in applications_at(self.at.work, ids).items() if self._owns(self._review(one))
        }

    def _review(self, one: ApplicationAt) -> StepAt:
        pack = pack_of(one.pack)
        if one.state == PASSED:
            return publicity_at(one, pack, self.now)
        overdue = has_waited(pack, one.submitted_at, self.now)
        return StepAt("review", pack, kind_of(one.kind), one.region, office_ahead(one, pack), overdue)

    def _hears(self, case_id: int) -> bool:
        """Whoever may decide it; all, while nobody may."""
        case = get_case(self.at.work, case_id)
        hear = hearers(self.at.work, case, self._owners)
        late = objection_at(case, self.now)
        return not hear or self.at.reader in hear or (late is not None and late.overdue and self._owns(late))

    def _seconds(self, decision_id: int) -> bool:
        """Whoever may confirm it; who proposed it sees that it waits, and all do while nobody is there to confirm it."""
        made = self.at.work.session.get_one(StaffDecision, decision_id)
        asked = ruling.seconds(self.at.work, made, owners=self._owners)
        return not asked or self.at.reader in (*asked, made.proposed_by)

    def _owns(self, at: StepAt) -> bool:
        return self._owners.owns(self.at.jurisdiction, at)


def handed_up_on(work: UnitOfWork, after: datetime) -> set[date]:
    """The days ahead on which an application that waits becomes one that a level above may see to."""
    days = {
        overdue_on(pack, since.astimezone(after.tzinfo).date(), pack.calendar)
        for name, since in waiting_since(work, (*REVIEWS, PASSED))
        if (pack := known_pack(name))
    }
    return {day for day in days if day >= after.date()}
