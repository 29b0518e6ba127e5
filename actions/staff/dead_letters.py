"""Seeing to a dead letter: send it again, or note that the person was told otherwise."""

from __future__ import annotations

from datetime import datetime

from actions.access import require
from actions.audit import note
from actions.refusal import Refused
from storage.queries.delivery.dead_letters import Letter, close_letter, letter, queue_again
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork


def send_letter_again(work: UnitOfWork, speaker: Speaker, outbox_id: int, now: datetime) -> Letter:
    """Try every way to the person once more; tapped twice, it goes once."""
    one = access_letter(work, speaker, outbox_id)
    queue_again(work, one, now)
    note(work, "send_letter_again", "outbox", one.id, speaker.person_id, now)
    return one


def told_otherwise(work: UnitOfWork, speaker: Speaker, outbox_id: int, now: datetime) -> Letter:
    """The person was called, or had the message all the same."""
    one = access_letter(work, speaker, outbox_id)
    close_letter(work, one, now)
    note(work, "told_otherwise", "outbox", one.id, speaker.person_id, now)
    return one


def access_letter(work: UnitOfWork, speaker: Speaker, outbox_id: int) -> Letter:
    """The dead letter, locked. Refused where there is none («no_letter»), or it lies outside the jurisdiction."""
    one = letter(work, outbox_id)
    if one is None:
        raise Refused("no_letter", f"{outbox_id} 号消息已经处理过，或者没有这一条。")
    require(speaker, "see_to_letters", one.region)
    return one
