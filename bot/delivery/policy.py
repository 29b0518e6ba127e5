"""When a message may go: an answer at once, a notice by day, to staff and what is grave on a working day, a reminder within its limits."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from actions.limits import LIMITED, free_day
from bot.clock import SHANGHAI
from bot.delivery.render import grave, reminders
from programme.delivery import QUIET_TO, grave_may_go_at, may_go_at, next_reminder_at
from programme.packs import RulePack
from programme.workdays import is_working
from storage.queries.delivery.due import Due
from storage.queries.delivery.reminders import last_reminder, who_is_reminded
from storage.unit_of_work import UnitOfWork


def policy(work: UnitOfWork, message: Due, now: datetime, rules: RulePack) -> datetime | None:
    """The moment from which a message may go; None for a reminder that its person will never want."""
    if message.is_answer or message.urgent:
        return now
    local = now.astimezone(SHANGHAI)
    if message.missed:  # its person has just written, and the way may soon be closed again
        return now if _day(work, message, local, rules) else None
    if message.state == "sending":
        return may_go_at(local, urgent=False)
    if message.kind in grave():
        return grave_may_go_at(local, rules.calendar)
    if message.kind in reminders():
        last = last_reminder(work, message.person_id, reminders())
        local = next_reminder_at(local, last.astimezone(SHANGHAI) if last else None)
    local = may_go_at(local, urgent=False)
    day = _day(work, message, local, rules)
    return _morning(day, local) if day else None


def may_join(work: UnitOfWork, message: Due, now: datetime, rules: RulePack) -> bool:
    """Whether a reminder may be said today within another one."""
    local = now.astimezone(SHANGHAI)
    return _day(work, message, local, rules) == local.date()


def _day(work: UnitOfWork, message: Due, local: datetime, rules: RulePack) -> date | None:
    if message.kind in LIMITED:
        return free_day(work, message.person_id, message.kind, message.facts, rules, local)
    day = local.date()
    if who_is_reminded(work, message.person_id).is_staff:
        while not is_working(day, rules.calendar):
            day += timedelta(days=1)
    return day


def _morning(day: date, local: datetime) -> datetime:
    """The moment itself if it is on this day, else the end of its quiet hours."""
    return local if day == local.date() else datetime.combine(day, QUIET_TO, local.tzinfo)
