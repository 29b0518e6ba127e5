"""One sweep over everything that the passing of time brings to people's attention.

The watermark, moved in the same transaction, says how far the calendar has come: only what fell due since is looked
for, each time through an index. After an outage the window is as long as the outage was. Of holders, each carries the
day on which to look again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from actions.activities import due as activities
from actions.applications import due as applications
from actions.complaints import due as complaints
from actions.diaries import due as diaries
from actions.due import DueDates, first
from actions.needs import due as needs
from actions.notify import notify
from actions.offers import due as offers
from actions.people import due as people
from actions.reminders.watermark import advance, read_watermark
from actions.reports import due as reports
from actions.staff import due as staff
from actions.titles import due as titles
from programme.packs import RulePack
from storage.unit_of_work import UnitOfWork
from storage.window import Window

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
BY_WINDOW: tuple[DueDates, ...] = (
    staff,
    people,
    needs,
    offers,
    diaries,
    reports,
    applications,
    complaints,
    activities,
)
"""Subjects that look for what fell due since the watermark."""
SUBJECTS: tuple[DueDates, ...] = (*BY_WINDOW, titles)


def sweep(work: UnitOfWork, now: datetime, rules: RulePack) -> bool:
    """Queue what has fallen due since the last time; return whether there is more of it.

    It costs what is due. All marks of how far it has come are moved in this transaction, with what they queued.
    """
    remind(work, now, rules)
    return titles.more_due(work, now)


def remind(work: UnitOfWork, now: datetime, rules: RulePack, subjects: Sequence[DueDates] = SUBJECTS) -> None:
    """Ask the subjects in turn what fell due since the last time, and queue it.

    After a clock was set back, nothing lies in the window until it is there again.
    """
    work.flush()
    window = Window(read_watermark(work) or BEGINNING, now)
    for subject in subjects:
        notify(work, subject.due(work, window, rules), now)
    if window.opens < window.closes:
        advance(work, now)


def next_sweep(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """When a sweep will next find something."""
    return first(*(subject.next_due(work, after, rules) for subject in SUBJECTS))
