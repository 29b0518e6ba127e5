"""Delivery as transactions: what is due is checked again, put into words, and kept in a mailbox or leased to a courier.

No network call happens here: between `deliver_due` and `bot.settling` a courier carries the errand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.contract import Means
from bot.clock import SHANGHAI
from bot.pace import Pace
from bot.wording import bears_double, put_aside, reminders, with_others, words
from handlers.engine.catalogue import catalogue
from handlers.message import Reply
from programme.delivery import (
    DEDUPLICATED_FOR,
    HERE_FOR,
    LEASE,
    MAILBOXES,
    may_go_at,
    next_reminder_at,
    rank,
)
from programme.packs import RulePack
from storage.queries.delivery.accounts import Way, last_heard, way_of, ways_to
from storage.queries.delivery.due import Due, due_messages
from storage.queries.delivery.groups import copy_to_rooms
from storage.queries.delivery.outcome import lease, mark, postpone, sent
from storage.queries.delivery.reminders import last_reminder, settle_carried
from storage.queries.people.speakers import Speaker, by_person, keep_talk
from storage.unit_of_work import UnitOfWork

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Errand:
    """A message in a courier's hands, for the `tries`-th time on this way."""

    id: int
    person_id: int
    kind: str
    way: Way
    reply: Reply
    tries: int
    closed: tuple[int, ...]
    others: bool
    """Another way to the person is open."""

    @property
    def key(self) -> str:
        """The same whenever this message is tried again."""
        return f"yiqi-{self.id}"


@dataclass(slots=True)
class Round:
    """What one look at the outbox gave: people with a new line in their mailbox, errands, whether there is more.

    `carried`: reminders that were said within another message.
    """

    news: list[int] = field(default_factory=list)
    errands: list[Errand] = field(default_factory=list)
    carried: set[int] = field(default_factory=set)
    more: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """What delivery works with: the rules, and the vendors' channels that are open."""

    rules: RulePack
    means: Mapping[str, Means] = field(default_factory=dict)
    pace: Pace = field(default_factory=lambda: Pace({}))


def deliver_due(work: UnitOfWork, now: datetime, office: Office, person_id: int | None = None) -> Round:
    """Put what may go now into mailboxes, and lease what goes by a vendor, one message a person at a time."""
    due = due_messages(work, now, AT_ONCE, person_id)
    done = Round(more=len(due) == AT_ONCE)
    under_way: set[int] = set()
    for message in due:
        if message.person_id in under_way or message.id in done.carried:
            continue
        try:
            with work.part() as part:
                errand = _deliver(part, message, now, office, done.carried)
        except Exception:
            put_aside(work, message)
            continue
        if isinstance(errand, Errand):
            under_way.add(message.person_id)
            done.errands.append(errand)
        elif errand:
            done.news.append(message.person_id)
    return done


def _deliver(
    work: UnitOfWork, message: Due, now: datetime, office: Office, carried: set[int]
) -> Errand | bool:
    """An errand, or whether the person has a new line."""
    if message.state == "sending" and not _may_repeat(message, now, work, office):
        _close(work, message, "unknown", "crash")
        return False
    go_at = max(message.behind or now, _policy(work, message, now))
    if go_at > now:
        postpone(work, message.id, message.person_id, go_at)
        return False
    ways = _open_ways(work, message, now, office)
    if (go_at := _room_at(message, ways, now, office)) > now:
        postpone(work, message.id, message.person_id, go_at)
        return False
    speaker = by_person(work, message.person_id)
    reply = words(work, message, speaker, now, office.rules)
    if reply is None:
        _close(work, message, "dropped", "pointless")
        return False
    if not ways:
        mark(work, message.id, "dead", reason="no way", shown=reply.to_json())
        return False
    if not message.is_answer and catalogue().notices[message.kind].for_rooms:
        copy_to_rooms(work, message.person_id, message.id, reply.to_json(), now)
    reply, others = with_others(work, message, reply, speaker, now, office.rules)
    carried |= others
    return _hand_over(work, message, reply, ways, speaker, now)


def _policy(work: UnitOfWork, message: Due, now: datetime) -> datetime:
    """When a message may go: an answer at once, a notice not at night, a reminder once a day."""
    if message.is_answer or message.urgent:
        return now
    local = now.astimezone(SHANGHAI)
    if message.kind in reminders() and message.state != "sending":
        last = last_reminder(work, message.person_id, reminders())
        local = next_reminder_at(local, last.astimezone(SHANGHAI) if last else None)
    return may_go_at(local, urgent=False)


def _room_at(message: Due, ways: list[Way], now: datetime, office: Office) -> datetime:
    """When its channel has room; asked before it is put into words, since a crowd is sent away many times."""
    if not ways or ways[0].channel in MAILBOXES:
        return now
    return office.pace.go_at(ways[0].channel, ways[0].account, message.is_answer, now)


def _hand_over(
    work: UnitOfWork, message: Due, reply: Reply, ways: list[Way], speaker: Speaker, now: datetime
) -> Errand | bool:
    way = ways[0]
    speaker.last_seq += 1
    keep_talk(work, speaker, now)
    if way.channel in MAILBOXES:
        sent(work, message.id, way.account_id, speaker.last_seq, reply.to_json(), now)
        if message.kind in reminders():
            settle_carried(work, message.id, "sent", sent_at=now)
        return True
    tries, closed = message.tries + 1, tuple(message.closed or ())
    lease(work, message.id, way.account_id, speaker.last_seq, reply.to_json(), tries, now + LEASE)
    return Errand(message.id, message.person_id, message.kind, way, reply, tries, closed, len(ways) > 1)


def _close(work: UnitOfWork, message: Due, state: str, reason: str) -> None:
    mark(work, message.id, state, reason=reason)
    settle_carried(work, message.id, state, reason=reason)


def _open_ways(work: UnitOfWork, message: Due, now: datetime, office: Office) -> list[Way]:
    """The person's ways, the best first: an answer goes where the question came from, what was under way goes on.

    To an answer belongs the account that asked, even if the answer is that it is now somebody else's (绑定).
    """
    closed = message.closed or ()
    known = ways_to(work, message.person_id)
    if (
        message.is_answer
        and message.account_id
        and message.account_id not in {way.account_id for way in known}
    ):
        known.append(way_of(work, message.account_id))
    ways = [
        way
        for way in known
        if way.account_id not in closed and (way.channel in MAILBOXES or way.channel in office.means)
    ]
    if len(ways) > 1:
        ways.sort(key=lambda way: rank(way.channel, _is_here(work, way, now)))
        ways.sort(key=lambda way: way.account_id != message.account_id)
    return ways


def _is_here(work: UnitOfWork, way: Way, now: datetime) -> bool:
    if way.channel not in MAILBOXES:
        return False
    heard = last_heard(work, way.account_id)
    return heard is not None and now - heard < HERE_FOR


def _may_repeat(message: Due, now: datetime, work: UnitOfWork, office: Office) -> bool:
    """A lease is over and nobody said what became of the message: may it be sent again?"""
    if bears_double(message.kind):
        return True
    ways = ways_to(work, message.person_id)
    way = next((way for way in ways if way.account_id == message.account_id), None)
    means = office.means.get(way.channel) if way else None
    return bool(means and means.deduplicates) and now - (message.due_at - LEASE) < DEDUPLICATED_FOR
