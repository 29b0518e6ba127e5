"""What falls due of cases: a talk with staff is over after a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from actions.complaints.notices import TalkEnded
from actions.due import moved
from actions.notify import Addressed
from programme.cases import TALK_LASTS
from programme.packs import RulePack
from storage.queries.complaints.talks import first_talk, talks_begun
from storage.unit_of_work import UnitOfWork
from storage.window import Window


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """Talks whose time is up; both sides are told."""
    for talk in talks_begun(work, window.shifted(-TALK_LASTS)):
        key = f"talk_over:{talk.case}:{talk.taken_at:%Y%m%d%H%M%S}"
        for person in (talk.person_id, talk.officer_id):
            yield Addressed(person, TalkEnded(talk.case), f"{key}:{person}")


def next_due(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """When the time of the next talk is up."""
    return moved(first_talk(work, after - TALK_LASTS), TALK_LASTS)
