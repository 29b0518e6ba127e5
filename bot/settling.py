"""What became of an errand, kept in a transaction of its own."""

from __future__ import annotations

from datetime import datetime

import structlog

from bot.channels.contract import NotSent
from bot.delivery import Errand, Office
from bot.wording import bears_double
from programme.delivery import Failure, Step, next_step, waits
from storage.queries.delivery.accounts import move_account
from storage.queries.delivery.outcome import settle
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()


def settle_errand(
    work: UnitOfWork, errand: Errand, trouble: NotSent | None, now: datetime, office: Office
) -> None:
    """Keep what became of an errand: sent, to be tried again, by another way, or for staff to see.

    Whoever carried it looks next for what else waits for the person.
    """
    if trouble is None:
        settle(work, errand.id, errand.tries, "sent", sent_at=now, reason=None)
        return
    step, reason = _next_step(work, errand, trouble, office), trouble.reason[:100]
    if step == "again":
        at = now + waits(errand.tries, errand.id, trouble.after)
        settle(work, errand.id, errand.tries, "retry", due_at=at, reason=reason)
        work.request_delivery(errand.person_id, at)
    elif step == "other way":
        closed = [*errand.closed, errand.way.account_id]
        values = {"tries": 0, "due_at": now, "closed": closed, "account_id": None, "reason": reason}
        settle(work, errand.id, errand.tries, "queued", **values)
    else:
        log.warning("not delivered", outbox=errand.id, kind=errand.kind, became=step, reason=reason)
        settle(work, errand.id, errand.tries, step, reason=reason)


def _next_step(work: UnitOfWork, errand: Errand, trouble: NotSent, office: Office) -> Step:
    name = trouble.trouble
    if name == "moved":
        name = "wait" if move_account(work, errand.way.account_id, trouble.moved_to) else "blocked"
    may_repeat = office.means[errand.way.channel].deduplicates or bears_double(errand.kind)
    return next_step(Failure(name, errand.tries, trouble.uncertain, may_repeat, errand.others))
