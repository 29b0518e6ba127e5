"""Activities of experts, stations and centres: published, seen by all, moved or taken down while they lie ahead (S4.3, S6.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from actions.access import actor_of, policy, require
from actions.activities.notices import EventCancelled, EventMoved
from actions.audit import note
from actions.diaries.record import holder_of
from actions.notify import Addressed, Notice, notify
from actions.refusal import Refused
from programme.activities import event as life_of
from storage.queries.activities.events import taking_part
from storage.queries.people.speakers import Speaker
from storage.queries.titles.due_holders import mark_due_for_check
from storage.tables import Activity
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Event:
    """An activity as its giver confirmed it."""

    title: str
    on: date
    place: str
    region: str


def publish(work: UnitOfWork, speaker: Speaker, event: Event, now: datetime) -> int:
    """Publish an activity, which breaks a silence like a diary once its day has come; return its id."""
    require(speaker, "publish_event", event.region, [speaker.person_id])
    kind, key = _held_by(speaker)
    one = Activity(
        kind="event",
        title=event.title,
        held_on=event.on,
        place=event.place,
        region=event.region,
        holder=kind,
        holder_id=key,
        person_id=speaker.person_id,
        state="announced",
        created_at=now,
    )
    work.session.add(one)
    work.session.flush()
    if kind and key:
        mark_due_for_check(work.connection, kind, key)
    note(work, "publish_event", "activity", one.id, speaker.person_id, now)
    return one.id


def take_down(work: UnitOfWork, speaker: Speaker, event_id: int, now: datetime) -> None:
    """Call off an activity that lies ahead; who signed up is told."""
    one = access_event_ahead(work, speaker, event_id, now)
    with policy():
        one.state = life_of().step(one.state, "cancel", actor_of(speaker).roles).target
    _tell(work, one, EventCancelled(one.id), "event_cancelled", now)
    note(work, "take_down_event", "activity", one.id, speaker.person_id, now)


def move(work: UnitOfWork, speaker: Speaker, event_id: int, on: date, place: str, now: datetime) -> None:
    """Another day or place for an activity that lies ahead; who signed up is told."""
    one = access_event_ahead(work, speaker, event_id, now)
    if one.state != "announced":
        raise Refused("cancelled", "这场活动已经撤下了。")
    one.held_on, one.place = on, place
    if one.holder and one.holder_id:
        mark_due_for_check(work.connection, one.holder, one.holder_id)
    _tell(work, one, EventMoved(one.id), f"event_moved:{on}:{int(now.timestamp())}", now)
    note(work, "move_event", "activity", one.id, speaker.person_id, now, on=on.isoformat(), place=place)


def access_event_ahead(work: UnitOfWork, speaker: Speaker, event_id: int, now: datetime) -> Activity:
    """An event that the speaker may change and whose day has not passed. Refused «over», or as `access_event`."""
    one = access_event(work, speaker, event_id)
    if one.held_on < now.date():
        raise Refused("over", "这场活动的日子已经过了，不能再改。")
    return one


def _held_by(speaker: Speaker) -> tuple[str | None, int | None]:
    """For whose year it counts: the speaker's own title; a centre has none."""
    return (
        holder_of(speaker)
        if speaker.expert_id is not None or speaker.station_id is not None
        else (None, None)
    )


def _tell(work: UnitOfWork, one: Activity, notice: Notice, key: str, now: datetime) -> None:
    told = (Addressed(who, notice, f"{key}:{one.id}:{who}") for who in taking_part(work, one.id))
    notify(work, told, now)


def access_event(work: UnitOfWork, speaker: Speaker, event_id: int) -> Activity:
    """An event, locked. Refused where there is none, or it is somebody else's."""
    one = work.session.get(Activity, event_id, with_for_update=True)
    if one is None or one.kind != "event":
        raise Refused("no_event", "没有这场活动。")
    require(speaker, "publish_event", one.region, [one.person_id])
    return one
