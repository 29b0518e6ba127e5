"""Notices out of the outbox: policy checked again, put into words, handed to the person's channel."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import structlog

from bot.clock import SHANGHAI
from handlers.catalogue import catalogue
from handlers.context import Talk
from programme.delivery import may_go_at
from programme.packs import RulePack
from storage.outbox import Due, due_notices, mailbox_of, mark, postpone, sent
from storage.speakers import by_person, keep_talk
from storage.work import Work

AT_ONCE = 100
log = structlog.get_logger()


def deliver_due(work: Work, now: datetime, rules: RulePack) -> list[int]:
    """Deliver what may go now; return the ids of the people who have something new."""
    return [
        person for notice in due_notices(work, now, AT_ONCE) if (person := _safely(work, notice, now, rules))
    ]


def _safely(work: Work, notice: Due, now: datetime, rules: RulePack) -> int | None:
    """A notice that fails is put aside under an error id and holds nobody else up."""
    try:
        with work.part() as part:
            return _deliver(part, notice, now, rules)
    except Exception:
        error_id = uuid4().hex[:8]
        log.exception("notice failed", error_id=error_id, outbox=notice.id, kind=notice.kind)
        mark(work, notice.id, "dead", reason=f"error {error_id}")
        return None


def _deliver(work: Work, notice: Due, now: datetime, rules: RulePack) -> int | None:
    go_at = may_go_at(now.astimezone(SHANGHAI), notice.urgent)
    if go_at > now:
        postpone(work, notice.id, go_at)
        return None
    speaker = by_person(work, notice.person_id)
    reply = catalogue().notices[notice.kind].show(Talk(work, speaker, now, rules), notice.facts)
    if reply is None:
        mark(work, notice.id, "dropped", reason="pointless")
        return None
    account = mailbox_of(work, notice.person_id)
    if account is None:
        mark(work, notice.id, "dead", reason="no way")
        return None
    speaker.last_seq += 1
    keep_talk(work, speaker, now)
    sent(work, notice.id, account, speaker.last_seq, reply.to_json(), now)
    return notice.person_id
