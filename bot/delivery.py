"""Delivery as transactions: what is due is checked again, put into words and leased; then what became of it.

No network call happens here: between `deliver_due` and `settle_errand` a courier carries the errand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

import structlog

from bot.channels.contract import Means, NotSent
from bot.clock import SHANGHAI
from bot.pace import Pace
from handlers.catalogue import catalogue
from handlers.context import Talk
from handlers.model import Reply
from programme.delivery import (
    DEDUPLICATED_FOR,
    HERE_FOR,
    LEASE,
    MAILBOXES,
    Failure,
    Step,
    may_go_at,
    next_step,
    rank,
    waits,
)
from programme.packs import RulePack
from storage import outbox
from storage.outbox import Due, Way
from storage.speakers import Speaker, by_person, keep_talk
from storage.work import Work

AT_ONCE = 100
log = structlog.get_logger()


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
    """What one look at the outbox gave: people with a new line in their mailbox, errands, whether there is more."""

    news: list[int] = field(default_factory=list)
    errands: list[Errand] = field(default_factory=list)
    more: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """What delivery works with: the rules, and the vendors' channels that are open."""

    rules: RulePack
    means: Mapping[str, Means] = field(default_factory=dict)
    pace: Pace = field(default_factory=lambda: Pace({}))


def deliver_due(work: Work, now: datetime, office: Office, person_id: int | None = None) -> Round:
    """Put what may go now into mailboxes, and lease what goes by a vendor, one message a person at a time."""
    due = outbox.due_messages(work, now, AT_ONCE, person_id)
    done = Round(more=len(due) == AT_ONCE)
    under_way: set[int] = set()
    for message in due:
        if message.person_id in under_way:
            continue
        errand = _safely(work, message, now, office)
        if isinstance(errand, Errand):
            under_way.add(message.person_id)
            done.errands.append(errand)
        elif errand:
            done.news.append(message.person_id)
    return done


def _safely(work: Work, message: Due, now: datetime, office: Office) -> Errand | bool:
    """A message that fails is put aside under an error id and holds nobody else up."""
    try:
        with work.part() as part:
            return _deliver(part, message, now, office)
    except Exception:
        error_id = uuid4().hex[:8]
        log.exception("notice failed", error_id=error_id, outbox=message.id, kind=message.kind)
        outbox.mark(work, message.id, "dead", reason=f"error {error_id}")
        return False


def _deliver(work: Work, message: Due, now: datetime, office: Office) -> Errand | bool:
    """An errand, or whether the person has a new line."""
    if message.state == "sending" and not _may_repeat(message, now, work, office):
        outbox.mark(work, message.id, "unknown", reason="crash")
        return False
    go_at = message.behind or now
    if not message.is_answer:
        go_at = max(go_at, may_go_at(now.astimezone(SHANGHAI), message.urgent))
    if go_at > now:
        outbox.postpone(work, message.id, message.person_id, go_at)
        return False
    speaker = by_person(work, message.person_id)
    reply = _words(work, message, speaker, now, office)
    if reply is None:
        outbox.mark(work, message.id, "dropped", reason="pointless")
        return False
    return _by_a_way(work, message, speaker, reply, now, office)


def _by_a_way(
    work: Work, message: Due, speaker: Speaker, reply: Reply, now: datetime, office: Office
) -> Errand | bool:
    ways = _open_ways(work, message, now, office)
    if not ways:
        outbox.mark(work, message.id, "dead", reason="no way", shown=reply.to_json())
        return False
    way = ways[0]
    if way.channel in MAILBOXES:
        seq = _next_line(work, speaker, now)
        outbox.sent(work, message.id, way.account_id, seq, reply.to_json(), now)
        return True
    go_at = office.pace.go_at(way.channel, way.account, message.is_answer, now)
    if go_at > now:
        outbox.postpone(work, message.id, message.person_id, go_at)
        return False
    tries, seq = message.tries + 1, _next_line(work, speaker, now)
    outbox.lease(work, message.id, way.account_id, seq, reply.to_json(), tries, now + LEASE)
    closed = tuple(message.closed or ())
    return Errand(message.id, message.person_id, message.kind, way, reply, tries, closed, len(ways) > 1)


def _words(work: Work, message: Due, speaker: Speaker, now: datetime, office: Office) -> Reply | None:
    """What is said, from what is true now; what may have arrived is repeated word for word, or no vendor knows it."""
    if message.shown is not None and (message.is_answer or message.state == "sending"):
        return Reply.from_json(message.shown)
    talk = Talk(work, speaker, now, office.rules)
    return catalogue().notices[message.kind].show(talk, message.facts)


def _open_ways(work: Work, message: Due, now: datetime, office: Office) -> list[Way]:
    """The person's ways, the best first: an answer goes where the question came from, what was under way goes on."""
    closed = message.closed or ()
    ways = [
        way
        for way in outbox.ways_to(work, message.person_id)
        if way.account_id not in closed and (way.channel in MAILBOXES or way.channel in office.means)
    ]
    if len(ways) > 1:
        ways.sort(key=lambda way: rank(way.channel, _is_here(work, way, now)))
        ways.sort(key=lambda way: way.account_id != message.account_id)
    return ways


def _is_here(work: Work, way: Way, now: datetime) -> bool:
    if way.channel not in MAILBOXES:
        return False
    heard = outbox.last_heard(work, way.account_id)
    return heard is not None and now - heard < HERE_FOR


def _next_line(work: Work, speaker: Speaker, now: datetime) -> int:
    speaker.last_seq += 1
    keep_talk(work, speaker, now)
    return speaker.last_seq


def _may_repeat(message: Due, now: datetime, work: Work, office: Office) -> bool:
    """A lease is over and nobody said what became of the message: may it be sent again?"""
    if bears_double(message.kind):
        return True
    way = next(
        (way for way in outbox.ways_to(work, message.person_id) if way.account_id == message.account_id), None
    )
    means = office.means.get(way.channel) if way else None
    return bool(means and means.deduplicates) and now - (message.due_at - LEASE) < DEDUPLICATED_FOR


def bears_double(kind: str) -> bool:
    """Whether a second copy does no harm.

    An answer may come twice: its person asked, is waiting, and would take silence for a fault.
    """
    return kind == "answer" or catalogue().notices[kind].bears_double


def settle_errand(work: Work, errand: Errand, trouble: NotSent | None, now: datetime, office: Office) -> None:
    """Keep what became of an errand: sent, to be tried again, by another way, or for staff to see.

    Whoever carried it looks next for what else waits for the person.
    """
    if trouble is None:
        outbox.settle(work, errand.id, errand.tries, "sent", sent_at=now, reason=None)
        return
    step, reason = _next_step(work, errand, trouble, office), trouble.reason[:100]
    if step == "again":
        at = now + waits(errand.tries, errand.id, trouble.after)
        outbox.settle(work, errand.id, errand.tries, "retry", due_at=at, reason=reason)
        work.wake(errand.person_id, at)
    elif step == "other way":
        _by_another_way(work, errand, reason, now)
    else:
        log.warning("not delivered", outbox=errand.id, kind=errand.kind, became=step, reason=reason)
        outbox.settle(work, errand.id, errand.tries, step, reason=reason)


def _next_step(work: Work, errand: Errand, trouble: NotSent, office: Office) -> Step:
    name = trouble.trouble
    if name == "moved":
        name = "wait" if outbox.move_account(work, errand.way.account_id, trouble.moved_to) else "blocked"
    may_repeat = office.means[errand.way.channel].deduplicates or bears_double(errand.kind)
    return next_step(Failure(name, errand.tries, trouble.uncertain, may_repeat, errand.others))


def _by_another_way(work: Work, errand: Errand, reason: str, now: datetime) -> None:
    closed = [*errand.closed, errand.way.account_id]
    values = {"tries": 0, "due_at": now, "closed": closed, "account_id": None, "reason": reason}
    outbox.settle(work, errand.id, errand.tries, "queued", **values)
