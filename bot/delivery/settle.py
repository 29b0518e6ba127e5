"""What became of a message that was sent, kept in a transaction of its own."""

from __future__ import annotations

from datetime import datetime

import structlog

from bot.channels.contract import NotSent
from bot.delivery.came_back import came_back, letter_settled
from bot.delivery.due import DeliveryConfig, OutboundMessage
from bot.delivery.render import bears_double
from bot.delivery.written import WrittenRoute
from programme.delivery import Failure, Step, next_step, waits
from storage.queries.delivery.accounts import close_account, move_account, open_account
from storage.queries.delivery.due import ROSTER_LETTER
from storage.queries.delivery.outcome import settle
from storage.unit_of_work import UnitOfWork

LONGEST_ID = 128
log = structlog.get_logger()


def record_outcome(
    work: UnitOfWork, message: OutboundMessage, outcome: NotSent | str, now: datetime, config: DeliveryConfig
) -> None:
    """Keep what became of a message: sent (under the vendor's id for it), to be tried again, by another route, or for staff to see.

    Whoever sent it looks next for what else waits for the person.
    """
    if isinstance(outcome, str):
        name = outcome[:LONGEST_ID] or None
        settle(work, message.id, message.tries, "sent", sent_at=now, reason=None, message_id=name)
        if message.kind == ROSTER_LETTER:
            letter_settled(work, message.id, now)
        if message.route.closed:
            open_account(work, message.route.account_id)
        return
    failure = outcome
    if failure.trouble == "blocked" and not isinstance(message.route, WrittenRoute):
        close_account(work, message.route.account_id, now)
    step, reason = _next_step(work, message, failure, config), failure.reason[:100]
    if step == "again":
        at = now + waits(message.tries, message.id, failure.after)
        settle(work, message.id, message.tries, "retry", due_at=at, reason=reason)
        work.request_delivery(message.person_id, at)
    elif step == "other way":
        closed = [*message.closed, message.route.account_id]
        values = {"tries": 0, "due_at": now, "closed": closed, "account_id": None, "reason": reason}
        settle(work, message.id, message.tries, "queued", **values)
    else:
        log.warning("not delivered", outbox=message.id, kind=message.kind, became=step, reason=reason)
        settle(work, message.id, message.tries, step, reason=reason)
        came_back(work, message.id, config.rules, now)


def _next_step(work: UnitOfWork, message: OutboundMessage, failure: NotSent, config: DeliveryConfig) -> Step:
    name = failure.trouble
    if name == "moved":
        name = "wait" if move_account(work, message.route.account_id, failure.moved_to) else "blocked"
    may_repeat = config.capabilities[message.route.channel].deduplicates or bears_double(message.kind)
    return next_step(Failure(name, message.tries, failure.uncertain, may_repeat, message.others))
