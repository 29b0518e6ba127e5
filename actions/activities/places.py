"""The places of an activity: who has one, who waits, and who moves up (S4.2)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from actions.activities.notices import EventPlace
from actions.notify import Addressed, notify
from programme.activities import seats_free, slots
from storage.queries.activities.coming import SEATED, seats
from storage.tables import Activity, Attendance
from storage.unit_of_work import UnitOfWork


def has_room(work: UnitOfWork, one: Activity) -> bool:
    """Whether one more may sign up. `one` is locked, so that two who race for the last place are counted one after the other."""
    work.flush()
    return seats_free(one.capacity, seats(work, [one.id])[one.id].taken) != 0


def seat(work: UnitOfWork, one: Activity, wanted: int | None = None) -> tuple[str, int | None]:
    """How one more guest comes to it: «signed_up», of a clinic with the wanted slot where it is free, else the first; or «waiting».

    `one` is locked.
    """
    if not has_room(work, one):
        return "waiting", None
    free = free_slots(work, one)
    return "signed_up", wanted if wanted in free else next(iter(free), None)


def move_up(work: UnitOfWork, one: Activity, now: datetime) -> None:
    """Give the places that are free to those who wait, who has waited longest first; each is told. `one` is locked."""
    work.flush()
    free = seats_free(one.capacity, seats(work, [one.id])[one.id].taken)
    waiting = select(Attendance).where(Attendance.activity_id == one.id, Attendance.state == "waiting")
    waiting = waiting.order_by(Attendance.changed_at, Attendance.id).limit(free)
    lucky = list(work.session.scalars(waiting))
    for found in lucky:
        found.state, found.changed_at = "signed_up", now
        found.slot = next(iter(free_slots(work, one)), None)
        work.flush()
    told = EventPlace(one.id)
    notify(
        work,
        [
            Addressed(found.person_id, told, f"event_place:{one.id}:{found.person_id}:{int(now.timestamp())}")
            for found in lucky
        ],
        now,
    )


def free_slots(work: UnitOfWork, one: Activity) -> list[int]:
    """The slots of a clinic that nobody has, in minutes of the day. `one` is locked."""
    taken = select(Attendance.slot).where(Attendance.activity_id == one.id, Attendance.slot.is_not(None))
    known = set(work.session.scalars(taken.where(Attendance.state.in_(SEATED))))
    return [slot for slot in slots(one.begins, one.finishes, one.slot_minutes) if slot not in known]


def shift_slots(work: UnitOfWork, one: Activity, before: int | None) -> None:
    """A clinic begins earlier or later: each slot with it."""
    if before is None or one.begins is None or not one.slot_minutes or before == one.begins:
        return
    own = update(Attendance).where(Attendance.activity_id == one.id, Attendance.slot.is_not(None))
    work.session.execute(own.values(slot=Attendance.slot + (one.begins - before)))
