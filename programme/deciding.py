"""Decisions that are hard to undo: proposed by one, confirmed by another, taken back within a day, appealed until a day."""

from datetime import date, datetime, timedelta

from programme.lifecycle import Lifecycle, lifecycle, rows
from programme.packs.model import RulePack
from programme.packs.spans import Deciding
from programme.roles import DECIDERS
from programme.workdays import Calendar, is_working

EXCEPTION = "例外"
"""The word with which the reason of an exception begins."""
STATES = {"proposed": "等第二人确认", "done": "已决定", "dropped": "没有同意", "undone": "已撤回"}


def decision(pack: RulePack) -> Lifecycle:
    """proposed → done or dropped; done → undone, as long as the pack allows."""
    clause = pack.deciding.clause
    table = (
        *rows(["proposed"], "confirm", "done", DECIDERS, clause),
        *rows(["proposed"], "drop", "dropped", DECIDERS, clause),
        *rows(["done"], "undo", "undone", DECIDERS, clause),
    )
    return lifecycle("决定", "proposed", STATES, table)


def alone_from(proposed_on: date, calendar: Calendar) -> date:
    """The day from which whoever proposed may confirm alone, where there is nobody else: the next working day."""
    day = proposed_on + timedelta(days=1)
    while not is_working(day, calendar):
        day += timedelta(days=1)
    return day


def appeal_until(rule: Deciding, decided_on: date) -> date:
    """The last day on which the decision may be appealed; that day still counts."""
    return decided_on + timedelta(days=rule.appeal_days)


def may_take_back(rule: Deciding, decided_at: datetime, now: datetime) -> bool:
    """Whether a decision is so new that it may be taken back."""
    return now - decided_at <= timedelta(hours=rule.undo_hours)


def is_exception(reason: str) -> bool:
    """Whether a reason says of itself that it is an exception's."""
    return reason.strip().startswith(EXCEPTION)


def too_short(rule: Deciding, reason: str) -> int:
    """How many characters the reason of an exception still lacks; 0 where it is long enough."""
    said = reason.strip().removeprefix(EXCEPTION).lstrip(" ：:，,。")
    return max(rule.exception_words - len(said), 0)
