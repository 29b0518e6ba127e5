"""Warnings for silence (S6.6): given or withheld by staff when they fall due, and lifted by staff."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ScalarResult, select

from actions.access import step
from actions.notify import Addressed, notify
from actions.refusal import Refused
from actions.steps import StepOwners
from actions.titles import ruling
from actions.titles.dossier import matter_of
from actions.titles.holders import (
    STEPS,
    Title,
    access_own_step,
    access_title,
    note_title,
    step_of,
    tell_standing,
)
from actions.titles.notices import Warned
from actions.titles.ruling import Decided
from actions.titles.silence import silent_since
from programme.packs import RulePack
from programme.qualification import warning as life_of
from programme.steps import is_overdue
from storage.queries.delivery.arrived import call_off, has_arrived
from storage.queries.people.speakers import Speaker
from storage.queries.titles.holders import Holder
from storage.tables import FormalWarning, Qualification
from storage.unit_of_work import UnitOfWork


def decide_warning(
    work: UnitOfWork,
    speaker: Speaker,
    warning_id: int,
    deed: str,
    reason: str,
    rules: RulePack,
    now: datetime,
) -> Holder:
    """`issue` or `withhold` a warning that has fallen due; return whom it concerns."""
    warning, title = _access_warning(work, speaker, warning_id, f"{deed}_warning", rules, now)
    target = step(life_of(title.pack, title.who.kind), warning.state, deed, speaker).target
    if silent_since(work, title.held, now) != warning.silent_since:
        raise Refused("not_silent", f"{title.who.name}已经补报了志愿日记，不用警告了。")
    state = title.step("warn").target if deed == "issue" else title.held.state
    title.held.state = state
    warning.state, warning.reason, warning.decided_at = target, reason, now
    if deed == "issue":
        told = Addressed(title.who.person_id, Warned(warning.id), f"warned:{warning.id}")
        notify(work, [told], now)
        matter = replace(
            matter_of(work, title.who, title.held, rules, now), subject="warning", subject_id=warning.id
        )
        ruling.keep(work, speaker, matter, Decided("issue_warning", reason), title.pack, now)
    note_title(work, f"{deed}_warning", title, now, reason)
    return title.who


def lift_warning(
    work: UnitOfWork, speaker: Speaker, qualification_id: int, reason: str, rules: RulePack, now: datetime
) -> Holder:
    """The holder is in good standing again, and told; return whom it concerns.

    A warning that its holder has not been told of is taken back in silence, and waits for a decision again.
    """
    title = access_own_step(work, speaker, qualification_id, "issue_warning", rules)
    was, title.held.state = title.held.state, title.step("lift").target
    standing = list(issued(work, title.held))
    unheard = bool(standing) and not any(_has_arrived(work, title, one) for one in standing)
    for warning in standing:
        deed = "recall" if unheard else "lift"
        warning.state = step(life_of(title.pack, title.who.kind), warning.state, deed, speaker).target
        call_off(work, title.who.person_id, Warned.kind, warning=warning.id)
    if not unheard:
        tell_standing(work, title, now, was=was, reason=reason)
    note_title(work, "recall_warning" if unheard else "lift_warning", title, now, reason)
    return title.who


def _has_arrived(work: UnitOfWork, title: Title, warning: FormalWarning) -> bool:
    return has_arrived(work, title.who.person_id, Warned.kind, warning=warning.id)


def issued(work: UnitOfWork, held: Qualification) -> ScalarResult[FormalWarning]:
    """The warnings of a title that stand."""
    found = select(FormalWarning).where(FormalWarning.qualification_id == held.id)
    return work.session.scalars(found.where(FormalWarning.state == "issued"))


def _access_warning(
    work: UnitOfWork, speaker: Speaker, warning_id: int, action: str, rules: RulePack, now: datetime
) -> tuple[FormalWarning, Title]:
    """The warning and its title, locked. Refused where there is none, or the speaker may not do this."""
    warning = work.session.get(FormalWarning, warning_id, with_for_update=True, populate_existing=True)
    if warning is None:
        raise Refused("no_warning", "没有待决定的警告。")
    title = access_title(work, speaker, warning.qualification_id, action, rules)
    overdue = is_overdue(title.pack, warning.due_on, now.date(), rules.calendar)
    StepOwners(work).require(speaker, step_of(title, STEPS[action], overdue=overdue))
    return warning, title
