"""What a waiting message says, from what is true now."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache
from uuid import uuid4

import structlog

from handlers.engine import next_steps
from handlers.engine.catalogue import catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.state import Dialogue
from handlers.menu import with_a_step
from handlers.message import Reply
from programme.packs import RulePack
from storage.queries.delivery.due import Due
from storage.queries.delivery.outcome import mark
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()


def bears_double(kind: str) -> bool:
    """Whether a second copy does no harm.

    An answer may come twice: its person asked, is waiting, and would take silence for a fault.
    Nobody is reminded twice of one thing.
    """
    if kind == "answer":
        return True
    notice = catalogue().notices[kind]
    return notice.bears_double and not notice.reminder


@cache
def reminders() -> tuple[str, ...]:
    """The kinds that are said together, and once a day at most."""
    return tuple(kind for kind, notice in catalogue().notices.items() if notice.reminder)


@cache
def grave() -> frozenset[str]:
    """The kinds that are hard to hear."""
    return frozenset(kind for kind, notice in catalogue().notices.items() if notice.grave)


def words(work: UnitOfWork, message: Due, speaker: Speaker, now: datetime, rules: RulePack) -> Reply | None:
    """What is said, or nothing if that has become pointless.

    What may have arrived is repeated word for word, or no vendor would know it again.
    """
    if message.shown is not None and (message.is_answer or message.state == "sending"):
        return Reply.from_json(message.shown)
    talk = ConversationContext(work, speaker, now, rules)
    notice = catalogue().notices[message.kind]
    reply = notice.show(talk, message.facts)
    if reply is None:
        return None
    if notice.to_strangers:
        return reply
    if not notice.grave:
        (reply,) = with_a_step(
            [reply], catalogue(), next_steps.TODO if speaker.staff_id else next_steps.CAN_DO
        )
    return replace(reply, in_words=_is_asked(speaker))


def _is_asked(speaker: Speaker) -> bool:
    """Whether a question is open, to which a bare number belongs."""
    return Dialogue.from_json(speaker.state).current is not None


def put_aside(work: UnitOfWork, message: Due) -> None:
    """A message that could not be put into words is dead, under an error id that the log explains."""
    error_id = uuid4().hex[:8]
    log.exception("notice failed", error_id=error_id, outbox=message.id, kind=message.kind)
    mark(work, message.id, "dead", reason=f"error {error_id}")
