"""How long whoever waits has heard nothing: firms of needs that nobody takes, applicants under review."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from actions.applications.apply import REVIEWS
from bot.clock import SHANGHAI
from programme.packs import RulePack
from programme.workdays import is_holiday, is_working
from storage.tables import Application, Need, Outbox

FIRM_DAYS = 8
"""So many days a firm may wait without a word; rest days of the yearly notice are not counted."""
REVIEW_DAYS, LONG_REVIEW = 10, 20
"""So many working days an applicant may; beyond the twentieth, so many as that."""
UNTAKEN = ("open", "unanswered")
HEARD = ("sent", "told", "dead", "unknown")
"""States of a word that was said, or that staff have in their list of what did not arrive."""
Counts = Callable[[date], bool]
"""Whether a day counts as one of waiting."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody's wait: `heard`, the days of all words, from the one on which it began to the one on which it ended."""

    name: str
    heard: Sequence[date]


def silences(days: Sequence[date], counts: Counts) -> list[int]:
    """How many days that count lie between each word and the next one, its own day among them."""
    return [_between(first, then, counts) for first, then in itertools.pairwise(days)]


def _between(first: date, then: date, counts: Counts) -> int:
    return sum(counts(first + timedelta(days=n)) for n in range(1, (then - first).days + 1))


def firm_waits(connection: Connection, now: datetime) -> Iterator[Wait]:
    """The waits of firms, from a need's telling to its taking, or to now."""
    said = _said(connection, "need")
    needs = select(Need.id, Need.person_id, Need.state, Need.created_at, Need.accepted_at)
    for need in connection.execute(needs.order_by(Need.id)):
        if need.state in UNTAKEN or need.accepted_at:
            end = now if need.state in UNTAKEN else need.accepted_at
            yield Wait(f"need {need.id}", _heard(said[need.person_id, need.id], need.created_at, end))


def applicant_waits(connection: Connection, now: datetime) -> Iterator[Wait]:
    """The waits of applicants who are under review still."""
    said = _said(connection, "application")
    open_ones = select(Application.id, Application.person_id, Application.submitted_at)
    open_ones = open_ones.where(Application.state.in_(REVIEWS), Application.decided_at.is_(None))
    for one in connection.execute(open_ones.order_by(Application.id)):
        yield Wait(f"application {one.id}", _heard(said[one.person_id, one.id], one.submitted_at, now))


def in_silence(connection: Connection, rules: RulePack, now: datetime, stood_still: Counts) -> list[str]:
    """Whose wait was silent for too long, and for how many days. `stood_still`: days on which nothing could be sent."""

    def no_holiday(day: date) -> bool:
        return not is_holiday(day, rules.calendar) and not stood_still(day)

    def works(day: date) -> bool:
        return is_working(day, rules.calendar)

    firms = ((one, longest_of_firm(one, no_holiday)) for one in firm_waits(connection, now))
    review = ((one, excess_of_review(one, works, stood_still)) for one in applicant_waits(connection, now))
    return [
        *(f"{one.name}: {days}" for one, days in firms if days > FIRM_DAYS),
        *(f"{one.name}: {days} too many" for one, days in review if days > 0),
    ]


def longest_of_firm(wait: Wait, counts: Counts) -> int:
    """The longest silence of a firm's wait."""
    return max(silences(wait.heard, counts), default=0)


def excess_of_review(wait: Wait, works: Counts, stood_still: Counts) -> int:
    """By how many working days the worst silence of an applicant goes past its limit; 0 or less where none does."""
    lost = silences(wait.heard, lambda day: works(day) and stood_still(day))
    worst, worked = -REVIEW_DAYS, 0
    for days, still in zip(silences(wait.heard, works), lost, strict=True):
        worst = max(worst, days - still - (REVIEW_DAYS if worked < LONG_REVIEW else LONG_REVIEW))
        worked += days
    return worst


def _said(connection: Connection, about: str) -> dict[tuple[int, int], list[datetime]]:
    """When each person heard of which need or application."""
    words = select(Outbox.person_id, Outbox.facts, Outbox.sent_at, Outbox.due_at)
    found: dict[tuple[int, int], list[datetime]] = defaultdict(list)
    for word in connection.execute(words.where(Outbox.kind != "answer", Outbox.state.in_(HEARD))):
        if about in word.facts:
            found[word.person_id, word.facts[about]].append(word.sent_at or word.due_at)
    return found


def _heard(words: Iterable[datetime], since: datetime, end: datetime) -> list[date]:
    within = sorted(at for at in words if since < at < end)
    return [at.astimezone(SHANGHAI).date() for at in (since, *within, end)]
