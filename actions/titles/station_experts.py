"""A station's register of its own experts: it asks, each says yes with a tap; they may leave, and it may strike them off (S10.3, S9.2)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select

from actions.access import require_work
from actions.audit import note
from actions.notify import Addressed, notify
from actions.refusal import Refused
from actions.titles.notices import (
    ExpertAnsweredStation,
    ExpertLeftStation,
    ExpertStruckOff,
    StationAsksExpert,
)
from programme.qualification import SERVING
from storage.queries.people.clerks import at_work
from storage.queries.people.speakers import Speaker
from storage.queries.titles.station_experts import asked_by_station, expert_by_phone
from storage.tables import Expert, Station, StationExpert
from storage.unit_of_work import UnitOfWork

AGAIN_AFTER = timedelta(days=30)
"""Nobody is asked by one station more often."""
MOST_WAITING = 20
"""So many may be asked at a time who have not answered."""


def ask_experts(work: UnitOfWork, speaker: Speaker, experts: Collection[int], now: datetime) -> int:
    """Ask experts whether they belong to the station; return how many were asked. Refused «asked_lately», «too_many_asked»."""
    station = _station(speaker)
    fresh = [key for key in experts if _may_be_asked(work, station, key, now)]
    if not fresh:
        raise Refused("asked_lately", "这几位已经在名单里，或者一个月内请过了。")
    if asked_by_station(work, station) + len(fresh) > MOST_WAITING:
        raise Refused("too_many_asked", f"还没答复的不能超过 {MOST_WAITING} 位，等一等再请。")
    for key in fresh:
        _ask(work, speaker, station, key, now)
    return len(fresh)


def ask_by_phone(work: UnitOfWork, speaker: Speaker, phone: str, now: datetime) -> None:
    """The same by telephone. Whether it is an expert's is not said: whose number it is, their yes will tell. Refused «too_many_asked»."""
    station = _station(speaker)
    if asked_by_station(work, station) >= MOST_WAITING:
        raise Refused("too_many_asked", f"还没答复的不能超过 {MOST_WAITING} 位，等一等再请。")
    expert = expert_by_phone(work, phone, SERVING)
    if expert is not None and _may_be_asked(work, station, expert, now):
        _ask(work, speaker, station, expert, now, by_phone=True)


def answer_station(work: UnitOfWork, speaker: Speaker, row_id: int, agrees: bool, now: datetime) -> str:
    """Belong to the station, or not; it hears. Return its name. Refused «not_asked»."""
    one = work.session.get(StationExpert, row_id, with_for_update=True, populate_existing=True)
    if one is None or one.expert_id != speaker.expert_id or one.state != "asked":
        raise Refused("not_asked", "这件已经答复过了，或者站里不请了。")
    one.state, one.answered_at = ("yes" if agrees else "no"), now
    told = ExpertAnsweredStation(one.id, agrees)
    key = f"expert_answered:{one.id}:{int(now.timestamp())}"
    tells = agrees or not one.by_phone
    notify(work, _to_desk(work, one.station_id, told, key) if tells else [], now)
    note(work, f"own_expert_{one.state}", "station", one.station_id, speaker.person_id, now, row=one.id)
    return work.session.get_one(Station, one.station_id).name


def leave_register(work: UnitOfWork, speaker: Speaker, row_id: int, now: datetime) -> None:
    """Belong to the station no more; no reason is asked. Refused «not_in_register»."""
    one = _row(work, row_id)
    if one is None or one.expert_id != speaker.expert_id or one.state != "yes":
        raise Refused("not_in_register", "您已经不在这个站的名单里了。")
    one.state, one.answered_at = "no", now
    key = f"expert_left:{one.id}:{int(now.timestamp())}"
    notify(work, _to_desk(work, one.station_id, ExpertLeftStation(one.id), key), now)
    note(work, "leave_register", "station", one.station_id, speaker.person_id, now, row=one.id)


def strike_off(work: UnitOfWork, speaker: Speaker, row_id: int, now: datetime) -> None:
    """The station counts somebody among its experts no more, and they are told. Refused «not_in_register», «only_looks»."""
    station = _station(speaker)
    one = _row(work, row_id)
    if one is None or one.station_id != station or one.state != "yes":
        raise Refused("not_in_register", "这位已经不在站里的专家名单里了。")
    one.state, one.answered_at = "struck", now
    person = work.session.get_one(Expert, one.expert_id).person_id
    key = f"struck_off:{one.id}:{int(now.timestamp())}"
    notify(work, [Addressed(person, ExpertStruckOff(one.id), key)], now)
    note(work, "strike_off", "station", station, speaker.person_id, now, row=one.id)


def _station(speaker: Speaker) -> int:
    require_work(speaker)
    assert speaker.station_id is not None
    return speaker.station_id


def _known(work: UnitOfWork, station: int, expert: int) -> StationExpert | None:
    same = select(StationExpert).where(StationExpert.station_id == station, StationExpert.expert_id == expert)
    return work.session.scalars(same.with_for_update()).first()


def _may_be_asked(work: UnitOfWork, station: int, expert: int, now: datetime) -> bool:
    one = _known(work, station, expert)
    return one is None or (one.state != "yes" and now - one.asked_at >= AGAIN_AFTER)


def _ask(
    work: UnitOfWork, speaker: Speaker, station: int, expert: int, now: datetime, *, by_phone: bool = False
) -> None:
    one = _known(work, station, expert) or StationExpert(station_id=station, expert_id=expert)
    one.state, one.asked_by, one.asked_at, one.by_phone = "asked", speaker.person_id, now, by_phone
    one.answered_at = None
    work.session.add(one)
    work.flush()
    person = work.session.get_one(Expert, expert).person_id
    key = f"station_asks:{one.id}:{int(now.timestamp())}"
    notify(work, [Addressed(person, StationAsksExpert(one.id), key)], now)
    note(work, "ask_own_expert", "station", station, speaker.person_id, now, row=one.id)


def _row(work: UnitOfWork, row_id: int) -> StationExpert | None:
    return work.session.get(StationExpert, row_id, with_for_update=True, populate_existing=True)


def _to_desk(
    work: UnitOfWork, station: int, told: ExpertAnsweredStation | ExpertLeftStation, key: str
) -> list[Addressed]:
    return [Addressed(who, told, f"{key}:{who}") for who in at_work(work, station)]
