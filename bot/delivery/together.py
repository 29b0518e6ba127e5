"""Reminders that are said as one message."""

from __future__ import annotations

from datetime import datetime

from bot.delivery.policy import may_join
from bot.delivery.render import put_aside, reminders, words
from handlers.message import Reply
from handlers.rendering.bundling import bundle
from programme.delivery import MOST_REMINDERS
from programme.packs import RulePack
from storage.queries.delivery.due import Due
from storage.queries.delivery.outcome import mark
from storage.queries.delivery.reminders import carry, reminders_waiting
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork


def with_others(
    work: UnitOfWork, lead: Due, reply: Reply, speaker: Speaker, now: datetime, rules: RulePack
) -> tuple[Reply, set[int]]:
    """A reminder with all others that may go to the person today, each thing once; the ids of those."""
    if lead.kind not in reminders() or lead.state == "sending":
        return reply, set()
    waiting = reminders_waiting(work, lead.person_id, reminders(), now, MOST_REMINDERS)
    others = {
        one.id: said
        for one in waiting
        if one.id != lead.id
        and may_join(work, one, now, rules)
        and (said := safely(work, one, speaker, now, rules))
    }
    if others:
        carry(work, others, lead.id)
    apart = {said.plain(): said for said in (reply, *others.values())}
    return bundle(tuple(apart.values())), set(others)


def safely(work: UnitOfWork, message: Due, speaker: Speaker, now: datetime, rules: RulePack) -> Reply | None:
    """One that fails or is pointless is put aside, and the others are said."""
    try:
        with work.part() as part:
            reply = words(part, message, speaker, now, rules)
    except Exception:
        put_aside(work, message)
        return None
    if reply is None:
        mark(work, message.id, "dropped", reason="pointless")
    return reply
