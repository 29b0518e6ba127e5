"""What falls due: what each subject's `due.py` offers, and a reminder of policy as the notice of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Protocol

from actions.notify import Addressed, Notice
from programme.packs import RulePack
from programme.reminders import Reminder
from storage.unit_of_work import UnitOfWork
from storage.window import Window


class DueDates(Protocol):
    """A subject's `due.py`. `actions/reminders` asks one after the other, in one transaction."""

    def due(self, work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
        """Whom to tell what, since it fell due within the window. A key that was queued before is left out later."""

    def next_due(self, work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
        """The first moment after `after` at which something falls due, as things stand; None where nothing does."""


def reminded(
    person_id: int, reminder: Reminder | None, *kinds: type[Notice], key: str = ""
) -> Iterator[Addressed]:
    """The reminder as the notice of its kind, which is one of `kinds`; nothing without one.

    `key` is added to the reminder's own where several people hear of the same thing.
    """
    if reminder:
        notice = next(one for one in kinds if one.kind == reminder.kind)
        yield Addressed(person_id, notice.read(reminder.facts), f"{reminder.key}{key}")


def first(*moments: datetime | None) -> datetime | None:
    """The earliest of those that there are."""
    return min((moment for moment in moments if moment), default=None)


def moved(moment: datetime | None, by: timedelta) -> datetime | None:
    """The moment so much later; None without one."""
    return moment + by if moment else None


def morning(day: date | None, zone: tzinfo | None) -> datetime | None:
    """The moment at which a day begins; None without one."""
    return datetime.combine(day, time(), zone) if day else None
