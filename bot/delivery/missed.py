"""What reached nobody is said in one message, after the answer to its person's next words; what is true no more is dropped."""

from __future__ import annotations

from datetime import datetime

from bot.delivery.together import safely
from handlers.message import Reply
from handlers.rendering.bundling import bundle
from programme.packs import RulePack
from storage.queries.delivery.due import Due
from storage.queries.delivery.missed import missed_waiting
from storage.queries.delivery.reminders import carry
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork

MOST = 30


def with_all_missed(
    work: UnitOfWork, lead: Due, reply: Reply, speaker: Speaker, now: datetime, rules: RulePack
) -> tuple[Reply, set[int]]:
    """A missed message with all others that its person missed, each thing once; the ids of those."""
    if lead.state == "sending":
        return reply, set()
    waiting = missed_waiting(work, lead.person_id, now, MOST)
    others = {
        one.id: said
        for one in waiting
        if one.id != lead.id and (said := safely(work, one, speaker, now, rules))
    }
    if others:
        carry(work, others, lead.id)
    apart = {said.plain(): said for said in (reply, *others.values())}
    return bundle(tuple(apart.values())), set(others)
