"""What of the outbox is due: checked again, put into words, and kept in a mailbox or leased to a sender.

All of it in a transaction and without a network call; the sender sends between this and `bot.delivery.settle`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy import Connection

from actions.titles.mailing import give_up_mailing
from bot.channels.contract import Capabilities
from bot.delivery import office
from bot.delivery.came_back import came_back
from bot.delivery.missed import with_all_missed
from bot.delivery.policy import policy
from bot.delivery.rates import RateLimiter
from bot.delivery.render import bears_double, put_aside, reminders, words
from bot.delivery.together import with_others
from bot.delivery.written import letter_routes, written_routes
from bot.log import under
from bot.runtime.mailboxes import MAILBOXES
from handlers.engine.catalogue import catalogue
from handlers.message import Reply
from programme.delivery import (
    DEDUPLICATED_FOR,
    HERE_FOR,
    LEASE,
    WayFacts,
    rank,
)
from programme.packs import RulePack
from storage.queries.delivery.accounts import Route, last_heard, route_of, routes_to
from storage.queries.delivery.due import ROSTER_LETTER, Due, due_messages
from storage.queries.delivery.groups import copy_to_groups
from storage.queries.delivery.outcome import lease, mark, postpone, sent
from storage.queries.delivery.reminders import settle_carried
from storage.queries.people.speakers import Speaker, by_person, keep_talk
from storage.unit_of_work import UnitOfWork

AT_ONCE = 100
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class OutboundMessage:
    """A message leased to a sender, for the `tries`-th time on this route."""

    id: int
    person_id: int
    kind: str
    route: Route
    reply: Reply
    tries: int
    closed: tuple[int, ...]
    others: bool
    """Whether another route to the person is open."""
    trace: str | None = None
    """The id in the log of the message that it comes of."""

    @property
    def key(self) -> str:
        """The same whenever this message is tried again."""
        return f"yiqi-{self.id}"


@dataclass(slots=True)
class Round:
    """What one look at the outbox gave: messages to send, people with a new line in their mailbox, whether there is more.

    `bundled`: ids of reminders that were said within another message.
    """

    news: list[int] = field(default_factory=list)
    messages: list[OutboundMessage] = field(default_factory=list)
    bundled: set[int] = field(default_factory=set)
    more: bool = False


@dataclass(frozen=True, slots=True)
class DeliveryConfig:
    """What delivery works with: the rules, what each open channel can do, and how fast it may be sent to."""

    rules: RulePack
    capabilities: Mapping[str, Capabilities]
    limiter: RateLimiter
    count_senders: Callable[[Connection], int] | None = None
    """How many processes send now, each of which keeps to its share of a vendor's limits; None: this one alone."""


def deliver_due(
    work: UnitOfWork, now: datetime, config: DeliveryConfig, person_id: int | None = None
) -> Round:
    """Put what may go now into mailboxes, and lease what goes by a vendor, one message a person at a time."""
    due = due_messages(work, now, AT_ONCE, person_id)
    done = Round(more=len(due) == AT_ONCE)
    under_way: set[int] = set()
    for message in due:
        if message.person_id in under_way or message.id in done.bundled:
            continue
        leased = _attempted(work, message, now, config, done.bundled)
        if isinstance(leased, OutboundMessage):
            under_way.add(message.person_id)
            done.messages.append(leased)
        elif leased:
            done.news.append(message.person_id)
    return done


def _attempted(
    work: UnitOfWork, message: Due, now: datetime, config: DeliveryConfig, bundled: set[int]
) -> OutboundMessage | bool:
    """`_deliver` under a savepoint; what fails is put aside. What it causes and logs goes under the message's own id."""
    with under(message.trace):
        try:
            with work.part() as part:
                part.trace = message.trace
                return _deliver(part, message, now, config, bundled)
        except Exception:
            put_aside(work, message)
            _give_up_letter(work, message, now)
            return False


def _deliver(
    work: UnitOfWork, message: Due, now: datetime, config: DeliveryConfig, bundled: set[int]
) -> OutboundMessage | bool:
    """A message to send, or whether the person has a new line."""
    if message.state == "sending" and not _may_repeat(message, now, work, config):
        _close(work, message, "unknown", "crash")
        came_back(work, message.id, config.rules, now)
        return False
    allowed = policy(work, message, now, config.rules)
    if allowed is None:
        _drop(work, message, "limits", now)
        return False
    go_at = max(message.behind or now, allowed)
    if go_at > now:
        postpone(work, message.id, message.person_id, go_at)
        return False
    if (go_at := office.may_go_at(work, message, now)) > now:
        postpone(work, message.id, message.person_id, go_at)
        return False
    routes = _open_routes(work, message, now, config)
    if (go_at := _room_at(work, message, routes, now, config)) > now:
        postpone(work, message.id, message.person_id, go_at)
        return False
    speaker = by_person(work, message.person_id)
    reply = words(work, message, speaker, now, config.rules)
    if reply is None:
        _drop(work, message, "pointless", now)
        return False
    if not routes:
        log.info("not delivered", outbox=message.id, kind=message.kind, became="dead", reason="no way")
        mark(work, message.id, "dead", reason="no way", shown=reply.to_json())
        came_back(work, message.id, config.rules, now)
        return False
    if not message.is_answer and catalogue().notices[message.kind].for_rooms:
        copy_to_groups(work, message.person_id, message.id, reply.to_json(), now)
    if message.kind != ROSTER_LETTER:
        reply = _with_what_waits(work, message, reply, speaker, now, config, bundled)
    return _hand_over(work, message, reply, routes, speaker, now, config)


def _with_what_waits(
    work: UnitOfWork,
    message: Due,
    reply: Reply,
    speaker: Speaker,
    now: datetime,
    config: DeliveryConfig,
    bundled: set[int],
) -> Reply:
    """The message with those that are said within it; their ids are put to the `bundled`."""
    if message.missed:
        reply, others = with_all_missed(work, message, reply, speaker, now, config.rules)
    else:
        reply, others = with_others(work, message, reply, speaker, now, config.rules)
        reply, alike = office.with_its_kind(work, message, reply, speaker, now, config.rules)
        others |= alike
    bundled |= others
    return reply


def _room_at(
    work: UnitOfWork, message: Due, routes: list[Route], now: datetime, config: DeliveryConfig
) -> datetime:
    """When its channel has room; asked before it is put into words, since a crowd is sent away many times."""
    if not routes or routes[0].channel in MAILBOXES:
        return now
    senders = config.count_senders(work.connection) if config.count_senders else 1
    return config.limiter.go_at(routes[0].channel, routes[0].account, message.is_answer, now, senders)


def _hand_over(
    work: UnitOfWork,
    message: Due,
    reply: Reply,
    routes: list[Route],
    speaker: Speaker,
    now: datetime,
    config: DeliveryConfig,
) -> OutboundMessage | bool:
    route = routes[0]
    speaker.last_seq += 1
    keep_talk(work, speaker, now)
    if route.channel in MAILBOXES:
        log.info("shown", outbox=message.id, kind=message.kind)
        sent(work, message.id, route.account_id, speaker.last_seq, reply.to_json(), now)
        if message.missed or message.kind in (*reminders(), *office.kinds()):
            settle_carried(work, message.id, "sent", sent_at=now)
        return True
    tries, closed = message.tries + 1, tuple(message.closed or ())
    shown, until = reply.to_json(), now + LEASE
    if config.capabilities[route.channel].reaches:
        lease(work, message.id, None, speaker.last_seq, shown, tries, until, route.channel)
    else:
        lease(work, message.id, route.account_id, speaker.last_seq, shown, tries, until)
    others = len(routes) > 1
    return OutboundMessage(
        message.id, message.person_id, message.kind, route, reply, tries, closed, others, message.trace
    )


def _close(work: UnitOfWork, message: Due, state: str, reason: str) -> None:
    mark(work, message.id, state, reason=reason)
    settle_carried(work, message.id, state, reason=reason)


def _drop(work: UnitOfWork, message: Due, reason: str, now: datetime) -> None:
    _close(work, message, "dropped", reason)
    _give_up_letter(work, message, now)


def _give_up_letter(work: UnitOfWork, message: Due, now: datetime) -> None:
    """What became of a roster's letter that will not leave is told to whoever sent it off; facts without a number name none."""
    if message.kind == ROSTER_LETTER and (mailing_id := message.facts.get("mailing")):
        give_up_mailing(work, mailing_id, now)


def _open_routes(work: UnitOfWork, message: Due, now: datetime, config: DeliveryConfig) -> list[Route]:
    """The routes to a person, the best first: an answer goes where the question came from, what was begun goes on.

    To an answer belongs the account that asked, even if the answer is that it is now somebody else's (绑定).
    """
    closed = message.closed or ()
    if message.kind == ROSTER_LETTER:
        ways = letter_routes(work, message.facts, config.capabilities)
        return [route for route in ways if route.account_id not in closed]
    known = routes_to(work, message.person_id)
    if (
        message.is_answer
        and message.account_id
        and message.account_id not in {route.account_id for route in known}
    ):
        known.append(route_of(work, message.account_id))
    routes = [
        route
        for route in known
        if route.account_id not in closed
        and (route.channel in MAILBOXES or route.channel in config.capabilities)
    ]
    if not message.is_answer:
        written = written_routes(work, message.person_id, message.kind, config.capabilities)
        routes += [route for route in written if route.account_id not in closed]
    if len(routes) > 1:
        routes.sort(key=lambda route: rank(_facts(route, config), _is_here(work, route, now)))
        routes.sort(key=lambda route: route.account_id != message.account_id)
    return routes


def _facts(route: Route, config: DeliveryConfig) -> WayFacts:
    if route.channel in MAILBOXES:
        return WayFacts(mailbox=True)
    can = config.capabilities[route.channel]
    return WayFacts(written=bool(can.reaches), preference=can.preference)


def _is_here(work: UnitOfWork, route: Route, now: datetime) -> bool:
    if route.channel not in MAILBOXES:
        return False
    heard = last_heard(work, route.account_id)
    return heard is not None and now - heard < HERE_FOR


def _may_repeat(message: Due, now: datetime, work: UnitOfWork, config: DeliveryConfig) -> bool:
    """A lease is over and nobody said what became of the message: may it be sent again?"""
    if bears_double(message.kind):
        return True
    routes = routes_to(work, message.person_id)
    route = next((route for route in routes if route.account_id == message.account_id), None)
    capabilities = config.capabilities.get(route.channel) if route else None
    return (
        bool(capabilities and capabilities.deduplicates) and now - (message.due_at - LEASE) < DEDUPLICATED_FOR
    )
