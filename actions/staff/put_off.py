"""Staff put a line of their lists off until a day: nobody is told, nothing changes, it is gone until then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from actions.access import require
from actions.audit import note
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.queries.reports import places
from storage.queries.staff.put_off import DEED
from storage.queries.titles.holders import holder_of
from storage.queries.titles.standing import warning
from storage.unit_of_work import UnitOfWork

Place = Callable[[UnitOfWork, int], str | None]


def _of_title(work: UnitOfWork, key: int) -> str | None:
    who = holder_of(work, key)
    return who.region if who else None


def _of_warning(work: UnitOfWork, key: int) -> str | None:
    one = warning(work, key)
    return one.who.region if one else None


PLACES: dict[str, Place] = {
    "need": places.of_need,
    "unserved": places.of_need,
    "left_behind": places.of_need,
    "late_answer": places.of_need,
    "late_contact": places.of_need,
    "late_review": places.of_need,
    "returned": places.of_application,
    "warning": _of_warning,
    "call": _of_warning,
    "silent": _of_title,
    "ending": _of_title,
    "suspended": _of_title,
    "warned": _of_title,
    "lift": _of_title,
    "plan": _of_title,
    "summary": _of_title,
    "task": places.of_task,
}
"""Which lines may be put off, and where each of them lies."""


def place_of(work: UnitOfWork, what: str, key: int) -> str | None:
    """Where the row of a line lies; None where there is none."""
    return PLACES[what](work, key) if what in PLACES else None


def put_off(work: UnitOfWork, speaker: Speaker, what: str, key: int, until: date, now: datetime) -> None:
    """Leave a line out of the lists until a day. Refused «nothing_there», or by the table of authority."""
    region = place_of(work, what, key)
    if region is None:
        raise Refused("nothing_there", "没有找到这一件。")
    require(speaker, "see_progress", region)
    note(work, DEED, what, key, speaker.person_id, now, until=until.isoformat())
