"""Which of the things that wait are the reader's to do: a step of a pack belongs to one level, and the others see it in lists.

Only steps are left out. Needs, complaints, diaries, a call to who is silent: no pack says whose they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from actions.access import kind_of, known_pack, pack_of
from actions.applications.apply import PASSED, REVIEWS
from actions.applications.publicity import publicity_at
from actions.complaints.hearing import Hearing, objection_at
from actions.road import office_ahead
from actions.steps import StepAt, StepOwners, has_waited
from actions.titles import ruling
from programme.packs.offices import Step
from programme.steps import level_of, overdue_on
from storage.queries.complaints.cases import CaseFacts
from storage.queries.reports.step_facts import waiting_since
from storage.queries.reports.waiting import Found, Reach, Waiting, WaitingApplication, WaitingCase
from storage.tables import StaffDecision
from storage.unit_of_work import UnitOfWork

ABOUT_TITLES: dict[str, Step] = {
    "warning": "warn",
    "call": "warn",
    "lift": "warn",
    "warned": "warn",
    "suspended": "revoke",
    "renewal": "renew",
    "year": "assess",
}
"""Sections about titles, and the step that seeing to it is."""
STEPS: dict[str, Step] = {
    **ABOUT_TITLES,
    "application": "review",
    "returned": "review",
    "objection": "objection",
    "appeal": "appeal",
    "second": "revoke",
}
"""The sections that are steps of a pack."""


def is_shared(owners: StepOwners, jurisdiction: str, what: str) -> bool:
    """Whether it is a step, and staff of another level than the reader's have its right: else all of it is the reader's."""
    if what not in STEPS:
        return False
    mine = level_of(jurisdiction)
    return any(level_of(office) != mine for office in owners.offices(STEPS[what]))


@dataclass(frozen=True, slots=True)
class OwnSteps:
    """Told for one reader at one moment."""

    at: Reach
    now: datetime
    owners: StepOwners
    hearing: Hearing
    """Of the cases that were found."""
    cases: Mapping[int, CaseFacts]

    def of(self, what: str, found: Found[Waiting]) -> Found[Waiting]:
        """Those rows that are the reader's to do."""
        rows = [row for row in found.rows if self._is_mine(what, row)]
        return Found(len(rows), rows)

    def impartial(self, found: Found[Waiting]) -> Found[Waiting]:
        """Of cases those that don't accuse the reader, with who hears each; what nobody may decide stands until somebody is named."""
        rows = [row for row in map(self._heard, found.rows) if row]
        return Found(found.count - len(found.rows) + len(rows), rows)

    def _heard(self, row: Waiting) -> WaitingCase | None:
        case = self.cases[row.id]
        able = tuple(self.hearing.of(case))
        if able and self.at.reader in self.hearing.accused(case):
            return None
        return WaitingCase(case.id, case.against, case.filed_at, case.text, case.about, able)

    def _is_mine(self, what: str, row: Any) -> bool:
        if what in ABOUT_TITLES:
            at = StepAt(ABOUT_TITLES[what], pack_of(row.pack), kind_of(row.kind), row.region)
            return self._owns(at)
        if what in ("application", "returned"):
            return self._owns(self._review(row))
        return self._hears(row) if what in ("objection", "appeal") else self._seconds(row.id)

    def _review(self, one: WaitingApplication) -> StepAt:
        pack = pack_of(one.pack)
        if one.state == PASSED:
            return publicity_at(one, pack, self.now)
        overdue = has_waited(pack, one.handed_in_at, self.now)
        return StepAt("review", pack, kind_of(one.kind), one.region, office_ahead(one, pack), overdue)

    def _hears(self, row: WaitingCase) -> bool:
        """Whoever may decide it; all, while nobody may."""
        late = objection_at(self.cases[row.id], self.now)
        able = row.heard_by
        return not able or self.at.reader in able or (late is not None and late.overdue and self._owns(late))

    def _seconds(self, decision_id: int) -> bool:
        """Whoever may confirm it; who proposed it sees that it waits, and all do while nobody is there to confirm it."""
        made = self.at.work.session.get_one(StaffDecision, decision_id)
        asked = ruling.seconds(self.at.work, made, owners=self.owners)
        return not asked or self.at.reader in (*asked, made.proposed_by)

    def _owns(self, at: StepAt) -> bool:
        return self.owners.owns(self.at.jurisdiction, at)


def handed_up_on(work: UnitOfWork, after: datetime) -> set[date]:
    """The days ahead on which an application that waits becomes one that a level above may see to."""
    days = {
        overdue_on(pack, since.astimezone(after.tzinfo).date(), pack.calendar)
        for name, since in waiting_since(work, (*REVIEWS, PASSED))
        if (pack := known_pack(name))
    }
    return {day for day in days if day >= after.date()}
