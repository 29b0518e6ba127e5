"""A station's people: invited by a one-time code for a role, removed, gone by themselves; each is told, each deed has its name."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, select, update

from actions.audit import note
from actions.desk import desk_of, leave_desk
from actions.notify import Addressed, notify
from actions.people.bind import BYTES, hashed
from actions.people.notices import ClerkCame, ClerkRemoved
from actions.refusal import Refused
from programme.clerks import HEAD, INVITED
from storage.queries.people.speakers import Speaker
from storage.tables import ClerkCode, Station, StationClerk
from storage.unit_of_work import UnitOfWork

GOOD_FOR = timedelta(hours=24)
NOT_HEAD = "站里的人由站里的负责人来定。"
LATE = "这个邀请码过期了，24 小时内有效，请站里的负责人再发一个。"
USED = "这个邀请码用过了，一个码只能用一次，请站里的负责人再发一个。"


def invite_clerk(work: UnitOfWork, speaker: Speaker, role: str, now: datetime) -> str:
    """A new code for one person to be this at the speaker's station. Refused «not_head»."""
    station = require_head(speaker)
    assert role in INVITED
    code = secrets.token_hex(BYTES)
    work.session.add(
        ClerkCode(
            code_hash=hashed(code),
            station_id=station,
            role=role,
            issued_by=speaker.person_id,
            expires_at=now + GOOD_FOR,
        )
    )
    note(work, "invite_clerk", "station", station, speaker.person_id, now, role=role)
    return code


def is_clerk_code(work: UnitOfWork, code: str) -> bool:
    """Whether the code is a station's, be it late or used."""
    return _found(work, code) is not None


def come_by_code(work: UnitOfWork, speaker: Speaker, code: str, now: datetime) -> tuple[str, str]:
    """Work at the station of the code from now on; return its name and the role. The head is told.

    Refused «bad_code», «other_station». Of two who race for one code, one wins.
    """
    found = _access_code(work, speaker, code, now)
    once = update(ClerkCode).where(ClerkCode.id == found.id, ClerkCode.used_at.is_(None))
    done: CursorResult[object] = work.connection.execute(once.values(used_at=now))
    if done.rowcount != 1:
        raise Refused("bad_code", USED)
    station = work.session.get_one(Station, found.station_id)
    clerk = StationClerk(
        station_id=station.id,
        person_id=speaker.person_id,
        role=found.role,
        invited_by=found.issued_by,
        joined_at=now,
    )
    work.session.add(clerk)
    work.flush()
    speaker.station_id, speaker.station_region = station.id, station.region
    speaker.station_role = found.role
    told = ClerkCame(station.id, speaker.person_id, found.role)
    notify(work, [Addressed(station.person_id, told, f"clerk_came:{clerk.id}")], now)
    note(work, "join_station", "station", station.id, speaker.person_id, now, role=found.role)
    return station.name, found.role


def remove_clerk(work: UnitOfWork, speaker: Speaker, person_id: int, now: datetime) -> None:
    """Somebody works at the station no more, and is told so. What they did stays. Refused «not_head», «no_clerk»."""
    station = require_head(speaker)
    one = desk_of(work, person_id)
    if one is None or one.station_id != station:
        raise Refused("no_clerk", "这位已经不在站里的名单上了。")
    key = f"clerk_removed:{one.id}"
    work.session.delete(one)
    work.flush()
    notify(work, [Addressed(person_id, ClerkRemoved(station), key)], now)
    note(work, "remove_clerk", "station", station, speaker.person_id, now, person=person_id)


def leave_station(work: UnitOfWork, speaker: Speaker, now: datetime) -> None:
    """Leave by oneself; the head is told. Refused «no_clerk» for who is none, the head among them."""
    one = desk_of(work, speaker.person_id)
    if one is None:
        raise Refused("no_clerk", "您不是站里的经办人。负责人要退出，说「申请退出」。")
    leave_desk(work, one, now)
    speaker.station_id = speaker.station_region = speaker.station_role = None


def require_head(speaker: Speaker) -> int:
    """The station that the speaker is in charge of. Refused «not_head»."""
    if speaker.station_id is None or speaker.station_role != HEAD:
        raise Refused("not_head", NOT_HEAD)
    return speaker.station_id


def _access_code(work: UnitOfWork, speaker: Speaker, code: str, now: datetime) -> ClerkCode:
    """A code that is good still, for who is of no station. Refused «bad_code», «other_station»."""
    found = _found(work, code)
    if found is None or found.used_at is not None or found.expires_at <= now:
        raise Refused("bad_code", USED if found and found.used_at else LATE)
    if speaker.station_id is not None:
        raise Refused("other_station", "您已经是工作站的人了，一个账号只在一个站。请换一个账号再试。")
    issuer = work.session.get_one(Station, found.station_id).person_id
    if issuer != found.issued_by:
        raise Refused("bad_code", "发这个邀请码的人已经不是站里的负责人了，请现在的负责人再发一个。")
    return found


def _found(work: UnitOfWork, code: str) -> ClerkCode | None:
    return work.session.scalars(select(ClerkCode).where(ClerkCode.code_hash == hashed(code))).first()
