"""Activities of experts, stations and centres: published, seen by all, moved or taken down while they lie ahead (S4.3, S6.6)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from actions.access import actor_of, policy, require
from actions.activities.notices import EventCancelled, EventMoved
from actions.activities.places import move_up, shift_slots
from actions.audit import note
from actions.diaries.record import holder_of
from actions.notify import Addressed, Notice, notify
from actions.refusal import Refused
from programme.activities import event as life_of
from programme.activities import slots
from storage.queries.activities.coming import to_tell, told_by
from storage.queries.activities.events import EventFacts
from storage.queries.people.clerks import at_work
from storage.queries.people.speakers import Speaker
from storage.queries.titles.due_holders import mark_due_for_check
from storage.tables import Activity
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Event:
    """An activity as its giver confirmed it; the fields as of `storage.tables.Activity`."""

    title: str
    on: date
    place: str
    region: str
    sort: str | None = None
    domain: str | None = None
    begins: int | None = None
    finishes: int | None = None
    capacity: int | None = None
    closes_on: date | None = None
    audience: str | None = None
    slot_minutes: int | None = None


def publish_each(work: UnitOfWork, speaker: Speaker, events: Sequence[Event], now: datetime) -> list[int]:
    """Publish the activity of several days, each to be signed up for, moved and called off by itself; return their ids."""
    return [publish(work, speaker, event, now) for event in events]


def publish(work: UnitOfWork, speaker: Speaker, event: Event, now: datetime) -> int:
    """Publish an activity, which breaks a silence like a diary once its day has come; return its id."""
    require(speaker, "publish_event", event.region, [speaker.person_id])
    kind, key = _held_by(speaker)
    one = Activity(
        kind="event",
        region=event.region,
        domain=event.domain,
        audience=event.audience,
        holder=kind,
        holder_id=key,
        person_id=speaker.person_id,
        state="announced",
        door_code=f"{secrets.randbelow(10_000):04}",
        created_at=now,
    )
    _write(one, event)
    work.session.add(one)
    work.session.flush()
    _look_again(work, one)
    note(work, "publish_event", "activity", one.id, speaker.person_id, now)
    return one.id


def take_down(work: UnitOfWork, speaker: Speaker, event_id: int, now: datetime) -> None:
    """Call off an activity that lies ahead; who signed up is told."""
    one = access_event_ahead(work, speaker, event_id, now)
    with policy():
        one.state = life_of().step(one.state, "cancel", actor_of(speaker).roles).target
    _look_again(work, one)
    _tell(work, one, EventCancelled(one.id), "event_cancelled", now)
    note(work, "take_down_event", "activity", one.id, speaker.person_id, now)


def say_not_held(work: UnitOfWork, speaker: Speaker, event_id: int, now: datetime) -> None:
    """An activity whose day has come did not take place: it counts no more. Refused «not_yet», or as `access_event_to_change`."""
    one = access_event_to_change(work, speaker, event_id)
    if one.held_on > now.date():
        raise Refused("not_yet", "这场活动还没到日子，不办了就说「撤下活动」。")
    with policy():
        one.state = life_of().step(one.state, "cancel", actor_of(speaker).roles).target
    _look_again(work, one)
    note(work, "event_not_held", "activity", one.id, speaker.person_id, now)


def move(work: UnitOfWork, speaker: Speaker, event_id: int, told: Event, now: datetime) -> bool:
    """Another day, hour, place or limit for an activity that lies ahead; who signed up is told, and more places are given out.

    False where it was so already, of which nobody is told.
    """
    one = access_event_ahead(work, speaker, event_id, now)
    if one.state != "announced":
        raise Refused("cancelled", "这场活动已经撤下了。")
    before, known = one.begins, _written(one)
    _write(one, told)
    if _written(one) == known:
        return False
    one.changes += 1
    shift_slots(work, one, before)
    _look_again(work, one)
    _tell(work, one, EventMoved(one.id, one.changes), f"event_moved:{one.changes}", now)
    move_up(work, one, now)
    note(
        work,
        "move_event",
        "activity",
        one.id,
        speaker.person_id,
        now,
        on=told.on.isoformat(),
        place=told.place,
    )
    return True


def access_event_ahead(work: UnitOfWork, speaker: Speaker, event_id: int, now: datetime) -> Activity:
    """An event that the speaker may change and whose day has not passed. Refused «over», or as `access_event_to_change`."""
    one = access_event_to_change(work, speaker, event_id)
    if one.held_on < now.date():
        raise Refused("over", "这场活动的日子已经过了，不能再改。")
    return one


def access_event_to_change(work: UnitOfWork, speaker: Speaker, event_id: int) -> Activity:
    """An event of which no diary tells. Refused «told_of», or as `access_event`."""
    one = access_event(work, speaker, event_id)
    if told_by(work, one.id):
        raise Refused("told_of", "这场活动已经有人记了日记，不能再改；记错了先撤回日记。")
    return one


def access_event(work: UnitOfWork, speaker: Speaker, event_id: int) -> Activity:
    """An event, locked. Refused where there is none, or it is somebody else's."""
    one = work.session.get(Activity, event_id, with_for_update=True, populate_existing=True)
    if one is None or one.kind != "event":
        raise Refused("no_event", "没有这场活动。")
    require(speaker, "publish_event", one.region, _owners(work, one))
    return one


def access_event_over(work: UnitOfWork, speaker: Speaker, event_id: int, now: datetime) -> Activity:
    """An event whose day has come and that was not called off. Refused «not_held_yet», or as `access_event`."""
    one = access_event(work, speaker, event_id)
    if one.state == "cancelled" or one.held_on > now.date():
        raise Refused("not_held_yet", "这场活动还没办，当天起才能写小结、传照片。")
    return one


def keeper(work: UnitOfWork, one: Activity | EventFacts) -> int:
    """Who hears what comes of it: whoever published it, or the head of the station whose work they do no more."""
    owners = _owners(work, one)
    return one.person_id if one.person_id in owners else owners[0]


def _owners(work: UnitOfWork, one: Activity | EventFacts) -> list[int]:
    """Who published it; of a station's all who do its work now, the head first."""
    if one.holder == "station" and one.holder_id:
        return at_work(work, one.holder_id)
    return [one.person_id]


def _write(one: Activity, event: Event) -> None:
    one.title, one.sort = event.title, event.sort or one.sort
    one.held_on, one.place, one.capacity, one.closes_on = (
        event.on,
        event.place,
        event.capacity,
        event.closes_on,
    )
    one.begins, one.finishes, one.slot_minutes = event.begins, event.finishes, event.slot_minutes
    if there_are := slots(one.begins, one.finishes, one.slot_minutes):
        one.capacity = min(len(there_are), event.capacity or len(there_are))


def _written(one: Activity) -> tuple[Any, ...]:
    """All that `_write` sets."""
    return (
        *(one.title, one.sort, one.held_on, one.place, one.capacity),
        *(one.closes_on, one.begins, one.finishes, one.slot_minutes),
    )


def _held_by(speaker: Speaker) -> tuple[str | None, int | None]:
    """For whose year it counts: the speaker's own title; a centre has none."""
    return (
        holder_of(speaker)
        if speaker.expert_id is not None or speaker.station_id is not None
        else (None, None)
    )


def _look_again(work: UnitOfWork, one: Activity) -> None:
    """The year of whoever holds it is another now."""
    if one.holder and one.holder_id:
        mark_due_for_check(work.connection, one.holder, one.holder_id)


def _tell(work: UnitOfWork, one: Activity, notice: Notice, key: str, now: datetime) -> None:
    told = (Addressed(who, notice, f"{key}:{one.id}:{who}") for who in to_tell(work, one.id))
    notify(work, told, now)
