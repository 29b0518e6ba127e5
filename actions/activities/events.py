"""Activities that experts and stations hold: published, seen by all, taken down while they lie ahead (S4.3, S6.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from actions.access import actor_of, policy, require
from actions.audit import note
from actions.diaries.record import holder_of
from actions.refusal import Refused
from programme.activities import event as life_of
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
    kind, key = holder_of(speaker)
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
    mark_due_for_check(work.connection, kind, key)
    note(work, "publish_event", "activity", one.id, speaker.person_id, now)
    return one.id


def take_down(work: UnitOfWork, speaker: Speaker, event_id: int, now: datetime) -> None:
    """Call off an activity that lies ahead."""
    one = access_event(work, speaker, event_id)
    if one.held_on < now.date():
        raise Refused("over", "这场活动的日子已经过了，不能再撤下。")
    with policy():
        one.state = life_of().step(one.state, "cancel", actor_of(speaker).roles).target
    note(work, "take_down_event", "activity", one.id, speaker.person_id, now)


def access_event(work: UnitOfWork, speaker: Speaker, event_id: int) -> Activity:
    """An event, locked. Refused where there is none, or it is somebody else's."""
    one = work.session.get(Activity, event_id, with_for_update=True)
    if one is None or one.kind != "event":
        raise Refused("no_event", "没有这场活动。")
    require(speaker, "publish_event", one.region, [one.person_id])
    return one
