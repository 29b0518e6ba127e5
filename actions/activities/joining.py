"""Anybody takes part in an activity, or offers to speak at it; whoever holds it is told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.activities.notices import EventJoined, EventLeft
from actions.audit import note
from actions.notify import Addressed, notify, to_staff
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.tables import Activity, Attendance
from storage.unit_of_work import UnitOfWork

PERSON = "person"
"""Whose an attendance of an event is: the person's, whatever titles there are."""


def join_event(work: UnitOfWork, speaker: Speaker, event_id: int, speaks: bool, now: datetime) -> None:
    """Come to an activity that lies ahead, or offer to speak at it, which the staff of the place read too."""
    one = access_open_event(work, event_id, now)
    found = _attendance(work, speaker, one) or _new(work, speaker, one)
    found.state, found.changed_at = ("speaks" if speaks else "signed_up"), now
    told, key = EventJoined(one.id, speaker.person_id, speaks), f"event_joined:{one.id}:{speaker.person_id}"
    key = f"{key}:{found.state}"
    if one.person_id != speaker.person_id:
        notify(work, [Addressed(one.person_id, told, f"{key}:{one.person_id}")], now)
    if speaks:
        others = [to for to in to_staff(work, one.region, told, key) if to.person_id != one.person_id]
        notify(work, others, now)
    note(work, f"event_{found.state}", "activity", one.id, speaker.person_id, now)


def leave_event(work: UnitOfWork, speaker: Speaker, event_id: int, now: datetime) -> None:
    """Not to come after all. Refused «not_signed_up», or as `access_open_event`."""
    one = access_open_event(work, event_id, now)
    found = _attendance(work, speaker, one)
    if found is None or found.state == "declined":
        raise Refused("not_signed_up", "您没有报名这场活动。")
    found.state, found.changed_at = "declined", now
    told, key = EventLeft(one.id, speaker.person_id), f"event_left:{one.id}:{speaker.person_id}"
    notify(work, [Addressed(one.person_id, told, f"{key}:{int(now.timestamp())}")], now)
    note(work, "leave_event", "activity", one.id, speaker.person_id, now)


def access_open_event(work: UnitOfWork, event_id: int, now: datetime) -> Activity:
    """An activity that anybody may come to, locked. Refused «no_event_ahead»."""
    one = work.session.get(Activity, event_id, with_for_update=True)
    if one is None or one.kind != "event" or one.state != "announced" or one.held_on < now.date():
        raise Refused("no_event_ahead", "这场活动办完了或者取消了。")
    return one


def _attendance(work: UnitOfWork, speaker: Speaker, one: Activity) -> Attendance | None:
    own = select(Attendance).where(Attendance.activity_id == one.id, Attendance.holder == PERSON)
    return work.session.scalars(own.where(Attendance.holder_id == speaker.person_id)).first()


def _new(work: UnitOfWork, speaker: Speaker, one: Activity) -> Attendance:
    fresh = Attendance(
        activity_id=one.id, holder=PERSON, holder_id=speaker.person_id, person_id=speaker.person_id
    )
    work.session.add(fresh)
    return fresh
