"""Rooms of stations: put on the list, asked for by experts and staff, given with a tap (S10.5)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from actions.access import require_work
from actions.activities.notices import RoomAnswered, RoomAsked
from actions.audit import note
from actions.notify import Addressed, notify
from actions.refusal import Refused
from storage.queries.people.clerks import at_work
from storage.queries.people.speakers import Speaker
from storage.tables import Room, RoomRequest, Station
from storage.unit_of_work import UnitOfWork


def list_room(
    work: UnitOfWork, speaker: Speaker, name: str, seats: int | None, equipment: str, now: datetime
) -> int:
    """A station lends a room to others; return its id. Refused «station_only»."""
    if speaker.station_id is None:
        raise Refused("station_only", "场地由工作站来登记。")
    require_work(speaker)
    one = Room(station_id=speaker.station_id, name=name, seats=seats, equipment=equipment, created_at=now)
    work.session.add(one)
    work.session.flush()
    note(work, "list_room", "room", one.id, speaker.person_id, now)
    return one.id


def ask_room(work: UnitOfWork, speaker: Speaker, room_id: int, on: date, hour: str, now: datetime) -> int:
    """Ask a station for a room on a day; return the request's id. Refused «no_room», «room_taken»."""
    one = work.session.get(Room, room_id, with_for_update=True, populate_existing=True)
    if one is None:
        raise Refused("no_room", "没有这个场地了。")
    if _is_given(work, one.id, on, hour):
        raise Refused("room_taken", "这个时间已经借给别人了，换个时间？")
    asked = RoomRequest(room_id=one.id, held_on=on, hour=hour, state="asked", asked_at=now)
    asked.person_id = speaker.person_id
    work.session.add(asked)
    work.session.flush()
    _ask_the_desk(work, one.station_id, asked.id, now)
    note(work, "ask_room", "room", one.id, speaker.person_id, now)
    return asked.id


def answer_room(work: UnitOfWork, speaker: Speaker, request_id: int, gives: bool, now: datetime) -> None:
    """The station gives the room, or does not; who asked is told. Refused «no_request», «room_taken», «only_looks».

    The room is locked first, so that two who give it for one hour are judged one after the other.
    """
    require_work(speaker)
    wanted = select(RoomRequest.room_id).where(RoomRequest.id == request_id).scalar_subquery()
    work.session.execute(select(Room.id).where(Room.id == wanted).with_for_update())
    asked = work.session.get(RoomRequest, request_id, with_for_update=True, populate_existing=True)
    own = asked is not None and work.session.get_one(Room, asked.room_id).station_id == speaker.station_id
    if asked is None or not own or asked.state != "asked":
        raise Refused("no_request", "这条借用已经答复过了。")
    if gives and _is_given(work, asked.room_id, asked.held_on, asked.hour):
        raise Refused("room_taken", "这个时间已经借给别人了。")
    asked.state, asked.answered_at = ("granted" if gives else "refused"), now
    told = Addressed(asked.person_id, RoomAnswered(asked.id), f"room_answered:{asked.id}")
    notify(work, [told], now)
    note(work, f"room_{asked.state}", "room", asked.room_id, speaker.person_id, now)


def _ask_the_desk(work: UnitOfWork, station_id: int, request_id: int, now: datetime) -> None:
    """All who do the station's work hear; the first answer counts."""
    told, head = RoomAsked(request_id), work.session.get_one(Station, station_id).person_id
    keys = {who: f"room_asked:{request_id}:{who}" for who in at_work(work, station_id)}
    keys[head] = f"room_asked:{request_id}"
    notify(work, [Addressed(who, told, key) for who, key in keys.items()], now)


def _is_given(work: UnitOfWork, room_id: int, on: date, hour: str) -> bool:
    given = select(RoomRequest.id).where(RoomRequest.room_id == room_id, RoomRequest.held_on == on)
    given = given.where(RoomRequest.state == "granted", RoomRequest.hour == hour)
    return work.session.scalars(given).first() is not None
