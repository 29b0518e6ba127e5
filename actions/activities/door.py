"""Who was there: checked in at the door by a code, or put down by whoever held the activity (S4.2, S7.1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from actions.access import actor_of, policy
from actions.activities.events import access_event
from actions.activities.joining import attendance, put
from actions.activities.notices import EventMissed, EventRate
from actions.activities.on_record import put_on_record
from actions.audit import note
from actions.notify import Addressed, notify
from actions.refusal import Refused
from programme.activities import TRAINING
from programme.activities import event as life_of
from storage.queries.activities.coming import Guest, door_events, guests
from storage.queries.people.speakers import Speaker
from storage.tables import Activity
from storage.unit_of_work import UnitOfWork

NOT_YET = "活动还没开始，当天起才能登记到场。"
TO_PUT_DOWN = ("signed_up", "speaks", "attended", "absent")
"""States of who was to be there."""


def check_in(work: UnitOfWork, speaker: Speaker, code: str, now: datetime) -> int:
    """Be there, whether one had signed up or not; return the event. Refused «no_such_code», «not_today»."""
    one = access_event_at_door(work, code, now)
    found = attendance(work, speaker.person_id, one)
    if found is None or found.state != "attended":
        put(work, speaker.person_id, one, "attended", now)
        note(work, "check_in", "activity", one.id, speaker.person_id, now)
        _train(
            work, one, [guest for guest in guests(work, one.id) if guest.person_id == speaker.person_id], now
        )
    return one.id


def put_down(
    work: UnitOfWork, speaker: Speaker, event_id: int, absent: Collection[int], now: datetime
) -> tuple[int, int]:
    """Who signed up was there, but the `absent` persons who did not check in; return how many were, how many not.

    Each who came is asked how it was. Refused «not_yet», or as `access_event`.
    """
    one = access_event(work, speaker, event_id)
    if one.held_on > now.date():
        raise Refused("not_yet", NOT_YET)
    with policy():
        one.state = life_of().step(one.state, "hold", actor_of(speaker).roles).target
    for guest in guests(work, one.id, TO_PUT_DOWN):
        state = "absent" if guest.person_id in absent and guest.state != "attended" else "attended"
        if guest.state != state:
            put(work, guest.person_id, one, state, now)
    notify(work, ask_how_it_was(work, one.id), now)
    _train(work, one, guests(work, one.id, ("attended",)), now)
    if one.slot_minutes:
        missed_it = guests(work, one.id, ("absent",))
        told = EventMissed(one.id)
        notify(
            work,
            [
                Addressed(each.person_id, told, f"event_missed:{one.id}:{each.person_id}")
                for each in missed_it
            ],
            now,
        )
    there, missed = (len(guests(work, one.id, (state,))) for state in ("attended", "absent"))
    note(work, "put_down_event", "activity", one.id, speaker.person_id, now, came=there, missed=missed)
    return there, missed


def check_in_guest(work: UnitOfWork, speaker: Speaker, event_id: int, person_id: int, now: datetime) -> str:
    """Somebody who has to do with the activity is there, as whoever stands at the door says; return their name.

    Refused «not_yet», «not_signed_up», or as `access_event`.
    """
    one, guest = _access_guest(work, speaker, event_id, person_id, now)
    if guest.state != "attended":
        put(work, person_id, one, "attended", now)
        note(work, "check_in", "activity", one.id, speaker.person_id, now, person=person_id)
        _train(work, one, [guest], now)
    if one.state == "held":
        notify(work, ask_how_it_was(work, one.id), now)
    return guest.name


def mark_absent(work: UnitOfWork, speaker: Speaker, event_id: int, person_id: int, now: datetime) -> str:
    """Somebody who was to come was not there, be it that they were put down as such before; return their name. Refused as `check_in_guest`."""
    one, guest = _access_guest(work, speaker, event_id, person_id, now)
    if guest.state != "absent":
        put(work, person_id, one, "absent", now)
        note(work, "mark_absent", "activity", one.id, speaker.person_id, now, person=person_id)
    return guest.name


def _access_guest(
    work: UnitOfWork, speaker: Speaker, event_id: int, person_id: int, now: datetime
) -> tuple[Activity, Guest]:
    """The activity, locked, whose day has come, and somebody who has to do with it."""
    one = access_event(work, speaker, event_id)
    if one.held_on > now.date() or one.state == "cancelled":
        raise Refused("not_yet", NOT_YET)
    guest = next((each for each in guests(work, one.id) if each.person_id == person_id), None)
    if guest is None:
        raise Refused("not_signed_up", "这个人没有报名这场活动。")
    return one, guest


def _train(work: UnitOfWork, one: Activity, came: Iterable[Guest], now: datetime) -> None:
    """What a station or a centre holds as a training is one (GD 第八条（七）); who speaks there gives it."""
    if one.sort == TRAINING:
        put_on_record(work, one, [each.person_id for each in came if each.part == "guest"], now)


def ask_how_it_was(work: UnitOfWork, event_id: int) -> list[Addressed]:
    """The question to each guest who was there, once for ever."""
    came = (one for one in guests(work, event_id, ("attended",)) if one.part == "guest")
    asked = EventRate(event_id)
    return [Addressed(one.person_id, asked, f"event_rate:{event_id}:{one.person_id}") for one in came]


def rate_event(work: UnitOfWork, speaker: Speaker, event_id: int, stars: int, now: datetime) -> None:
    """How it was, 1 to 5, by one who was there; a later word in the place of an earlier. Refused «was_not_there»."""
    one = work.session.get(Activity, event_id, with_for_update=True, populate_existing=True)
    found = attendance(work, speaker.person_id, one) if one is not None and one.kind == "event" else None
    if one is None or found is None or found.state != "attended":
        raise Refused("was_not_there", "到场的人才能打分，这场没有您的签到。")
    found.stars = stars
    note(work, "rate_event", "activity", one.id, speaker.person_id, now, stars=stars)


def access_event_at_door(work: UnitOfWork, code: str, now: datetime) -> Activity:
    """The event of today with this code, locked. Refused «no_such_code», «not_today»."""
    found = [work.session.get_one(Activity, key) for key in door_events(work, code)]
    if not found:
        raise Refused("no_such_code", "没有这个签到码，看看现场写的是哪四个数字。")
    today = next((one for one in found if one.held_on == now.date()), None)
    if today is None:
        raise Refused("not_today", "签到码要活动当天才能用。")
    return work.session.get_one(Activity, today.id, with_for_update=True, populate_existing=True)
