"""What was begun and not ended, section by section: it stays in staff's lists until somebody decides or puts it off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from actions.titles.silence import reminded_on
from programme.packs import known_packs
from programme.qualification import IN_FORCE, IN_GOOD_STANDING
from storage.queries.reports import digests, late, undone
from storage.queries.reports.waiting import Asked, Reach, Waiting

RETURNED_AFTER = timedelta(days=7)
"""An application that was returned is its applicant's; after this long without a word, staff's too."""
SERVED_WITHIN = timedelta(days=21)
"""The expert is reminded of a service twice before staff are to ask."""
TASK_NEAR = timedelta(days=2)
"""A task that somebody has not answered stands in lists from so many days before its last on: they are reminded then."""
Find = Callable[[Reach, datetime], Asked[Waiting] | None]


def _papers(what: str) -> Find:
    return lambda at, now: undone.papers(at, now, what, _due(what, now.date()), IN_FORCE)


def _due(what: str, today: date) -> undone.Papers:
    """The newest plan or summary of each pack whose last day is over."""
    plans = [(pack.id, pack.rules("station").plans) for pack in known_packs() if "station" in pack.kinds]
    owed = ((pack, latest_paper(what, rule.plan_by, rule.summary_by, today)) for pack, rule in plans if rule)
    return tuple((pack, *paper) for pack, paper in owed if paper)


def latest_paper(what: str, plan_by: int, summary_by: int, today: date) -> tuple[int, date] | None:
    """The year of the newest plan or summary whose last day is over, and that day; no plan of a year that is over."""
    month, day = (1, plan_by) if what == "plan" else (12, summary_by)
    by = date(today.year, month, day)
    if by < today:
        return today.year, by
    return None if what == "plan" else (today.year - 1, by.replace(year=today.year - 1))


UNDONE: tuple[tuple[str, str, Find, bool], ...] = (
    (
        "call",
        "issue_warning",
        lambda at, now: digests.warnings_due(at, IN_GOOD_STANDING, now.date(), reminded_on(), reached=False),
        True,
    ),
    ("lift", "issue_warning", undone.reported_again, True),
    (
        "left_behind",
        "assign_expert",
        lambda at, now: undone.left_behind(at, now, IN_FORCE),
        True,
    ),
    ("late_answer", "assign_expert", late.late_answer, True),
    ("late_contact", "assign_expert", late.late_contact, True),
    (
        "unserved",
        "assign_expert",
        lambda at, now: undone.unserved(at, now, now - SERVED_WITHIN, IN_FORCE),
        True,
    ),
    ("suspended", "suspend", undone.suspended, False),
    ("warned", "issue_warning", undone.warned, False),
    ("plan", "see_progress", _papers("plan"), True),
    ("summary", "see_progress", _papers("summary"), True),
    ("task", "notify_many", lambda at, now: undone.tasks(at, now, now.date() + TASK_NEAR), False),
    ("late_review", "assign_expert", late.late_review, False),
    ("returned", "review", lambda at, now: undone.returned(at, now, now - RETURNED_AFTER), False),
)
"""Kind, the right that seeing to it takes, how it is found, and whether a daily digest goes out for its sake alone."""
