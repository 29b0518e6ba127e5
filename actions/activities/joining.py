"""Anybody takes part in an activity, waits for a place, or offers to speak at it; whoever holds it is told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.activities.events import keeper
from actions.activities.notices import EventJoined, EventLeft, EventSignups, SpeakerAnswered
from actions.activities.places import move_up, seat
from actions.audit import note
from actions.notify import Addressed, notify, to_staff
from actions.refusal import Refused
from programme.activities import has_ended, is_closed
from storage.queries.activities.coming import place_in_queue
from storage.queries.people.speakers import Speaker
from storage.tables import Activity, Attendance
from storage.unit_of_work import UnitOfWork

PERSON = "person"
"""Whose an attendance of an event is: the person's, whatever titles there are."""
ONLY_FOR = {"enterprise": "这场只请企业来。", "expert": "这场只请专家来。"}


def join_event(
    work: UnitOfWork, speaker: Speaker, event_id: int, speaks: bool, now: datetime, slot: int | None = None
) -> int:
    """Come to an activity that lies ahead, or offer to speak at it, which the staff of the place read too.

    `slot`: the minute of the day that one would like at a clinic, else its first. Return 0, or which of those who wait for a place
    one is. Who was there, or is to speak, stays so; who was invited to speak has accepted.
    Refused «closed_signup», «not_for_you», «slot_taken», or as `access_open_event`.
    """
    one = access_open_event(work, event_id, now)
    found = attendance(work, speaker.person_id, one)
    if found is not None and _is_settled(found):
        return 0
    if found is not None and found.state == "invited":
        answer_as_speaker(work, speaker, one, True, now)
        return 0
    if not speaks:
        _require_open_to(one, speaker, now)
        if found is not None and found.state in {"signed_up", "waiting"}:
            return place_in_queue(work, one.id, speaker.person_id)
    state, own = ("speaks", None) if speaks else seat(work, one, slot)
    if slot is not None and own is not None and own != slot:
        raise Refused("slot_taken", "这个时段刚刚有人约了，换一个？")
    put(work, speaker.person_id, one, state, now, part="guest", slot=own)
    move_up(work, one, now)
    _tell_giver(work, speaker, one, state, now)
    note(work, f"event_{state}", "activity", one.id, speaker.person_id, now)
    return place_in_queue(work, one.id, speaker.person_id)


def leave_event(work: UnitOfWork, speaker: Speaker, event_id: int, now: datetime) -> None:
    """Not to come after all; who waits moves up. Refused «not_signed_up», or as `access_open_event`."""
    one = access_open_event(work, event_id, now)
    found = attendance(work, speaker.person_id, one)
    if found is None or found.state in ("declined", "absent"):
        raise Refused("not_signed_up", "您没有报名这场活动。")
    if found.state == "attended":
        raise Refused("checked_in", "您已经签到了，不用退。")
    waited, found.state, found.changed_at = found.state == "waiting", "declined", now
    move_up(work, one, now)
    if not waited:
        told, key = EventLeft(one.id, speaker.person_id), f"event_left:{one.id}:{speaker.person_id}"
        notify(work, [Addressed(keeper(work, one), told, f"{key}:{int(now.timestamp())}")], now)
    note(work, "leave_event", "activity", one.id, speaker.person_id, now)


def access_open_event(work: UnitOfWork, event_id: int, now: datetime) -> Activity:
    """An activity that is not over, locked. Refused «no_event_ahead»."""
    one = work.session.get(Activity, event_id, with_for_update=True, populate_existing=True)
    if one is None or one.kind != "event" or one.state != "announced":
        raise Refused("no_event_ahead", "这场活动办完了或者取消了。")
    if has_ended(one.held_on, one.finishes, now):
        raise Refused("no_event_ahead", "这场活动已经结束了。")
    return one


def attendance(work: UnitOfWork, person_id: int, one: Activity) -> Attendance | None:
    """What a person has said of coming to an event, if anything."""
    own = select(Attendance).where(Attendance.activity_id == one.id, Attendance.holder == PERSON)
    return work.session.scalars(own.where(Attendance.holder_id == person_id)).first()


def put(
    work: UnitOfWork,
    person_id: int,
    one: Activity,
    state: str,
    now: datetime,
    *,
    part: str | None = None,
    slot: int | None = None,
) -> None:
    """How a person has to do with an event from now on; `part` None leaves it as it was, at first a guest's."""
    found = attendance(work, person_id, one)
    if found is None:
        found = Attendance(activity_id=one.id, holder=PERSON, holder_id=person_id, person_id=person_id)
        work.session.add(found)
    found.state, found.changed_at = state, now
    found.part = part or found.part or "guest"
    found.slot = slot if slot is not None else found.slot
    work.flush()


def answer_as_speaker(work: UnitOfWork, speaker: Speaker, one: Activity, comes: bool, now: datetime) -> None:
    """Who was invited to speak does, or not; whoever holds it is told."""
    put(work, speaker.person_id, one, "signed_up" if comes else "declined", now)
    told, key = SpeakerAnswered(one.id, speaker.person_id, comes), f"speaker_answered:{one.id}"
    key = f"{key}:{speaker.person_id}:{comes}:{int(now.timestamp())}"
    notify(work, [Addressed(keeper(work, one), told, key)], now)
    note(work, "answer_speaking", "activity", one.id, speaker.person_id, now, comes=comes)


def _is_settled(found: Attendance) -> bool:
    return found.state == "attended" or (
        found.part == "speaker" and found.state in {"speaks", "signed_up", "absent"}
    )


def _require_open_to(one: Activity, speaker: Speaker, now: datetime) -> None:
    if is_closed(one.closes_on, one.place, now):
        raise Refused("closed_signup", "这场活动的报名截止了。")
    if one.audience in ONLY_FOR and one.audience not in speaker.roles:
        raise Refused("not_for_you", ONLY_FOR[one.audience])


def _tell_giver(work: UnitOfWork, speaker: Speaker, one: Activity, state: str, now: datetime) -> None:
    """Of an offer to speak by name; of those who come how many there are, once a day."""
    if state != "speaks":
        told = EventSignups(one.id)
        notify(work, [Addressed(keeper(work, one), told, f"event_signups:{one.id}:{now.date()}")], now)
        return
    joined, key = EventJoined(one.id, speaker.person_id, True), f"event_joined:{one.id}:{speaker.person_id}"
    key = f"{key}:{state}"
    giver = keeper(work, one)
    if giver != speaker.person_id:
        notify(work, [Addressed(giver, joined, f"{key}:{giver}")], now)
    others = [to for to in to_staff(work, one.region, joined, key) if to.person_id != giver]
    notify(work, others, now)
