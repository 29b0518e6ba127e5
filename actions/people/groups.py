"""A station's group: it may follow what its station is reminded of."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.people.contact import first_contact
from actions.refusal import Refused
from programme.clerks import HEAD
from storage.queries.people.speakers import Speaker
from storage.tables import Account, Person
from storage.unit_of_work import UnitOfWork

STATIONS_ONLY = "只有工作站的负责人能让群接收提醒。"


def follow(work: UnitOfWork, speaker: Speaker, channel: str, room: str, now: datetime) -> None:
    """The group gets the reminders of the station whose person in charge says so; of one station at a time.

    A group with topics (`room` is then «GROUP/TOPIC») gets them in the one where that was said last.
    """
    _require_station(speaker)
    unfollow(work, speaker, channel, room, now)
    group = _group(work, channel, room)
    if group is None:
        first_contact(work, channel, room, now)
        group = _group(work, channel, room)
        assert group is not None
    group.room_of = speaker.person_id
    note(work, "follow", "person", group.id, speaker.person_id, now, room=room)


def unfollow(work: UnitOfWork, speaker: Speaker, channel: str, room: str, now: datetime) -> None:
    """The group gets them no more, in whichever topic."""
    _require_station(speaker)
    whole = room.partition("/")[0]
    of = select(Person, Account.external_id).join(Account).where(Person.room_of == speaker.person_id)
    for group, followed in work.session.execute(of.where(Account.channel == channel)).all():
        if followed.partition("/")[0] == whole:
            group.room_of = None
            note(work, "unfollow", "person", group.id, speaker.person_id, now, room=followed)


def _require_station(speaker: Speaker) -> None:
    if speaker.station_role != HEAD:
        raise Refused("no_station", STATIONS_ONLY)


def _group(work: UnitOfWork, channel: str, room: str) -> Person | None:
    of = select(Person).join(Account).where(Account.channel == channel, Account.external_id == room)
    return work.session.scalars(of).first()
