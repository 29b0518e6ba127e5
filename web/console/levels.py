"""Whose a decision is: what is another level's, or a colleague's, is shown and said before anything is asked (decision 0204)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from actions.access import kind_of, may_ever, pack_of
from actions.applications.review import step_of
from actions.complaints.hearing import hearers
from actions.refusal import Refused as NotDone
from actions.steps import StepAt, has_waited
from handlers.conversations.titles.holding import owners_of
from handlers.engine.context import ConversationContext
from handlers.rendering.citing import named
from programme.packs.offices import Step
from programme.steps import is_overdue
from storage.queries.applications.filed import application
from storage.queries.complaints.cases import get_case
from storage.queries.console.standing_with import Standing, of_renewals, of_titles, of_warnings
from storage.unit_of_work import UnitOfWork

Standings = Callable[[UnitOfWork, Collection[int]], Mapping[int, Standing]]
ELSEWHERE = "这一件由别的同事来办，您看得到，办不了。"
TITLED: Mapping[str, tuple[Step, Standings]] = {
    "warning": ("warn", of_warnings),
    "call": ("warn", of_warnings),
    "lift": ("warn", of_titles),
    "warned": ("warn", of_titles),
    "renewal": ("renew", of_renewals),
    "year": ("assess", of_titles),
    "suspended": ("revoke", of_titles),
}
"""Kinds of lines about a title: the step, and where the standing of their rows is found."""
CASES = frozenset({"objection", "complaint", "appeal"})
DECIDED: Mapping[str, str] = {
    "warn": "warning",
    "withhold": "warning",
    "lift": "lift",
    "agree_renewal": "renewal",
    "decline_renewal": "renewal",
    "keep_title": "year",
    "suspend": "suspended",
    "resume": "suspended",
    "revoke": "suspended",
    "reinstate": "suspended",
    "pass": "application",
    "return": "application",
    "refuse": "application",
    "uphold_objection": "objection",
    "dismiss_objection": "objection",
    "uphold_complaint": "complaint",
    "dismiss_complaint": "complaint",
    "uphold_appeal": "appeal",
    "dismiss_appeal": "appeal",
}
"""Decisions, by the kind of line whose step they are."""


def not_ours(talk: ConversationContext, code: str, key: int) -> str:
    """Why a decision about this is not the reader's, in words; empty where it is, as far as levels go."""
    return talk.once(said_of, DECIDED.get(code, ""), (key,)).get(key, "")


def said_of(talk: ConversationContext, what: str, keys: Collection[int]) -> Mapping[int, str]:
    """Of the lines of a kind that are not the reader's to decide: why not."""
    if what in CASES:
        return {key: ELSEWHERE for key in keys if not _hears(talk, key)}
    steps = _steps(talk, what, keys)
    said = {key: _refusal(talk, at) for key, at in steps.items()}
    return {key: words for key, words in said.items() if words}


def _steps(talk: ConversationContext, what: str, keys: Collection[int]) -> Mapping[int, StepAt]:
    if what == "application":
        found = {key: application(talk.work, key) for key in keys}
        return {
            key: step_of(one, pack_of(one.pack, talk.rules), talk.now) for key, one in found.items() if one
        }
    if what not in TITLED:
        return {}
    step, standings = TITLED[what]
    return {key: _at(talk, step, one) for key, one in standings(talk.work, keys).items()}


def _at(talk: ConversationContext, step: Step, one: Standing) -> StepAt:
    pack = pack_of(one.pack, talk.rules)
    if isinstance(one.since, datetime):
        overdue = has_waited(pack, one.since, talk.now)
    else:
        overdue = one.since is not None and is_overdue(pack, one.since, talk.today, pack.calendar)
    return StepAt(step, pack, kind_of(one.kind), one.region, overdue=overdue)


def _refusal(talk: ConversationContext, at: StepAt) -> str:
    try:
        talk.once(owners_of).require(talk.speaker, at)
    except NotDone as refusal:
        return named(refusal.text)
    return ""


def _hears(talk: ConversationContext, case: int) -> bool:
    """Whether the reader decides it, or nobody may, so that whoever reads it has somebody named."""
    able = hearers(talk.work, get_case(talk.work, case))
    return not able or talk.speaker.person_id in able


def may_read_cases(talk: ConversationContext, kind: str) -> bool:
    """Whether cases of this kind are for the reader's eyes: one that is decided is only for who may ever decide it."""
    return kind not in CASES or may_ever(talk.speaker, f"decide_{kind}")
