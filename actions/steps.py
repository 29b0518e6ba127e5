"""Whose a step is: asked before a deed, when somebody is to be told, and when a list says what is the reader's to do.

Who is there is read from the staff that have the right, so that a level with clerks alone leaves decisions to the one above.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from actions.access import policy
from actions.notify import Addressed, Notice, Officer, StaffByRegion, all_staff
from programme import steps
from programme.errors import Refused as RefusedByPolicy
from programme.packs import Kind, RulePack
from programme.packs.offices import Level, Step
from programme.steps import RIGHTS, Owner, is_overdue, level_of
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class StepAt:
    """A step of a pack about a kind of holder in a place. `level`: of a review, the level that the application waits for.

    `overdue`: it has waited for its owner for so long that a level above may do it.
    """

    step: Step
    pack: RulePack
    kind: Kind
    region: str | None
    level: Level | None = None
    overdue: bool = False


class StepOwners:
    """Whose steps are, as the staff stand; read once, and asked as often as one likes."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self._staff: dict[str, StaffByRegion] = {}
        self._everybody: list[Officer] | None = None

    def owner(self, at: StepAt) -> Owner | None:
        """Who owns the step and who does it as things are; None where whoever has the right may."""
        present = {level_of(office) for _, office in self._around(at)}
        return steps.owner(at.pack, at.kind, at.step, present, reviewed_by=at.level)

    def require(self, speaker: Speaker, at: StepAt) -> None:
        """Refused «wrong_level» where the step is another level's. Whether they have the right at all is asked elsewhere."""
        self.require_office(speaker.jurisdiction, at)

    def require_office(self, jurisdiction: str | None, at: StepAt) -> None:
        """The same of whoever sits in an office."""
        with policy():
            self._check(jurisdiction, at)

    def owns(self, jurisdiction: str | None, at: StepAt) -> bool:
        """Whether `require` would let an office pass."""
        try:
            self._check(jurisdiction, at)
        except RefusedByPolicy:
            return False
        return True

    def persons(self, at: StepAt) -> list[int]:
        """Those of the level that does the step."""
        found = self.owner(at)
        return [who for who, office in self._around(at) if found is None or level_of(office) == found.acts]

    def impartial(self, at: StepAt, barred: Collection[int]) -> list[int]:
        """The same without these persons; where none is left, those of the nearest level above; never a level below."""
        found, able = self.owner(at), [one for one in self._around(at) if one[0] not in barred]
        reach = [(level_of(office), who) for who, office in able]
        levels = [level for level, _ in reach if found is None or level <= found.acts]
        nearest = max(levels, default=None)
        return [who for level, who in reach if level == nearest or (found is None)]

    def told(self, at: StepAt, notice: Notice, key: str) -> list[Addressed]:
        """The notice for those who do the step, and for nobody else."""
        return [Addressed(person, notice, f"{key}:{person}") for person in self.persons(at)]

    def in_file(self, at: StepAt) -> tuple[str, ...]:
        """What the file of a decision says where a lower level acts for the owner."""
        found = self.owner(at)
        return (found.in_words,) if found and found.in_words else ()

    def offices(self, step: Step) -> list[str]:
        """The jurisdictions of all who have its right, wherever they sit."""
        return self._with(RIGHTS[step]).all

    def with_right(self, right: str, region: str | None) -> list[int]:
        """Those of a place and above who have a right, whatever level."""
        return self._with(right).of(region)

    def names(self) -> list[tuple[int, str]]:
        """Person and name of every member of staff who has one."""
        return [(person, name) for person, _, _, name in self._all() if name]

    def _check(self, jurisdiction: str | None, at: StepAt) -> None:
        if found := self.owner(at):
            steps.require(level_of(jurisdiction), found, overdue=at.overdue)

    def _around(self, at: StepAt) -> list[tuple[int, str]]:
        return self._with(RIGHTS[at.step]).offices_of(at.region)

    def _with(self, right: str) -> StaffByRegion:
        if right not in self._staff:
            self._staff[right] = StaffByRegion(self._work, right, self._all())
        return self._staff[right]

    def _all(self) -> list[Officer]:
        if self._everybody is None:
            self._everybody = all_staff(self._work)
        return self._everybody


def has_waited(pack: RulePack, since: datetime | None, now: datetime) -> bool:
    """Whether something has waited for its owner since a moment for longer than the pack gives."""
    if since is None:
        return False
    return is_overdue(pack, since.astimezone(now.tzinfo).date(), now.date(), pack.calendar)
