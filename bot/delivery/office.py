"""Pushes to officers: the first of a kind at once, what follows within the hour as one, so many a day at most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import Any

from bot.clock import SHANGHAI
from bot.delivery.together import safely
from handlers.engine import tokens
from handlers.engine.catalogue import catalogue
from handlers.message import Choice, Reply
from handlers.rendering.gathering import gathered
from programme.delivery import next_card_at
from programme.packs import RulePack
from storage.queries.delivery.due import Due
from storage.queries.delivery.pushes import last_of_kind, pushes_since
from storage.queries.delivery.reminders import carry, reminders_waiting
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork

MOST = 30
"""So many things are said in one message; the rest waits for the next hour."""
_ALL = Choice("看全部", tokens.start("digest", "from", 0))


@cache
def kinds() -> frozenset[str]:
    """The kinds of notices that are work for staff."""
    return frozenset(kind for kind, notice in catalogue().notices.items() if notice.office)


def may_go_at(work: UnitOfWork, message: Due, now: datetime) -> datetime:
    """When this one may go: at once, but for what is held for its kind or for the day's number.

    What goes on with the matter told last (an application handed in again) is no second one of its kind.
    """
    if message.kind not in kinds() or message.urgent or message.missed or message.state != "queued":
        return now
    local = now.astimezone(SHANGHAI)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    last = last_of_kind(work, message.person_id, message.kind)
    held_for = (
        last.at
        if last and _subject(message.kind, last.facts) != _subject(message.kind, message.facts)
        else None
    )
    return next_card_at(local, held_for, pushes_since(work, message.person_id, midnight))


def _subject(kind: str, facts: Mapping[str, Any]) -> Any:
    """What a notice is about: its first field."""
    return facts.get(fields(catalogue().notices[kind].of)[0].name)


def with_its_kind(
    work: UnitOfWork, lead: Due, reply: Reply, speaker: Speaker, now: datetime, rules: RulePack
) -> tuple[Reply, set[int]]:
    """A push with all others of its kind that wait for the person; the ids of those."""
    if lead.kind not in kinds() or lead.urgent or lead.state == "sending":
        return reply, set()
    waiting = reminders_waiting(work, lead.person_id, (lead.kind,), now, MOST)
    others = {
        one.id: said
        for one in waiting
        if one.id != lead.id and not one.urgent and (said := safely(work, one, speaker, now, rules))
    }
    if not others:
        return reply, set()
    carry(work, others, lead.id)
    return gathered([reply, *others.values()], _ALL), set(others)
