"""Who comes to an activity, who waits for a place, who was there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select

from storage.queries.activities.events import COMING
from storage.tables import Activity, Attendance, Diary, Enterprise, Expert, Person
from storage.unit_of_work import UnitOfWork

SEATED = ("signed_up", "attended")
"""States of a guest who takes a place."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who has to do with an event: states and parts as of `storage.tables.Attendance`; `firm` may be empty."""

    person_id: int
    name: str
    firm: str
    state: str
    part: str
    expert_id: int | None
    stars: int | None
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who has to do with an activity, for staff who may see how to reach them: `unit` may be empty, `phone` too."""

    person_id: int
    name: str
    unit: str
    phone: str
    verified: bool
    state: str
    part: str
    slot: int | None


@dataclass(frozen=True, slots=True)
class Seats:
    """How many have a place at an event, how many wait for one, and how many were there."""

    taken: int = 0
    waiting: int = 0
    came: int = 0


def guests(work: UnitOfWork, event_id: int, states: Collection[str] = ()) -> list[Guest]:
    """Those of an event, in these states where they are given, in the order in which they said so."""
    columns = (Attendance.person_id, Person.name, Enterprise.name, Attendance.state, Attendance.part)
    found = select(*columns, Expert.id, Attendance.stars, Attendance.slot).join(
        Person, Person.id == Attendance.person_id
    )
    found = found.outerjoin(Enterprise, Enterprise.id == Person.enterprise_id)
    found = found.outerjoin(Expert, Expert.person_id == Person.id)
    found = found.where(Attendance.activity_id == event_id, Attendance.holder == "person")
    if states:
        found = found.where(Attendance.state.in_(states))
    rows = work.session.execute(found.order_by(Attendance.changed_at, Attendance.id))
    return [Guest(row[0], row[1] or "一位", row[2] or "", *row[3:]) for row in rows]


def seats(work: UnitOfWork, events: Collection[int]) -> dict[int, Seats]:
    """The places of these events. Speakers take none."""
    counted = select(Attendance.activity_id, Attendance.state, func.count())
    counted = counted.where(Attendance.activity_id.in_(events), Attendance.part == "guest")
    counts: dict[int, dict[str, int]] = {one: {} for one in events}
    for key, state, count in work.session.execute(counted.group_by(Attendance.activity_id, Attendance.state)):
        counts[key][state] = count
    return {
        key: Seats(sum(of.get(state, 0) for state in SEATED), of.get("waiting", 0), of.get("attended", 0))
        for key, of in counts.items()
    }


def taking_part(work: UnitOfWork, event_id: int) -> list[int]:
    """The persons who come to an event."""
    return [one.person_id for one in guests(work, event_id, COMING)]


def to_tell(work: UnitOfWork, event_id: int) -> list[int]:
    """The persons who must hear of a change: who come, wait, or were asked to speak."""
    return [one.person_id for one in guests(work, event_id, (*COMING, "waiting", "invited"))]


def place_in_queue(work: UnitOfWork, event_id: int, person_id: int) -> int:
    """Which of those who wait somebody is, from 1; 0 for who does not wait."""
    waiting = [one.person_id for one in guests(work, event_id, ("waiting",))]
    return waiting.index(person_id) + 1 if person_id in waiting else 0


def speakers(work: UnitOfWork, event_id: int) -> list[Guest]:
    """Those who speak at an event, as settled, but who gave it up."""
    found = guests(work, event_id, (*COMING, "attended"))
    return [one for one in found if one.part == "speaker"]


def slot_of(work: UnitOfWork, event_id: int, person_id: int) -> int | None:
    """The minute of the day at which somebody's own slot of a clinic begins."""
    own = select(Attendance.slot).where(Attendance.activity_id == event_id, Attendance.person_id == person_id)
    return work.session.scalar(own.where(Attendance.state.in_(SEATED)))


def firms_there(work: UnitOfWork, event_id: int) -> list[str]:
    """The firms whose people were at an event, each once."""
    found = guests(work, event_id, ("attended",))
    return list(dict.fromkeys(one.firm for one in found if one.part == "guest" and one.firm))


def told_by(work: UnitOfWork, event_id: int) -> list[tuple[str, int]]:
    """The holders who have a diary of an event that stands: kind and id."""
    found = select(Diary.holder, Diary.holder_id).where(Diary.activity_id == event_id)
    rows = work.session.execute(found.where(Diary.state.in_(("recorded", "held"))))
    return [(holder, key) for holder, key in rows]


def who(work: UnitOfWork, person_id: int) -> str:
    """A person's name with the firm they speak for."""
    found = select(Person.name, Enterprise.name).outerjoin(Enterprise, Enterprise.id == Person.enterprise_id)
    row = work.session.execute(found.where(Person.id == person_id)).one()
    name, firm = row[0] or "一位", row[1]
    return f"{name}（{firm}）" if firm else name


def contacts_of(work: UnitOfWork, event_id: int) -> list[Contact]:
    """All who have to do with an activity, in the order in which they said so."""
    unit = func.coalesce(Enterprise.name, Expert.unit, "")
    found = select(Attendance.person_id, Person.name, unit, Person.phone, Person.phone_verified)
    found = found.add_columns(Attendance.state, Attendance.part, Attendance.slot)
    found = found.join(Person, Person.id == Attendance.person_id)
    found = found.outerjoin(Enterprise, Enterprise.id == Person.enterprise_id)
    found = found.outerjoin(Expert, Expert.person_id == Person.id)
    rows = work.session.execute(found.where(Attendance.activity_id == event_id).order_by(Attendance.id))
    return [Contact(row[0], row[1] or "一位", row[2], row[3] or "", *row[4:]) for row in map(_plain, rows)]


def _plain(row: Any) -> tuple[Any, ...]:
    return tuple(row)


def rating_of(work: UnitOfWork, event_id: int) -> tuple[int, float]:
    """How many gave stars to an event, and how many on average (0 where nobody did)."""
    given = select(func.count(Attendance.stars), func.avg(Attendance.stars))
    count, mean = work.session.execute(given.where(Attendance.activity_id == event_id)).one()
    return count, float(mean or 0)


def door_events(work: UnitOfWork, code: str) -> list[int]:
    """The events that stand with this code at their door."""
    found = select(Activity.id).where(Activity.kind == "event", Activity.door_code == code)
    return list(work.session.scalars(found.where(Activity.state != "cancelled").order_by(Activity.held_on)))


def link_ends(work: UnitOfWork, event_id: int | None, code: str, now: datetime) -> datetime | None:
    """When the link to sign up for an event, or the one at a door with this code, leads to nothing any more; None where it does already."""
    known = Activity.id == event_id if event_id else Activity.door_code == code
    ahead = (Activity.kind == "event", Activity.state == "announced", Activity.held_on >= now.date())
    day = work.session.scalar(select(Activity.held_on).where(known, *ahead).order_by(Activity.held_on))
    return datetime.combine(day + timedelta(days=1), time(), now.tzinfo) if day else None


def door_code(work: UnitOfWork, event_id: int) -> str:
    """What is said at the door of an event to check in; empty for one that is older than codes."""
    return work.session.scalar(select(Activity.door_code).where(Activity.id == event_id)) or ""
