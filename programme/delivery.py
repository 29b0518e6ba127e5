"""When and by which way a notice may reach a person, and what is done when a way fails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zlib import crc32

from programme.workdays import Calendar, is_working

QUIET_FROM = time(22)
QUIET_TO = time(8)

HERE_FOR = timedelta(minutes=30)
"""One who wrote into a mailbox this lately is taken to be reading it still."""

MOST_REMINDERS = 10
"""So many reminders are said in one message; the rest waits for the next day."""

OFFICE_HOURS = time(9), time(18)
"""When somebody hears what is hard to hear: on a working day, while an office can be asked about it."""
GATHERED_FOR = timedelta(hours=1)
"""So long after a push to an officer what comes of its kind waits, and then goes as one."""
CARDS_A_DAY = 4
"""So many pushes an officer gets on one day besides the digest; what is urgent is outside."""

LEASE = timedelta(seconds=60)
"""A message under way belongs to its sender for so long; after that the sender is taken to be dead."""
SEND_WITHIN = timedelta(seconds=30)
"""A vendor must have answered by then: well before the lease is over, so that nobody sends beside it."""
DEDUPLICATED_FOR = timedelta(minutes=25)
"""A vendor that drops doubles is trusted to for so long."""

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
PATIENT_TRIES = 8
"""So often (some 20 minutes) one way is tried before another one that is open is taken."""
MOST_TRIES = 36
"""So often (some 25 hours) the only way is tried."""

Trouble = Literal["wait", "blocked", "broken"]
Step = Literal["again", "other way", "dead", "unknown"]


def may_go_at(now: datetime, urgent: bool) -> datetime:
    """The moment from which a notice may be delivered: `now` itself, or the end of the quiet hours.

    `now` is local time; an answer to a person's own message is no notice and never waits.
    """
    if urgent or QUIET_TO <= now.time() < QUIET_FROM:
        return now
    morning = now if now.time() < QUIET_TO else now + timedelta(days=1)
    return morning.replace(hour=QUIET_TO.hour, minute=0, second=0, microsecond=0)


def grave_may_go_at(now: datetime, calendar: Calendar) -> datetime:
    """The moment from which what is hard to hear may be told: `now` while an office is open, else its next opening (local time)."""
    opens, closes = OFFICE_HOURS
    if is_working(now.date(), calendar) and opens <= now.time() < closes:
        return now
    day = now.date() if now.time() < opens else now.date() + timedelta(days=1)
    while not is_working(day, calendar):
        day += timedelta(days=1)
    return datetime.combine(day, opens, now.tzinfo)


def next_reminder_at(now: datetime, last: datetime | None) -> datetime:
    """When a person may be reminded again: at once, or on the morning after the day of the last time (local time)."""
    if last is None or last.date() < now.date():
        return now
    return datetime.combine(now.date() + timedelta(days=1), QUIET_TO, now.tzinfo)


def next_card_at(now: datetime, last_of_kind: datetime | None, sent_today: int) -> datetime:
    """When an officer may be told one more thing of a kind (local time): the first at once, what follows within the hour
    at its end, and beyond a day's number on the next morning."""
    if sent_today >= CARDS_A_DAY:
        return datetime.combine(now.date() + timedelta(days=1), QUIET_TO, now.tzinfo)
    return max(now, last_of_kind + GATHERED_FOR) if last_of_kind else now


@dataclass(frozen=True, slots=True)
class WayFacts:
    """What policy knows of a way to a person, as its channel declares it.

    `mailbox`: people read there from the database, so that what is kept is sent. `written`: a short message or a letter to
    who is on no chat. `preference`: of several ways of one kind the one with the lowest figure is taken first.
    """

    mailbox: bool = False
    written: bool = False
    preference: int = 100


def rank(way: WayFacts, here: bool) -> tuple[int, int]:
    """A way's place among a person's ways, the lowest first; `here`: they are reading it now.

    A mailbox comes first for one who is reading it, else behind all others: nobody is called to it. After it there is
    only the staff's list of people to call.
    """
    if way.mailbox:
        return (0 if here else 3), way.preference
    return (2 if way.written else 1), way.preference


TO_APPLICANTS = frozenset(
    {"application_publicity", "application_refused", "application_returned", "certified"}
)
"""What becomes of an application is told to the number that stands in it, whoever has verified it: it was left for that."""


@dataclass(frozen=True, slots=True)
class WrittenWays:
    """The kinds of notices that go by short message to a verified telephone, and those that go by e-mail, to who is on no chat."""

    by_phone: frozenset[str] = frozenset()
    by_email: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.by_phone or self.by_email)


def waits(tries: int, row: int, after: timedelta | None = None) -> timedelta:
    """How long until the next try after `tries` that failed; never less than the vendor asked (`after`).

    Doubles from five seconds to an hour, a quarter more or less, so that a thousand messages do not come back
    at one moment. The share is computed from the row, so that a run can be repeated exactly.
    """
    plain = min(FIRST_WAIT * (1 << min(tries - 1, 20)), LONGEST_WAIT)
    share = crc32(f"{row}:{tries}".encode()) % 1000 / 1000
    return max(plain * (0.75 + share / 2), after or timedelta(0))


@dataclass(frozen=True, slots=True)
class Failure:
    """A message that a vendor did not take: the `tries`-th on this way.

    `uncertain`: it may have arrived. `may_repeat`: a second copy would do no harm, or the vendor drops it.
    `other_ways`: another way to the person is open.
    """

    trouble: Trouble
    tries: int
    uncertain: bool
    may_repeat: bool
    other_ways: bool


def next_step(failure: Failure) -> Step:
    """What becomes of a message that was not taken."""
    if failure.uncertain and not failure.may_repeat:
        return "unknown"
    if failure.trouble == "broken":
        return "dead"
    if failure.trouble == "blocked":
        return "other way"
    if failure.tries >= (PATIENT_TRIES if failure.other_ways else MOST_TRIES):
        return "other way"
    return "again"
