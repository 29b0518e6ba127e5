"""Titles fetched for a deed: the qualification, locked, whose it is, and whether the speaker may touch it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.access import pack_of, require, step
from actions.audit import note
from actions.notify import Addressed, notify
from actions.refusal import Refused
from actions.steps import StepAt, StepOwners
from actions.titles.notices import Standing
from programme.lifecycle import Transition
from programme.packs import RulePack
from programme.packs.offices import Step
from programme.qualification import qualification as life_of
from storage.queries.people.speakers import Speaker
from storage.queries.titles.holders import Holder, holder_of
from storage.tables import Qualification
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Title:
    """A qualification that somebody may decide about: locked, with its holder and the pack it stands under."""

    held: Qualification
    who: Holder
    pack: RulePack
    by: Speaker

    def step(self, deed: str) -> Transition:
        """The transition that this deed makes of the title. Refused where its state or the speaker's role forbids it."""
        return step(life_of(self.pack, self.who.kind), self.held.state, deed, self.by)


STEPS: dict[str, Step] = {
    "issue_warning": "warn",
    "withhold_warning": "warn",
    "suspend": "revoke",
    "revoke": "revoke",
    "decide_renewal": "renew",
}
"""Whose the deeds about a title are, by the right that they take."""


def access_own_step(
    work: UnitOfWork,
    speaker: Speaker,
    qualification_id: int,
    action: str,
    rules: RulePack,
    *,
    step: Step | None = None,
    overdue: bool = False,
) -> Title:
    """The same, and refused «wrong_level» where the step that the action is, or this one, is another level's."""
    title = access_title(work, speaker, qualification_id, action, rules)
    StepOwners(work).require(speaker, step_of(title, step or STEPS[action], overdue=overdue))
    return title


def step_of(title: Title, step: Step, *, overdue: bool = False) -> StepAt:
    """A step about this title."""
    return StepAt(step, title.pack, title.who.kind, title.who.region, overdue=overdue)


def access_title(
    work: UnitOfWork, speaker: Speaker, qualification_id: int, action: str, rules: RulePack
) -> Title:
    """The title, locked until the transaction ends. Refused where there is none, or the speaker may not do this."""
    held = work.session.get(Qualification, qualification_id, with_for_update=True, populate_existing=True)
    who = access_holder(work, speaker, qualification_id, action)
    assert held is not None
    return Title(held, who, pack_of(held.pack, rules), speaker)


def access_holder(work: UnitOfWork, speaker: Speaker, qualification_id: int, action: str) -> Holder:
    """Who holds this qualification. Refused where there is none, or the speaker may not do this to them."""
    who = holder(work, qualification_id)
    require(speaker, action, who.region, [who.person_id])
    return who


def holder(work: UnitOfWork, qualification_id: int) -> Holder:
    """Who holds this qualification. Refused where there is none."""
    who = holder_of(work, qualification_id)
    if who is None:
        raise Refused("no_qualification", "没有这份资格。")
    return who


def tell_standing(
    work: UnitOfWork, title: Title, now: datetime, *, was: str, ground: str = "", reason: str = ""
) -> None:
    """The holder is told in which state the title is now, and `was` before."""
    held = title.held
    notice = Standing(held.id, held.state, ground, reason, was)
    key = f"standing:{held.id}:{held.state}:{int(now.timestamp())}"
    notify(work, [Addressed(title.who.person_id, notice, key)], now)


def note_title(work: UnitOfWork, deed: str, title: Title, now: datetime, reason: str, **detail: str) -> None:
    """The trace of a deed about a title."""
    by = title.by.person_id
    note(work, deed, "qualification", title.held.id, by, now, reason=reason, **detail)
